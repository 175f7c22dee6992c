import {
  daysOfMonth,
  firstDay,
  formatMicros,
  lastDay,
  monthOf,
  ReconciliationLine,
  sumExact,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import { AiScorecardsConfig, ContractConfig } from '../config';
import { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { StoredTool, ToolStore } from '../tools';
import { dayState, isSettled } from '../usage/dayState';
import { LedgerStore } from '../usage/LedgerStore';
import { SourceStore, StoredSource } from '../usage/SourceStore';
import { MoneyDoors, readMoneyDoors } from './moneyDoors';
import { Precedence } from '../usage/precedence';
import { PUSH_SETTLE_DAYS } from '../usage/push/pushedSource';
import { readBill, VendorBill } from './vendorBill';
import { ReportedTwice, sumOfTwice, usageReportedTwice } from './reportedTwice';
import { MonthMoneyRow, MoneyStore } from './MoneyStore';
import { BucketSum, poolSmallBuckets } from './poolSmallBuckets';

/** A source as it is configured, with what the database calls it. */
interface KnownSource {
  stored: StoredSource;
  settleDays: number | undefined;
}

/** What is asked of the ledger for one line. */
interface LineDays {
  complete: boolean;
  daysKnown: number;
  /** Days of which the vendor said for good that it has nothing. */
  daysWithoutData: number;
}

const NO_SOURCE = 'contracts';

/** Sets what teams and buckets add up to beside what the vendor says, by source, month, tool and kind. */
export class ReconciliationService {
  readonly #knex: Knex;
  readonly #config: AiScorecardsConfig;
  readonly #clock: Clock;
  readonly #sources: () => readonly Source[];
  readonly #money: MoneyStore;
  readonly #ledger: LedgerStore;
  readonly #tools: ToolStore;
  readonly #stored: SourceStore;
  readonly #precedence: Precedence;

  constructor(options: {
    knex: Knex;
    config: AiScorecardsConfig;
    clock: Clock;
    /** The sources that are configured now. */
    sources: () => readonly Source[];
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#clock = options.clock;
    this.#sources = options.sources;
    this.#money = new MoneyStore(options.knex);
    this.#ledger = new LedgerStore(options.knex);
    this.#tools = new ToolStore(options.knex);
    this.#stored = new SourceStore(options.knex, this.#tools);
    this.#precedence = new Precedence(options.config);
  }

  /**
   * Lines of one source (its key in configuration) and month (`YYYY-MM`), or of all, newest month first. In each,
   * teams and buckets add up to the total exactly. A month that the vendor has no data of has a line without figures; one
   * that it was not asked for has none.
   */
  async lines(query: {
    source?: string;
    month?: string;
  }): Promise<ReconciliationLine[]> {
    const tools = await this.#tools.list();
    const sources = (await this.#stored.list()).map(stored => ({
      stored,
      settleDays: stored.pushed
        ? PUSH_SETTLE_DAYS
        : this.#sources().find(source => source.id === stored.key)?.settleDays,
    }));
    const months = await this.#money.months(query.month);
    for (const month of await this.#billedMonths(query.month)) {
      if (!months.has(month)) months.set(month, []);
    }
    const lines: ReconciliationLine[] = [];
    for (const month of [...months.keys()].sort().reverse()) {
      const rows = months.get(month) ?? [];
      const doors = await readMoneyDoors(
        this.#knex,
        firstDay(month),
        lastDay(month),
      );
      for (const tool of tools) {
        for (const kind of ['seat', 'usage', 'value'] as const) {
          const line = await this.#line(
            month,
            tool,
            kind,
            rows.filter(row => row.toolId === tool.id && row.kind === kind),
            this.#inOrder(
              tool,
              sources.filter(source => source.stored.toolId === tool.id),
            ),
            doors,
          );
          if (line && (!query.source || line.source === query.source)) {
            lines.push(line);
          }
        }
      }
    }
    return lines;
  }

  async #line(
    month: string,
    tool: StoredTool,
    kind: MoneyKind,
    rows: readonly MonthMoneyRow[],
    sources: readonly KnownSource[],
    doors: MoneyDoors,
  ): Promise<ReconciliationLine | null> {
    const of = (wanted: Source['kind']) =>
      sources.filter(source => source.stored.kind === wanted);
    const bill =
      kind === 'usage'
        ? await readBill(
            this.#knex,
            of('cost').map(source => source.stored),
            month,
          )
        : null;
    if (rows.length === 0 && !bill) return null;

    const own = kind === 'seat' ? of('seats') : of('usage');
    const facts = rows.reduce((sum, row) => sum + row.micros, 0);
    const byDay = bill
      ? await this.#money.days(tool.id, 'usage', month)
      : new Map<string, number>();
    const attributed = (isBilled: boolean) =>
      [...byDay]
        .filter(([day]) => bill?.days.has(day) === isBilled)
        .reduce((sum, [, micros]) => sum + micros, 0);
    const billedWithoutPerson = bill ? bill.micros - attributed(true) : 0;
    const contract = this.#contract(tool);
    const { daysWithoutData, ...days } = await this.#days(month, kind, [
      ...own,
      ...of('cost'),
    ]);
    const twice =
      kind === 'seat'
        ? []
        : await usageReportedTwice(this.#knex, tool.id, kind, month);
    const total = facts + billedWithoutPerson;
    const isKnown =
      days.daysKnown > 0 || rows.some(row => row.micros !== 0) || bill !== null;
    if (!isKnown && daysWithoutData === 0) return null;
    return {
      source:
        [...own, ...sources].map(source => source.stored.configKey)[0] ??
        NO_SOURCE,
      month,
      tool: tool.ref,
      kind,
      currency: contract?.currency ?? 'USD',
      ...days,
      daysOfMonth: daysOfMonth(month).length,
      totalIs: totalIs(kind, bill, byDay, contract),
      state: isKnown ? 'known' : 'no-data',
      totalMicros: isKnown ? total : null,
      teamsMicros: isKnown
        ? sumOf(rows.filter(row => row.bucket === ''))
        : null,
      buckets: isKnown
        ? this.#buckets(rows, bill ? billedWithoutPerson : null)
        : [],
      leftOutMicros: bill?.leftOutMicros ?? null,
      reportedTwiceMicros: sumOfTwice(twice, bill),
      rounding: await this.#rounding(month, kind, {
        own: kind === 'value' ? [...own, ...of('cost')] : own,
        facts,
        bill,
        byDay,
        doors,
        twice,
      }),
    };
  }

  /** Buckets of too few people or accounts are shown with what was billed without a person. */
  #buckets(
    rows: readonly MonthMoneyRow[],
    billedWithoutPerson: number | null,
  ): ReconciliationLine['buckets'] {
    const buckets: BucketSum[] = rows.flatMap(({ bucket, micros, holders }) =>
      bucket === '' ? [] : [{ bucket, micros, identities: holders }],
    );
    if (billedWithoutPerson !== null) {
      buckets.push({
        bucket: 'billed-without-person',
        micros: billedWithoutPerson,
        identities: Infinity,
      });
    }
    return poolSmallBuckets(buckets, this.#config.privacy.minimumGroupSize);
  }

  /** The vendor's exact total minus the sum of its rounded amounts, as decimal text. */
  async #rounding(
    month: string,
    kind: MoneyKind,
    known: {
      /** Sources whose rows hold the amounts. */
      own: readonly KnownSource[];
      facts: number;
      bill: VendorBill | null;
      /** What is attributed, by UTC day. */
      byDay: ReadonlyMap<string, number>;
      doors: MoneyDoors;
      twice: readonly ReportedTwice[];
    },
  ): Promise<string> {
    const { own, facts, bill, byDay, doors, twice } = known;
    const texts: string[] = bill
      ? [bill.exact, formatMicros(-bill.micros)]
      : [];
    if (kind === 'seat') return '0';
    let hasExact = false;
    for (const { stored } of own) {
      const entries = await this.#ledger.entries(stored.id, {
        from: firstDay(month),
        to: lastDay(month),
      });
      for (const [day, entry] of entries) {
        const exact = kind === 'usage' ? entry.exactUsage : entry.exactValue;
        const beside = twice.find(
          each => each.day === day && each.sourceId === stored.id,
        );
        const isInTotal =
          doors.countedOn(day).has(stored.id) &&
          (beside === undefined || beside.partly);
        if (exact !== null && isInTotal && !bill?.days.has(day)) {
          hasExact = true;
          texts.push(exact);
        }
      }
    }
    if (hasExact) {
      const counted = bill
        ? [...byDay]
            .filter(([day]) => !bill.days.has(day))
            .reduce((sum, [, micros]) => sum + micros, 0)
        : facts;
      const besides = twice
        .filter(({ day, partly }) => partly && !bill?.days.has(day))
        .reduce((sum, { micros }) => sum + micros, 0);
      texts.push(formatMicros(-counted - besides));
    }
    return sumExact(texts);
  }

  async #days(
    month: string,
    kind: MoneyKind,
    sources: readonly KnownSource[],
  ): Promise<LineDays> {
    const day = today(this.#clock);
    const over = daysOfMonth(month).filter(each => each < day);
    const isOver = day > lastDay(month);
    if (kind === 'seat') {
      return { complete: isOver, daysKnown: over.length, daysWithoutData: 0 };
    }
    const telling = sources.filter(
      ({ stored }) =>
        stored.kind === 'usage' || (kind === 'usage' && stored.kind === 'cost'),
    );
    // What is pushed says nothing of days that a vendor was asked for.
    const vendors = telling.filter(({ stored }) => !stored.pushed);
    const asked = vendors.length > 0 ? vendors : telling;
    const known: boolean[] = over.map(() => asked.length > 0);
    const settled: boolean[] = over.map(() => asked.length > 0);
    const withoutData = new Set<string>();
    for (const { stored, settleDays } of asked) {
      const entries = await this.#ledger.entries(stored.id, {
        from: firstDay(month),
        to: lastDay(month),
      });
      over.forEach((each, i) => {
        const entry = entries.get(each);
        known[i] &&= entry?.state === 'fetched';
        if (entry?.state === 'no-data') withoutData.add(each);
        settled[i] &&= isSettled(
          dayState(entry, {
            kind: stored.kind,
            settleDays: settleDays ?? 0,
            pushed: stored.pushed,
          }),
        );
      });
    }
    return {
      complete: isOver && settled.every(Boolean),
      daysKnown: known.filter(Boolean).length,
      daysWithoutData: withoutData.size,
    };
  }

  async #billedMonths(month?: string): Promise<Set<string>> {
    const rows: { day: string }[] = await this.#knex('cost_facts')
      .distinct('day')
      .modify(query => {
        if (month) query.whereBetween('day', [firstDay(month), lastDay(month)]);
      });
    return new Set(rows.map(row => monthOf(row.day)));
  }

  /** Sources of a tool, those of the door that is believed first. */
  #inOrder(tool: StoredTool, sources: readonly KnownSource[]): KnownSource[] {
    const order = this.#precedence.order(
      tool.ref,
      sources.map(({ stored }) => stored),
    );
    return [...sources].sort(
      (a, b) =>
        order.indexOf(a.stored.configKey) - order.indexOf(b.stored.configKey),
    );
  }

  #contract(tool: StoredTool): ContractConfig | undefined {
    return this.#config.contracts.find(each => each.tool === tool.ref);
  }
}

function sumOf(rows: readonly MonthMoneyRow[]): number {
  return rows.reduce((sum, row) => sum + row.micros, 0);
}

function totalIs(
  kind: MoneyKind,
  bill: VendorBill | null,
  byDay: ReadonlyMap<string, number>,
  contract: ContractConfig | undefined,
): string {
  if (kind === 'seat') return "Seats at the contract's prices";
  if (kind === 'value') return "The sum of the vendor's rows, at list value";
  const isPooled = (contract?.includedCreditsPerSeat ?? null) !== null;
  if (bill) {
    if ([...byDay.keys()].every(day => bill.days.has(day))) {
      return "The vendor's bill";
    }
    return isPooled
      ? "The vendor's bill, and credits beyond the included pool on days without one"
      : "The vendor's bill, and its rows on days without one";
  }
  return !isPooled
    ? "The sum of the vendor's rows"
    : "Credits beyond the included pool, at the contract's price";
}
