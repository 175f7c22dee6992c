import { dayOfInstant, isDay } from 'backstage-plugin-ai-scorecards-common';
import {
  SeatRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

const seatSchema = z.object({
  assignee: z
    .object({
      login: z.string().min(1),
      id: z.union([z.number().int(), z.string()]).nullish(),
    })
    .nullish(),
  created_at: z.string(),
  pending_cancellation_date: z.string().nullish(),
  plan_type: z.string().nullish().catch(null),
});

/** GitHub tells when a seat was made. */
export type CopilotSeat = SeatRecord & { createdOn: string };

/** Reads one entry of a seat listing; an entry that cannot be read comes back with its raw text. */
export function parseSeat(value: unknown): CopilotSeat | UnreadableRecord {
  const unreadable = (reason: string): UnreadableRecord => ({
    type: 'unreadable',
    raw: JSON.stringify(value),
    reason,
  });
  const parsed = seatSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the seat';
    return unreadable(`${field} is missing or not as documented`);
  }
  const seat = parsed.data;
  const createdOn = utcDay(seat.created_at);
  if (createdOn === null) {
    return unreadable('created_at is not a time');
  }
  const ending = seat.pending_cancellation_date ?? null;
  const endsOn = ending === null ? null : utcDay(ending);
  if (ending !== null && endsOn === null) {
    return unreadable('pending_cancellation_date is not a date');
  }
  return {
    type: 'seat',
    account: seat.assignee
      ? {
          kind: 'login',
          key: seat.assignee.login.toLowerCase(),
          login: seat.assignee.login,
          ...(seat.assignee.id !== null &&
            seat.assignee.id !== undefined && {
              vendorId: String(seat.assignee.id),
            }),
        }
      : null,
    createdOn,
    endsOn,
    plan: seat.plan_type ?? null,
  };
}

/** The UTC day of a date, or of a time with its offset; a time without one is taken as UTC, not as local. */
function utcDay(text: string): string | null {
  if (isDay(text)) {
    return text;
  }
  const instant = new Date(
    /(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`,
  );
  return Number.isNaN(instant.getTime()) ? null : dayOfInstant(instant);
}

/**
 * One seat for each person: an enterprise lists somebody once for each organisation. The seat is there from the
 * earliest creation and ends when the last one does; seats without assignee stay as many as they are.
 */
export function mergeSeats(seats: readonly CopilotSeat[]): CopilotSeat[] {
  const merged = new Map<string, CopilotSeat>();
  const unassigned: CopilotSeat[] = [];
  for (const seat of seats) {
    const known = seat.account && merged.get(seat.account.key);
    if (!seat.account) {
      unassigned.push(seat);
    } else if (known) {
      merged.set(seat.account.key, mergeTwo(known, seat));
    } else {
      merged.set(seat.account.key, seat);
    }
  }
  return [...merged.values(), ...unassigned];
}

function mergeTwo(one: CopilotSeat, other: CopilotSeat): CopilotSeat {
  const [first, second] =
    one.createdOn <= other.createdOn ? [one, other] : [other, one];
  return {
    ...first,
    endsOn:
      first.endsOn === null || second.endsOn === null
        ? null
        : [first.endsOn, second.endsOn].sort()[1],
    plan: first.plan ?? second.plan,
  };
}
