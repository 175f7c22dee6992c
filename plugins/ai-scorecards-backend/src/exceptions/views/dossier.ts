import {
  Ask,
  changedFields,
  Dossier,
  Exception,
  ExceptionRules,
} from 'backstage-plugin-ai-scorecards-common';
import type { LogHead, LogItem } from '../log';
import { ASK_LABELS, askWords } from './askInWords';
import { namedGroup, namedUser } from './people';
import { askSeen, Seen } from './requestView';

function rulesInWords(rules: ExceptionRules): Dossier['rules'] {
  const { quorum, clock, expiry, renewals } = rules;
  return [
    {
      label: 'Approvals',
      value: `full ${quorum.full}, express ${quorum.express}, dates only ${quorum.datesOnlyRenewal}`,
    },
    {
      label: 'Rejection',
      value:
        rules.rejection === 'single'
          ? 'one rejection with a reason'
          : 'more than half of those who may vote',
    },
    {
      label: 'Due',
      value: `${clock.dueBusinessDays} business days, ${clock.sensitiveDueBusinessDays} with sensitive data; lapses after ${clock.lapseBusinessDays}`,
    },
    { label: 'Longest', value: `${expiry.maxDays} days` },
    { label: 'Renewals before a full review', value: String(renewals.max) },
  ];
}

/** Puts together what is on record of an exception. */
export function dossierOf(
  seen: Seen,
  record: {
    exception: Exception;
    events: LogItem[];
    head: LogHead | null;
    intact: boolean;
    /** The rules that the decision was made under, if they are known. */
    rules: ExceptionRules;
    isUnderPresentRules: boolean;
  },
): Dossier {
  const { known, around } = seen;
  const { request } = known;
  const ask = askSeen(seen);
  const asked = (Object.keys(ASK_LABELS) as (keyof Ask)[]).flatMap(field => {
    const value = askWords(field, ask);
    return value === null ? [] : [{ label: ASK_LABELS[field] ?? field, value }];
  });
  return {
    exception: record.exception,
    asked: [
      { label: 'Revision', value: String(request.decision?.revision ?? 1) },
      { label: 'Lane', value: request.lane },
      ...(request.wish.ask && request.before
        ? [
            {
              label: 'Changed since the revision before',
              value: changedFields(request.before.ask, ask).join(', ') || '–',
            },
          ]
        : []),
      ...asked,
    ],
    rules: [
      {
        label: 'Rules',
        value: record.isUnderPresentRules
          ? 'as they are today'
          : 'changed since the decision; the log holds both',
      },
      ...rulesInWords(record.rules),
    ],
    conflicts: around.electorate.barred.map(({ user, because }) => ({
      who: namedUser(around.people, user).title,
      because: because.replace(/^You /, 'They '),
    })),
    votes: request.votes.map(vote => ({
      who:
        namedUser(around.people, vote.by).title +
        (vote.onBehalfOf
          ? ` for ${namedUser(around.people, vote.onBehalfOf).title}`
          : ''),
      as:
        vote.as === 'board'
          ? 'board'
          : namedGroup(around.people, vote.as).title,
      at: vote.at,
      verdict: vote.counts ? vote.verdict : `${vote.verdict}, void`,
      reason: vote.reason ?? vote.reasonCode,
    })),
    events: record.events,
    head: record.head,
    intact: record.intact,
  };
}
