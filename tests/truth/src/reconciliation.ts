import { CostTruth, total } from './cost';
import { daysFrom, monthDays } from './days';
import { Amount, Facts, Kind } from './facts';
import { Bucket } from './ledger';
import { Fraction, ZERO, add, decimalText, fraction, subtract } from './money';
import { Key, Settings, toolsOf } from './settings';

type PriceSource = 'invoice' | 'list' | 'estimate';

/** What says how much it was: of the total, and of each team's and account's part. */
export interface Prices {
  total: PriceSource;
  parts: PriceSource;
}

/** Doors that guess what a use is worth. The others bill it, or value it at list prices. */
const GUESSING: Key[] = ['anthropic', 'openai', 'file', 'push', 'otlp'];

/** A month's money of one source, tool and kind. */
export interface Line {
  /** the door of the tool that is believed first */
  source: Key;
  month: string;
  tool: string;
  kind: Kind;
  /** what the vendor says, every amount rounded once */
  total: bigint;
  teams: bigint;
  /** in no order; those that are zero are left out */
  buckets: Map<Bucket, bigint>;
  prices: Prices;
  /** exact total of the vendor less the rounded one, in currency units */
  rounding: string;
  /** what another door says of the same, and is counted once */
  twice: bigint;
  /** what each door says: in the total, and counted once elsewhere; those without any left out */
  bySource: Map<string, { counted: bigint; twice: bigint }>;
}

/** Sets the vendors' totals of a month beside what was attributed. */
export function reconcile(
  month: string,
  facts: Facts,
  cost: CostTruth,
  settings: Settings,
): Line[] {
  const sources = toolsOf(settings).flatMap(
    ({ doors: [source], tool, kinds }) =>
      kinds.map(kind => ({ source, tool, kind })),
  );
  // Nothing said of credits, nor of what they cost, is not zero.
  const creditsKnown =
    facts.credits.some(({ day }) => day.startsWith(month)) ||
    monthDays(month).some(day => facts.bills.of(settings.copilot.tool, day));
  const reported = sources.filter(({ source, tool, kind }) =>
    kind === 'seat'
      ? facts.knowsSeats(tool, month)
      : source !== 'github' || creditsKnown,
  );
  const told = [...reported, ...billedAlone(month, facts, settings)];
  const lines = told.map(({ source, tool, kind }) => {
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
    const bill = vendorTotal({ tool, kind, month }, facts, ledger);
    put('billed-without-person', bill.micros - total(ledger), 'vendor');
    return {
      source,
      month,
      tool,
      kind,
      total: bill.micros,
      teams: total(inTeams) - total(ofNoTeam),
      buckets: pooledBuckets(buckets, settings.minimum),
      prices: pricesOf({ tool, kind, month }, facts, ledger, settings),
      rounding: decimalText(bill.rounding),
      twice: total(toldTwice({ tool, kind, month }, facts)),
      bySource: bySource({ source, tool, kind, month }, facts, bill.micros),
    };
  });
  return [...lines, ...boughtSeats(month, facts, settings)];
}

/** Use of tools that nothing but a pushed bill says the cost of. */
function billedAlone(
  month: string,
  facts: Facts,
  settings: Settings,
): Pick<Line, 'source' | 'tool' | 'kind'>[] {
  return toolsOf(settings).flatMap(({ doors, tool, kinds }) => {
    const source: Key = doors.find(door => door !== 'focus') ?? 'focus';
    const isBilled = facts.days.some(
      day => day.startsWith(month) && facts.bills.of(tool, day),
    );
    return isBilled && doors.includes('focus') && !kinds.includes('usage')
      ? [{ source, tool, kind: 'usage' as const }]
      : [];
  });
}

/** Seats as a bill has them, of tools of which nothing says who holds one. */
function boughtSeats(month: string, facts: Facts, settings: Settings): Line[] {
  return toolsOf(settings).flatMap(({ tool, kinds }): Line[] => {
    const bought = facts.boughtSeats(tool, month);
    const isListed = kinds.includes('seat') && facts.knowsSeats(tool, month);
    if (isListed || bought.length === 0) return [];
    const micros = total(bought);
    return [
      {
        source: 'focus',
        month,
        tool,
        kind: 'seat',
        total: micros,
        teams: 0n,
        buckets: new Map([['billed-without-person', micros]]),
        prices: { total: 'invoice', parts: 'invoice' },
        rounding: '0',
        twice: 0n,
        bySource: new Map([['focus', { counted: micros, twice: 0n }]]),
      },
    ];
  });
}

/**
 * What each door says of a total: its bills, and its rows of days without one. Seats are of the door that lists them;
 * what no door says follows from the contract.
 */
