import { CostTruth, total } from './cost';
import { daysFrom, monthDays } from './days';
import { Facts, Kind } from './facts';
import { Bucket } from './ledger';
import {
  Fraction,
  ZERO,
  add,
  decimal,
  decimalText,
  fraction,
  subtract,
  times,
  toMicros,
} from './money';
import { Settings } from './settings';
import { Truth } from './truth';

/** A month's money of one source, tool and kind. */
export interface Line {
  source: 'github' | 'anthropic' | 'anthropicEnterprise';
  month: string;
  tool: string;
  kind: Kind;
  /** what the vendor says, every amount rounded once */
  total: bigint;
  teams: bigint;
  /** in no order; those that are zero are left out */
  buckets: Map<Bucket, bigint>;
  /** exact total of the vendor less the rounded one, in currency units */
  rounding: string;
}

/** Sets the vendors' totals of a month beside what was attributed. */
export function reconcile(
  month: string,
  truth: Truth,
  facts: Facts,
  cost: CostTruth,
  settings: Settings,
): Line[] {
  const { copilot, claude, enterpriseTool } = settings;
  const line = (source: Line['source'], tool: string, kind: Kind) => ({
    source,
    tool,
    kind,
  });
  // Nothing said of credits is not zero.
  const creditsKnown =
    facts.credits.some(({ day }) => day.startsWith(month)) ||
    facts.bills.some(
      ({ tool, day }) => tool === copilot.tool && day.startsWith(month),
    );
  const reported = [
    ...(facts.isOpen('github') ? [line('github', copilot.tool, 'seat')] : []),
    ...(facts.isOpen('github') && creditsKnown
      ? [
          line('github', copilot.tool, 'usage'),
          line('github', copilot.tool, 'value'),
        ]
      : []),
    ...(facts.isOpen('anthropic')
      ? [
          line('anthropic', claude.tool, 'usage'),
          line('anthropic', claude.tool, 'value'),
        ]
      : []),
    ...(facts.isOpen('anthropicEnterprise')
      ? [
          line('anthropicEnterprise', enterpriseTool, 'usage'),
          line('anthropicEnterprise', enterpriseTool, 'value'),
        ]
      : []),
  ];
  return reported.map(({ source, tool, kind }) => {
    const ledger = cost
      .ledger(month)
      .filter(entry => entry.tool === tool && entry.kind === kind);
    const { developers, others } = cost.sides(month);
    const remainder = [...developers.remainder, ...others.remainder];
    const ofNoTeam = cost
      .entriesOf(month, remainder)
      .filter(entry => entry.tool === tool && entry.kind === kind);
    const inTeams = ledger.filter(entry => entry.team !== undefined);
    const buckets = new Map<Bucket, { micros: bigint; who: Set<string> }>();
    const put = (bucket: Bucket, micros: bigint, who: string) => {
      const known = buckets.get(bucket) ?? { micros: 0n, who: new Set() };
      buckets.set(bucket, {
        micros: known.micros + micros,
        who: micros === 0n ? known.who : known.who.add(who),
      });
    };
    for (const entry of ofNoTeam) {
      put('small-groups', entry.micros, entry.person!);
    }
    for (const entry of ledger) {
      if (entry.bucket) {
        put(entry.bucket, entry.micros, entry.account!);
      }
    }
    const bill = billOf({ source, tool, kind, month, truth, facts, ledger });
    put('billed-without-person', bill.rounded - total(ledger), 'vendor');
    return {
      source,
      month,
      tool,
      kind,
      total: bill.rounded,
      teams: total(inTeams) - total(ofNoTeam),
      buckets: pooledBuckets(buckets, settings.minimum),
      rounding: decimalText(
        subtract(bill.exact, fraction(bill.rounded, 1_000_000n)),
      ),
    };
  });
}

/** What the vendor's own total is: its bill, else the sum of its rows. */
function billOf(input: {
  source: Line['source'];
  tool: string;
  kind: Kind;
  month: string;
  truth: Truth;
  facts: Facts;
  ledger: { day: string; micros: bigint }[];
}): { rounded: bigint; exact: Fraction } {
  const { source, tool, kind, month, truth, facts, ledger } = input;
  const bills = facts.bills.filter(
    bill => bill.tool === tool && bill.day.startsWith(month),
  );
  if (kind === 'usage' && bills.length > 0) {
    // Days without a bill are what their rows, or their credits, come to.
    const rest = total(ledger.filter(({ day }) => !facts.isBilled(tool, day)));
    return {
      rounded: total(bills) + rest,
      exact: bills.reduce(
        (sum, { exact }) => add(sum, exact),
        fraction(rest, 1_000_000n),
      ),
    };
  }
  if (source === 'anthropic' && kind === 'usage') {
    const days = new Set(
      monthDays(month).filter(day => facts.days.includes(day)),
    );
    let rounded = 0n;
    let exact = ZERO;
    for (const { day, revealed } of truth.costs) {
      if (days.has(day)) {
        for (const line of revealed) {
          const amount = times(decimal(line.amount), fraction(1n, 100n));
          rounded += toMicros(amount);
          exact = add(exact, amount);
        }
      }
    }
    return { rounded, exact };
  }
  const rounded = total(ledger);
  const sent = facts.amounts.filter(
    it => it.kind === kind && it.day.startsWith(month) && it.tool === tool,
  );
  return {
    rounded,
    exact:
      kind === 'value'
        ? sent.reduce((sum, it) => add(sum, it.exact ?? ZERO), ZERO)
        : fraction(rounded, 1_000_000n),
  };
}

/**
 * Buckets of too few are shown with what nobody was billed for. Where nothing
 * was, they need the smallest others with them until they are enough.
 */
function pooledBuckets(
  buckets: Map<Bucket, { micros: bigint; who: Set<string> }>,
  minimum: number,
): Map<Bucket, bigint> {
  const bill = 'billed-without-person';
  const hasBill = (buckets.get(bill)?.micros ?? 0n) !== 0n;
  const rest = [...buckets]
    .filter(([bucket, { micros }]) => bucket !== bill && micros !== 0n)
    .sort(
      ([a, { who: one }], [b, { who: other }]) =>
        one.size - other.size || (a < b ? -1 : 1),
    );
  let pool = hasBill ? buckets.get(bill)!.micros : 0n;
  let people = 0;
  let next = rest.shift();
  while (
    next &&
    (next[1].who.size < minimum || (!hasBill && people > 0 && people < minimum))
  ) {
    pool += next[1].micros;
    people += next[1].who.size;
    next = rest.shift();
  }
  const shown = new Map<Bucket, bigint>(
    [...(next ? [next] : []), ...rest].map(([bucket, { micros }]) => [
      bucket,
      micros,
    ]),
  );
  if (pool !== 0n) {
    shown.set(bill, pool);
  }
  return shown;
}

/** All months with a day that was collected. */
export function monthsCollected({ from, today }: Settings): string[] {
  return [...new Set(daysFrom(from, today).map(day => day.slice(0, 7)))];
}
