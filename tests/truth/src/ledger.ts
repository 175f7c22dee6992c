import { monthDays } from './days';
import { Amount, Facts, Kind, Seat } from './facts';
import {
  Fraction,
  ZERO,
  add,
  decimal,
  fraction,
  isAbove,
  roundHalfEven,
  split,
  subtract,
  times,
  toMicros,
} from './money';
import { TeamHistory } from './organisation';
import { Owner } from './owners';
import { Settings, toolsOf } from './settings';

export type Bucket =
  | 'without-team'
  | 'unresolved'
  | 'service-accounts'
  | 'left'
  | 'billed-without-person'
  | 'unknown-tool'
  | 'small-groups';

/** An amount, whatever said so. */
type Cost = Pick<Amount, 'account' | 'owner' | 'day' | 'tool' | 'micros'> & {
  kind: Kind;
};

/** What one person cost one direct team on a day, or a bucket got. */
export interface Entry {
  day: string;
  tool: string;
  kind: Kind;
  micros: bigint;
  /** either these two … */
  person?: string;
  team?: string;
  /** … or this, with the account or the person that it came from */
  bucket?: Bucket;
  account?: string;
}

/** What a seat costs on each of its days of a month that are over. */
export function seatDays(
  month: string,
  ranges: { from: string; to: string }[],
  prices: Settings['copilot']['prices'],
  lastDay: string,
): { day: string; micros: bigint }[] {
  const days = monthDays(month);
  const result: { day: string; micros: bigint }[] = [];
  let sum = ZERO;
  let before = 0n;
  for (const day of days) {
    const price = prices.filter(it => it.from <= day).at(-1);
    const held = ranges.some(range => range.from <= day && day < range.to);
    if (price && held && day <= lastDay) {
      sum = add(
        sum,
        times(decimal(price.perSeatMonth), fraction(1n, BigInt(days.length))),
      );
      const upTo = toMicros(sum);
      result.push({ day, micros: upTo - before });
      before = upTo;
    }
  }
  return result;
}

/** What the credits of a month cost beyond the pool, by day and account. */
export function creditsBeyondPool(
  uses: { account: string; day: string; credits: Fraction }[],
  pool: Fraction,
  pricePerCredit: string,
): { account: string; day: string; micros: bigint }[] {
  const result: { account: string; day: string; micros: bigint }[] = [];
  let used = ZERO;
  let before = 0n;
  for (const day of [...new Set(uses.map(use => use.day))].sort()) {
    const byAccount = new Map<string, Fraction>();
    for (const use of uses.filter(it => it.day === day)) {
      const known = byAccount.get(use.account) ?? ZERO;
      byAccount.set(use.account, add(known, use.credits));
      used = add(used, use.credits);
    }
    const beyond = isAbove(used, pool) ? subtract(used, pool) : ZERO;
    const upTo = toMicros(times(beyond, decimal(pricePerCredit)));
    // Whole numbers in the proportion of the credits.
    const scale = [...byAccount.values()].reduce(
      (all, it) => all * it.bottom,
      1n,
    );
    const shares = split(
      upTo - before,
      [...byAccount].map(([key, it]) => ({
        key,
        weight: roundHalfEven(times(it, { top: scale, bottom: 1n })),
      })),
    );
    for (const [account, micros] of shares) {
      result.push({ account, day, micros });
    }
    before = upTo;
  }
  return result;
}

/**
 * Every amount of a month, by direct team or bucket: seats at their prices,
 * what the vendors' rows say, and credits beyond the pool.
 */
export function ledgerOf(
  month: string,
  facts: Facts,
  history: TeamHistory,
  settings: Settings,
): Entry[] {
  const { copilot } = settings;
  const days = monthDays(month).filter(day => facts.days.includes(day));
  const lastDay = days.at(-1) ?? '';
  const amounts: Cost[] = facts.amounts.filter(it => days.includes(it.day));
  for (const { tool, prices } of toolsOf(settings)) {
    if (prices) {
      for (const seats of seatsHeld(month, tool, facts).values()) {
        for (const paid of seatDays(month, seats, prices, lastDay)) {
          amounts.push({ ...seats[0], ...paid, tool, kind: 'seat' });
        }
      }
    }
  }
  const agreed = copilot.credits.filter(({ from }) => from <= month).at(-1)!;
  const pool = times(decimal(agreed.includedPerSeat), {
    top: BigInt(seatsHeld(month, copilot.tool, facts).size),
    bottom: 1n,
  });
  const uses = facts.credits.filter(use => days.includes(use.day));
  const owners = new Map(uses.map(use => [use.account, use.owner]));
  for (const cost of creditsBeyondPool(uses, pool, agreed.price)) {
    const owner = owners.get(cost.account);
    // A day that is billed uses up the pool, and costs what is billed.
    if (owner && !facts.bills.of(copilot.tool, cost.day)) {
      amounts.push({ ...cost, owner, tool: copilot.tool, kind: 'usage' });
    }
  }
  return divided(amounts, history);
}

/** Seats of a tool in a month by holder: somebody who is listed under two accounts has one. */
function seatsHeld(
  month: string,
  tool: string,
  facts: Facts,
): Map<string, Seat[]> {
  const held = new Map<string, Seat[]>();
  for (const seat of facts.seats.filter(it => it.tool === tool)) {
    if (monthDays(month).some(day => seat.from <= day && day < seat.to)) {
      const holder = seat.owner.person ?? seat.account;
      held.set(holder, [...(held.get(holder) ?? []), seat]);
    }
  }
  return held;
}

/** Adds up per person, day, tool and kind, then divides between direct teams. */
function divided(amounts: Cost[], history: TeamHistory): Entry[] {
  const entries: Entry[] = [];
  const sums = new Map<string, Entry & { person: string; owner: Owner }>();
  for (const { owner, day, tool, kind, micros, account } of amounts) {
    if (owner.person === undefined) {
      entries.push({ day, tool, kind, micros, bucket: owner.bucket, account });
    } else {
      const key = [owner.person, day, tool, kind].join(' ');
      const known = sums.get(key);
      sums.set(key, {
        day,
        tool,
        kind,
        person: owner.person,
        owner,
        account,
        micros: (known?.micros ?? 0n) + micros,
      });
    }
  }
  for (const { owner, person, account: _, ...sum } of sums.values()) {
    const teams = history.teamsOf(person, sum.day);
    if (teams.length === 0) {
      const bucket = owner.bucket ?? 'without-team';
      entries.push({ ...sum, bucket, account: person });
    } else {
      const shares = split(
        sum.micros,
        teams.map(key => ({ key, weight: 1n })),
      );
      for (const [team, micros] of shares) {
        entries.push({ ...sum, person, team, micros });
      }
    }
  }
  return entries;
}
