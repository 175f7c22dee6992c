import { InputError } from '@backstage/errors';
import { monthOf } from '../time';
import {
  compareExact,
  multiplyExact,
  sumExact,
  toCommonScale,
  toMicros,
} from './exact';
import { compareKeys, splitByWeight } from './split';

/** Credits that one account used on one day. Several entries of one account and day are added up. */
export interface CreditUse {
  /** UTC day. */
  day: string;
  /** The account; ties of the division go to the smaller key. */
  account: string;
  /** Exact decimal text, zero or more. */
  credits: string;
}

/** Cost of one account's credits on one day. */
export interface CreditCost {
  day: string;
  account: string;
  micros: number;
}

/**
 * Cost of the credits that one month used beyond its included pool, per account and day, in the order of day and
 * account. With C(d) the month's credits up to and including day d, day d costs
 * round(price × max(0, C(d) − pool)) − round(price × max(0, C(d − 1) − pool)), so the days add up to the rounded cost of
 * the month; a day is divided over its accounts in proportion to their credits by largest remainder. Days inside the
 * pool cost 0. `pricePerCredit` (major units) and `pool` (credits) are exact decimal texts. Throws InputError for
 * negative input and for days of more than one month.
 */
export function creditOverage(input: {
  pricePerCredit: string;
  pool: string;
  uses: Iterable<CreditUse>;
}): CreditCost[] {
  const byDay = new Map<string, Map<string, string[]>>();
  let month: string | undefined;
  for (const { day, account, credits } of input.uses) {
    let accounts = byDay.get(day);
    if (!accounts) {
      month ??= monthOf(day);
      if (monthOf(day) !== month) {
        throw new InputError(
          `Credits of ${month} and ${monthOf(day)} have separate pools`,
        );
      }
      accounts = new Map();
      byDay.set(day, accounts);
    }
    const entry = accounts.get(account);
    if (entry) {
      entry.push(credits);
    } else {
      accounts.set(account, [credits]);
    }
  }
  for (const [name, text] of Object.entries({
    price: input.pricePerCredit,
    pool: input.pool,
  })) {
    if (compareExact(text, '0') < 0) {
      throw new InputError(`The ${name} of credits is negative`);
    }
  }

  const result: CreditCost[] = [];
  let used = '0';
  let costSoFar = 0;
  for (const day of [...byDay.keys()].sort(compareKeys)) {
    const accounts = [...byDay.get(day)!].sort(([a], [b]) => compareKeys(a, b));
    const credits = accounts.map(([, texts]) => sumExact(texts));
    const { digits } = toCommonScale(credits);
    const negative = digits.findIndex(value => value < 0n);
    if (negative >= 0) {
      throw new InputError(
        `The credits of '${accounts[negative][0]}' on ${day} are negative`,
      );
    }
    used = sumExact([used, ...credits]);
    const beyond =
      compareExact(used, input.pool) > 0
        ? sumExact([used, multiplyExact(input.pool, '-1')])
        : '0';
    const cost = toMicros(multiplyExact(input.pricePerCredit, beyond));
    const shares = splitByWeight(
      cost - costSoFar,
      accounts.map(([key], i) => ({ key, weight: digits[i] })),
    );
    costSoFar = cost;
    accounts.forEach(([account], i) =>
      result.push({ day, account, micros: shares[i] }),
    );
  }
  return result;
}
