import { Ask, Dossier, Exception } from 'backstage-plugin-ai-scorecards-common';
import type { LogHead, LogItem } from '../log';
import { circumstancesInWords } from './circumstances';
import { ASK_LABELS, askWords } from './askInWords';
import { changesOf } from './changes';
import { namedGroup, namedUser } from './people';
import { askSeen, reasonSeen, Seen } from './seen';

/** Puts together what is on record of an exception. */
export function dossierOf(
  seen: Seen,
  record: {
    exception: Exception;
    events: LogItem[];
    head: LogHead | null;
    intact: boolean;
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
      ...(request.before
        ? [
            {
              label: 'Changed since the revision before',
              value:
                changesOf(seen)
                  .map(({ field }) => field)
                  .join(', ') || '–',
            },
          ]
        : []),
      ...asked,
    ],
    decision: request.decision && {
      outcome: request.decision.outcome,
      at: request.decision.at,
      basis: request.decision.basis,
      by: request.decision.by
        ? namedUser(around.people, request.decision.by).title
        : null,
      reason: reasonSeen(seen, request.decision.reason),
      circumstances: circumstancesInWords(
        request.decision.circumstances,
        around.people,
      ),
    },
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
      reason: vote.reason ?? reasonSeen(seen, vote.reasonCode),
      circumstances: circumstancesInWords(vote.circumstances, around.people),
    })),
    events: record.events.map(({ sequence, at, type, actor }) => ({
      sequence,
      at,
      type,
      actor,
    })),
    head: record.head,
    intact: record.intact,
  };
}
