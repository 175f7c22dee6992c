import {
  BOARD,
  ExceptionRequest,
  isRefusal,
  seatOf,
  seatsToVoteFrom,
} from 'backstage-plugin-ai-scorecards-common';
import { namedGroup, namedUser } from './people';
import { Seen } from './seen';
import { standstillOf } from './standstill';

/** Who may vote, who may not and why, and from which seats the caller may. */
export function votersOf(seen: Seen): ExceptionRequest['voters'] {
  const { known, around, context } = seen;
  const { eligible, barred } = around.electorate;
  const seat = seatOf(known, context, null);
  return {
    ...standstillOf(around),
    eligible: eligible.map(ref => namedUser(around.people, ref)),
    barred: barred.map(({ user, because }) => ({
      ...namedUser(around.people, user),
      because: because.replace(/^You /, 'They '),
    })),
    you: {
      mayVote: !isRefusal(seat),
      because: isRefusal(seat) ? seat.sentence : null,
      seats: seatsToVoteFrom(known, context).map(({ as }) =>
        as === BOARD
          ? {
              as: null,
              title: namedGroup(around.people, around.board ?? '').title,
            }
          : { as, title: namedGroup(around.people, as).title },
      ),
    },
  };
}
