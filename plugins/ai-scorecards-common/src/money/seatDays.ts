import { InputError } from '@backstage/errors';
import { dayIndex, daysOfMonth } from '../time';

/** A price of one seat for a whole month, in effect from a day until the next price. */
export interface SeatPrice {
  /** First UTC day on which the price holds. */
  from: string;
  /** Whole micro-units, zero or more. */
  perSeatMonthMicros: number;
}

/** What one seat costs on one day. */
export interface SeatDay {
  day: string;
  /** Micro-units; null on a day before the first price: unknown, not free. */
  micros: number | null;
}

/** Rounds sum ÷ days half to even. Both are whole, not negative, and safe integers. */
function divideDays(sum: number, days: number): number {
  const rest = sum % days;
  const quotient = (sum - rest) / days;
  const up = 2 * rest > days || (2 * rest === days && quotient % 2 === 1);
  return up ? quotient + 1 : quotient;
}

/**
 * Prices seats of one month. The returned function takes the days of that month on which a seat was paid, in any order
 * and with gaps, and returns each of them in day order with its amount: the rounded cost of the first k paid days less
 * the rounded cost of the first k − 1, a day costing its own price ÷ days of the calendar month. Full months therefore
 * add up to the price exactly. Days without a price count for nothing in the sums. Answers are shared between seats
 * with the same days, so they must not be changed. Throws InputError for a broken price list or a day outside the month.
 */
export function seatDayPricer(
  prices: readonly SeatPrice[],
  month: string,
): (paidDays: Iterable<string>) => readonly SeatDay[] {
  const days = daysOfMonth(month);
  const sorted = [...prices].sort(
    (a, b) => dayIndex(a.from) - dayIndex(b.from),
  );
  sorted.forEach((price, i) => {
    if (
      !Number.isSafeInteger(price.perSeatMonthMicros * days.length) ||
      price.perSeatMonthMicros < 0
    ) {
      throw new InputError(
        `The seat price from ${price.from} is not a whole number of micro-units`,
      );
    }
    if (i > 0 && sorted[i - 1].from === price.from) {
      throw new InputError(`There are two seat prices from ${price.from}`);
    }
  });
  const priceOf = days.map(
    day =>
      sorted.filter(price => price.from <= day).pop()?.perSeatMonthMicros ??
      null,
  );
  const positions = new Map(days.map((day, i) => [day, i]));
  // Most seats of a month are paid on the same days, so a bit mask of the days finds their common answer.
  const known = new Map<number, readonly SeatDay[]>();

  return paidDays => {
    let mask = 0;
    for (const day of paidDays) {
      const position = positions.get(day);
      if (position === undefined) {
        throw new InputError(`'${day}' is not a day of ${month}`);
      }
      mask |= 1 << position;
    }
    const answered = known.get(mask);
    if (answered) {
      return answered;
    }
    let sum = 0;
    let soFar = 0;
    const answer: SeatDay[] = [];
    for (let i = 0; i < days.length; i++) {
      if ((mask & (1 << i)) !== 0) {
        const price = priceOf[i];
        let micros: number | null = null;
        if (price !== null) {
          sum += price;
          const rounded = divideDays(sum, days.length);
          micros = rounded - soFar;
          soFar = rounded;
        }
        answer.push({ day: days[i], micros });
      }
    }
    known.set(mask, answer);
    return answer;
  };
}
