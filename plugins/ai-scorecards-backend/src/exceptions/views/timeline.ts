import {
  ExceptionRequest,
  tallyOf,
} from 'backstage-plugin-ai-scorecards-common';
import { namedGroup, namedUser } from './people';
import { Seen } from './seen';

/** What happened to a request in its order, then what happens now and what lies ahead. */
export function timelineOf(seen: Seen): ExceptionRequest['timeline'] {
  const { known, around, context } = seen;
  const { request, exception } = known;
  const steps: ExceptionRequest['timeline'] = [];
  const add = (
    what: string,
    at: string | null,
    by: string | null = null,
    state: 'done' | 'now' | 'ahead' = 'done',
  ) => steps.push({ at, what, by, state });
  add('Drafted', request.createdAt, request.requester);
  if (request.submittedAt) add('Sent', request.submittedAt, request.requester);
  // Approvals of what was changed since are no step of the way; a rejection is, also one that an appeal made void.
  const shown = request.votes.filter(
    ({ counts, verdict }) => counts || verdict === 'reject',
  );
  for (const vote of shown) {
    add(
      `${vote.verdict === 'approve' ? 'Approved' : 'Rejected'} by ${
        namedUser(around.people, vote.by).title
      }${
        around.voices.includes(vote.as)
          ? ` for ${namedGroup(around.people, vote.as).title}`
          : ''
      }`,
      vote.at,
      vote.by,
    );
  }
  if (request.appeal) add('Appealed', request.appeal.at, request.appeal.by);
  if (request.state === 'changes_requested') {
    const question = request.comments.find(({ at }) => at === request.since);
    add(
      `The board asks: ${question?.text ?? 'see what was said'}`,
      request.since,
      null,
      'now',
    );
  }
  if (request.state === 'in_review') {
    const { approvals, needed, waitingFor } = tallyOf(known, context);
    const rest = [
      `${approvals.length} of ${needed} approvals`,
      ...waitingFor.map(
        voice => `${namedGroup(around.people, voice).title} to be heard`,
      ),
    ];
    add(`In review: ${rest.join(', ')}`, null, null, 'now');
    if (request.dueOn) add(`Decision by ${request.dueOn}`, null, null, 'ahead');
  }
  if (request.decision) {
    const { outcome, at } = request.decision;
    add(outcome[0].toLocaleUpperCase('en-US') + outcome.slice(1), at);
  }
  if (exception) {
    if (exception.state === 'pending') {
      add(
        `${
          namedUser(around.people, exception.supportOwner).title
        } accepts support`,
        null,
        exception.supportOwner,
        'now',
      );
    } else if (exception.acceptedAt) {
      add('Support accepted', exception.acceptedAt, exception.supportOwner);
    }
    if (exception.suspended) {
      add(
        `Suspended: ${exception.suspended.because}`,
        exception.suspended.since,
        null,
        'now',
      );
    }
    if (exception.ended) add(`Ended: ${exception.state}`, exception.ended.at);
    else add(`Ends after ${exception.until}`, null, null, 'ahead');
  }
  return inOrder(steps);
}

/** By when they happened, equals as they were added; what has not happened stays behind. */
function inOrder(
  steps: ExceptionRequest['timeline'],
): ExceptionRequest['timeline'] {
  return [
    ...steps
      .filter(({ at }) => at !== null)
      .sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? '')),
    ...steps.filter(({ at }) => at === null),
  ];
}