function bySource(
  line: Pick<Line, 'source' | 'tool' | 'kind' | 'month'>,
  facts: Facts,
  micros: bigint,
): Line['bySource'] {
  const { source, tool, kind, month } = line;
  const sums: Line['bySource'] = new Map();
  const put = (door: string, counted: bigint, twice: bigint) => {
    const known = sums.get(door) ?? { counted: 0n, twice: 0n };
    sums.set(door, {
      counted: known.counted + counted,
      twice: known.twice + twice,
    });
  };
  let rest = micros;
  if (kind !== 'seat') {
    const billOf = (day: string) =>
      kind === 'usage' ? facts.bills.of(tool, day) : undefined;
    const rows = facts.amounts.filter(
      it =>
        it.tool === tool &&
        it.kind === kind &&
        it.day.startsWith(month) &&
        !billOf(it.day),
    );
    const bills = monthDays(month)
      .filter(day => facts.days.includes(day))
      .flatMap(day => billOf(day) ?? []);
    for (const each of [...rows, ...bills]) {
      put(each.door, each.micros, 0n);
      rest -= each.micros;
    }
    for (const each of toldTwice(line, facts)) {
      put(each.door, 0n, each.micros);
    }
  }
  put(kind === 'seat' ? source : 'contracts', rest, 0n);
  return new Map(
    [...sums].filter(([, sum]) => sum.counted !== 0n || sum.twice !== 0n),
  );
}

/** What doors say that are not believed: of days that such a door bills, its bill. */
function toldTwice(
  { tool, kind, month }: Pick<Line, 'tool' | 'kind' | 'month'>,
  facts: Facts,
): { door: Key; micros: bigint }[] {
  const bills = (day: string) =>
    kind === 'usage'
      ? [...(facts.bills.of(tool, day) ?? []), ...facts.bills.beside(tool, day)]
      : [];
  const used = facts.aside.filter(
    it =>
      it.tool === tool &&
      it.kind === kind &&
      it.day.startsWith(month) &&
      !bills(it.day).some(({ door }) => door === it.door),
  );
  const billed = monthDays(month)
    .filter(day => facts.days.includes(day))
    .flatMap(day => (kind === 'usage' ? facts.bills.beside(tool, day) : []));
  return [...used, ...billed];
}

/**
 * What the vendor's own total is: what it billed, else what is attributed. Rounded away is what every amount that was
 * sent lost; of a door's day of which a part counts, its other rows too.
 */
function vendorTotal(
  { tool, kind, month }: Pick<Line, 'tool' | 'kind' | 'month'>,
  facts: Facts,
  ledger: { day: string; micros: bigint }[],
): { micros: bigint; rounding: Fraction } {
  const billOf = (day: string) =>
    kind === 'usage' ? facts.bills.of(tool, day) : undefined;
  const bills = monthDays(month)
    .filter(day => facts.days.includes(day))
    .flatMap(day => billOf(day) ?? []);
  const isUnbilled = (it: Amount) =>
    it.tool === tool &&
    it.kind === kind &&
    it.day.startsWith(month) &&
    !billOf(it.day);
  const own = facts.amounts.filter(isUnbilled);
  const counted = new Set(own.map(({ door, day }) => `${door} ${day}`));
  const beside = facts.aside.filter(
    it => isUnbilled(it) && counted.has(`${it.door} ${it.day}`),
  );
  return {
    micros: total(bills) + total(ledger.filter(({ day }) => !billOf(day))),
    rounding: [...bills, ...own, ...beside].reduce(
      (sum, { exact, micros }) =>
        exact ? add(sum, subtract(exact, fraction(micros, 1_000_000n))) : sum,
      ZERO,
    ),
  };
}

/** A guess on one day makes the month one, but for the total where that day is billed. */
function pricesOf(
  { tool, kind, month }: Pick<Line, 'tool' | 'kind' | 'month'>,
  facts: Facts,
  ledger: { day: string; micros: bigint }[],
  { copilot }: Settings,
): Prices {
  if (kind === 'seat') {
    return { total: 'list', parts: 'list' };
  }
  const isBilled = (day: string) =>
    kind === 'usage' && facts.bills.of(tool, day) !== undefined;
  const costly = ledger.filter(({ micros }) => micros !== 0n);
  const isGuessed = (day: string) =>
    // Credits beyond the pool are priced by the contract.
    (tool === copilot.tool && kind === 'usage' && !isBilled(day)) ||
    facts.amounts.some(
      it =>
        it.tool === tool &&
        it.kind === kind &&
        it.day === day &&
        it.micros !== 0n &&
        GUESSING.includes(it.door),
    );
  const guessed = [...new Set(costly.map(({ day }) => day))].filter(isGuessed);
  const isNothingKnown =
    kind === 'usage' && costly.length === 0 && !monthDays(month).some(isBilled);
  const best = kind === 'value' ? 'list' : 'invoice';
  const isTotalGuessed = isNothingKnown || guessed.some(day => !isBilled(day));
  return {
    total: isTotalGuessed ? 'estimate' : best,
    parts: isNothingKnown || guessed.length > 0 ? 'estimate' : best,
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
