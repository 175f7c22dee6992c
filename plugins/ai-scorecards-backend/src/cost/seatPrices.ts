import {
  addDays,
  lastDay,
  seatDayPricer,
} from 'backstage-plugin-ai-scorecards-common';
import type { ContractPrice } from '../config';
import type { DaySpan } from '../scorecards/aggregate/span';

/** A seat of an account; `to` is the first day after. */
export interface AccountSeat {
  toolId: number;
  identityId: number;
  from: string;
  to: string;
}

/** One seat of a person, or of an account that is no person's. */
export interface HeldSeat {
  toolId: number;
  /** The smallest of the accounts that it is listed under. */
  identityId: number;
  /** Days of the span on which it is paid. */
  mask: number;
  /** First day ever. */
  from: string;
}

/** Seats younger than this at the end of the month are not called idle. */
const IDLE_AFTER_DAYS = 28;

/**
 * Seats as they are paid: somebody listed under several accounts has one, from the earliest creation.
 * @param days - the days of the span that count
 * @param personOf - the person behind an account; undefined for an account that is no person's
 */
export function heldSeats(
  span: DaySpan,
  days: number,
  seats: Iterable<AccountSeat>,
  personOf: (identityId: number) => number | undefined,
): HeldSeat[] {
  const held = new Map<string, HeldSeat>();
  for (const seat of seats) {
    const mask = span.mask(seat.from, seat.to) & days;
    if (mask !== 0) {
      const person = personOf(seat.identityId);
      const who =
        person === undefined ? `account ${seat.identityId}` : `${person}`;
      const key = `${seat.toolId}/${who}`;
      const known = held.get(key);
      if (!known) {
        held.set(key, {
          toolId: seat.toolId,
          identityId: seat.identityId,
          mask,
          from: seat.from,
        });
      } else {
        known.mask |= mask;
        known.identityId = Math.min(known.identityId, seat.identityId);
        if (seat.from < known.from) known.from = seat.from;
      }
    }
  }
  return [...held.values()];
}

/** Whether a seat is old enough, at the end of its month, to be idle. */
export function isOldSeat(seat: HeldSeat, month: string): boolean {
  return seat.from <= addDays(lastDay(month), 1 - IDLE_AFTER_DAYS);
}

/** Prices seats of a month by the mask of their paid days: pairs of day index and micro-units. */
export function maskPricer(
  prices: readonly ContractPrice[],
  month: string,
  span: DaySpan,
): (mask: number) => readonly (readonly [day: number, micros: number])[] {
  const price = seatDayPricer(prices, month);
  const known = new Map<number, (readonly [number, number])[]>();
  const indexOf = new Map(span.days.map((day, i) => [day, i]));
  return mask => {
    let priced = known.get(mask);
    if (!priced) {
      priced = price(span.daysOf(mask)).flatMap(({ day, micros }) =>
        micros === null ? [] : [[indexOf.get(day)!, micros] as const],
      );
      known.set(mask, priced);
    }
    return priced;
  };
}
