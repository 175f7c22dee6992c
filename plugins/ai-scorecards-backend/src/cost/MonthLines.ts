import {
  firstDay,
  lastDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import { AiScorecardsConfig, ContractConfig } from '../config';
import { MoneyKind } from '../scorecards/aggregate/monthMoney';
import { StoredTool, ToolStore } from '../tools';
import { LedgerStore } from '../usage/LedgerStore';
import { SourceStore } from '../usage/SourceStore';
import { boughtSeats } from './boughtSeats';
import { contractsOfMonth } from './contractsByTool';
import { creditTermsOf } from './creditTerms';
import { daysOfLine, KnownSource } from './lineDays';
import { roundingOf } from './lineRounding';
import { MoneyDoors, readMoneyDoors } from './moneyDoors';
import { Precedence } from '../usage/precedence';
import { PUSH_SETTLE_DAYS } from '../usage/push/pushedSource';
import { readBill, VendorBill } from './vendorBill';
import { readSeatLists, seatsBeside } from './seatsBeside';
import { sumOfTwice, usageReportedTwice } from './reportedTwice';
import { BY_CONTRACT, SourceSum, sourceSums } from './sourceSums';
import { MoneyPlace, MonthMoneyRow, MoneyStore } from './MoneyStore';

/** Money of a line at one place. */
export interface PlaceSum {
  place: MoneyPlace;
  micros: number;
  /** Distinct people or accounts behind a bucket; null for what names nobody, 0 for what teams show. */
  holders: number | null;
}

/** What says how much it was. */
export type PriceSource = 'invoice' | 'list' | 'estimate';

/** One tool and kind of cost in a month, before anything is pooled. All places add up to the total. */
export interface MonthLine {
  /** The key under `aiScorecards.sources` of the door that is believed first. */
  source: string;
  /** The keys of all that told something of the line. */
  sources: readonly string[];
  /** `YYYY-MM` */
  month: string;
  toolId: number;
  /** Full entity ref. */
  tool: string;
  kind: MoneyKind;
  currency: string;
  /** The month is over and nothing of it may change by the vendor's own rules. */
  complete: boolean;
  daysKnown: number;
  totalIs: string;
  /** What prices the total. */
  priceSource: PriceSource;
  /** What prices what is said of people and accounts, and so of teams and buckets of them. */
  partsPriceSource: PriceSource;
  /** False when the vendor was asked and has nothing. */
  known: boolean;
  /** Empty when nothing is known. */
  places: PlaceSum[];
  leftOutMicros: number | null;
  reportedTwiceMicros: number | null;
  /** What is counted adds up to the total; null where it was not kept. */
  bySource: readonly SourceSum[] | null;
  /** Seats bought and held by nobody, beside the total; null without a number of seats bought. */
  notHeldMicros: number | null;
  /** Seats listed with nobody by the end of the month. */
  seatsWithoutAssignee: number | null;
  /** Exact decimal text in major units. */
  rounding: string;
}

/** What is known of one tool in a month. */
interface KnownOfTool {
  month: string;
  tool: StoredTool;
  rows: readonly MonthMoneyRow[];
  /** Those of the door that is believed first come first. */
  sources: readonly KnownSource[];
  doors: MoneyDoors;
  contract: ContractConfig | undefined;
}

/** Sets what teams and buckets add up to beside what the vendor says, by source, month, tool and kind, as known now. */
export class MonthLines {
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
   * Lines of one month (`YYYY-MM`), or of all, newest month first. A month that the vendor has no data of has a line
   * without figures; one that it was not asked for has none.
   * @param but - months to leave out
   */
  async lines(
    wanted?: string,
    but: { has(month: string): boolean } = new Set(),
  ): Promise<MonthLine[]> {
    const tools = await this.#tools.list();
    const sources = (await this.#stored.list()).map(stored => ({
      stored,
      settleDays: stored.pushed
        ? PUSH_SETTLE_DAYS
        : this.#sources().find(source => source.id === stored.key)?.settleDays,
    }));
    const rows = await this.#money.months(wanted);
    const lines: MonthLine[] = [];
    const months = (await this.months(wanted)).filter(each => !but.has(each));
    for (const month of months.reverse()) {
      const doors = await readMoneyDoors(
        this.#knex,
        firstDay(month),
        lastDay(month),
      );
      const contracts = await contractsOfMonth(
        this.#knex,
        this.#config.contracts,
        month,
      );
      for (const tool of tools) {
        const known = {
          month,
          tool,
          rows: (rows.get(month) ?? []).filter(row => row.toolId === tool.id),
          sources: this.#inOrder(
            tool,
            sources.filter(source => source.stored.toolId === tool.id),
          ),
          doors,
          contract: contracts.get(tool.id),
        };
        for (const kind of ['seat', 'usage', 'value'] as const) {
          const line = await this.#line(kind, known);
          if (line) lines.push(line);
        }
      }
    }
    return lines;
  }

  /** Months that money or a bill is known of, `YYYY-MM`, the oldest first: one of them, or all. */
  async months(wanted?: string): Promise<string[]> {
    const billed: string[] = await this.#knex('cost_facts')
      .distinct('day')
      .modify(query => {
        if (wanted) {
          query.whereBetween('day', [firstDay(wanted), lastDay(wanted)]);
        }
      })
      .pluck('day');
    const months = [
      ...(await this.#money.monthsWithMoney(wanted)),
      ...billed.map(monthOf),
    ];
    return [...new Set(months)].sort();
  }

  async #line(kind: MoneyKind, known: KnownOfTool): Promise<MonthLine | null> {
    const { month, tool, sources, doors, contract } = known;
    const currency = contract?.currency ?? 'USD';
    const rows = known.rows.filter(row => row.kind === kind);
    const areSeatsListed = known.rows.some(row => row.kind === 'seat');
    if (kind === 'seat' && !areSeatsListed) {
      const day = today(this.#clock);
      return boughtSeats(this.#knex, this.#ledger, {
        month,
        tool,
        sources,
        currency,
        day,
      });
    }
    const of = (wanted: Source['kind']) =>
      sources.filter(source => source.stored.kind === wanted);
    const { bill, leftOutMicros } =
      kind === 'usage'
        ? await readBill(
            this.#knex,
            of('cost').map(source => source.stored),
            month,
            !areSeatsListed,
          )
        : { bill: null, leftOutMicros: null };
    if (rows.length === 0 && !bill && leftOutMicros === null) return null;

    const own = kind === 'seat' ? of('seats') : of('usage');
    const facts = rows.reduce((sum, row) => sum + row.micros, 0);
    const byDay =
      kind === 'seat'
        ? new Map<string, number>()
        : await this.#money.days(tool.id, kind, month);
    const attributed = (isBilled: boolean) =>
      [...byDay]
        .filter(([day]) => bill?.days.has(day) === isBilled)
        .reduce((sum, [, micros]) => sum + micros, 0);
    const billedWithoutPerson = bill ? bill.micros - attributed(true) : 0;
    const telling = kind === 'seat' ? own : [...own, ...of('cost')];
    const lists = await readSeatLists(
      this.#knex,
      kind === 'seat' ? own.map(each => each.stored.id) : [],
    );
    const { daysWithoutData, ...days } = await daysOfLine(this.#ledger, {
      month,
      kind,
      sources: telling,
      lists,
      day: today(this.#clock),
    });
    const twice =
      kind === 'seat'
        ? []
        : await usageReportedTwice(this.#knex, tool.id, kind, month);
    const isKnown =
      kind === 'seat' ||
      days.daysKnown > 0 ||
      rows.some(row => row.micros !== 0) ||
      bill !== null;
    if (!isKnown && daysWithoutData === 0 && leftOutMicros === null) {
      return null;
    }
    const source =
      [...own, ...sources].map(({ stored }) => stored.configKey)[0] ??
      BY_CONTRACT;
    return {
      source,
      sources: [
        ...new Set([
          source,
          ...(await this.#keysOfMonth(telling, month, kind)),
        ]),
      ],
      month,
      toolId: tool.id,
      tool: tool.ref,
      kind,
      currency,
      ...days,
      totalIs: totalIs(
        kind,
        bill,
        byDay,
        creditTermsOf(contract, month) !== null,
      ),
      ...priceSources(
        kind,
        bill,
        rows.some(row => row.micros !== 0),
        await this.#money.estimatedDays(tool.id, kind, month),
      ),
      known: isKnown,
      places: isKnown ? placesOf(rows, bill ? billedWithoutPerson : null) : [],
      leftOutMicros,
      reportedTwiceMicros: sumOfTwice(twice, bill),
      bySource:
        kind === 'seat'
          ? [{ source, countedMicros: facts, reportedTwiceMicros: 0 }]
          : await sourceSums(this.#knex, {
              toolId: tool.id,
              kind,
              month,
              sources,
              byDay,
              bill,
              twice,
            }),
      ...seatsBeside({
        month,
        day: today(this.#clock),
        contract: kind === 'seat' ? contract : undefined,
        heldMicros: facts,
        lists,
      }),
      rounding: await roundingOf(this.#ledger, month, kind, {
        own: kind === 'value' ? [...own, ...of('cost')] : own,
        facts,
        bill,
        byDay,
        doors,
        twice,
      }),
    };
  }

  /** Keys of the sources that told something of a month; a bill tells nothing of what use is worth. */
  async #keysOfMonth(
    sources: readonly KnownSource[],
    month: string,
    kind: MoneyKind,
  ): Promise<string[]> {
    const ids: number[] = await this.#knex('ledger')
      .distinct('source_id')
      .whereIn(
        'source_id',
        sources.map(({ stored }) => stored.id),
      )
      .whereBetween('day', [firstDay(month), lastDay(month)])
      .where({ state: 'fetched' })
      .modify(query => {
        if (kind === 'value') query.whereNotNull('exact_value');
      })
      .pluck('source_id');
    const told = new Set(ids.map(Number));
    return sources
      .filter(({ stored }) => told.has(stored.id))
      .map(({ stored }) => stored.configKey);
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
}

function placesOf(
  rows: readonly MonthMoneyRow[],
  billedWithoutPerson: number | null,
): PlaceSum[] {
  const places: PlaceSum[] = rows.map(({ bucket, micros, holders }) => ({
    place: bucket,
    micros,
    holders,
  }));
  if (billedWithoutPerson !== null) {
    places.push({
      place: 'billed-without-person',
      micros: billedWithoutPerson,
      holders: null,
    });
  }
  return places;
}

/** The weakest of what stands behind the days of a month: a bill stands behind the total of its days. */
function priceSources(
  kind: MoneyKind,
  bill: VendorBill | null,
  hasMoney: boolean,
  estimatedDays: ReadonlySet<string>,
): Pick<MonthLine, 'priceSource' | 'partsPriceSource'> {
  if (kind === 'seat') return { priceSource: 'list', partsPriceSource: 'list' };
  const best = kind === 'value' ? 'list' : 'invoice';
  const isEstimate =
    (!bill && !hasMoney && kind === 'usage') ||
    [...estimatedDays].some(day => !bill?.days.has(day));
  return {
    priceSource: isEstimate ? 'estimate' : best,
    partsPriceSource: isEstimate || estimatedDays.size > 0 ? 'estimate' : best,
  };
}

function totalIs(
  kind: MoneyKind,
  bill: VendorBill | null,
  byDay: ReadonlyMap<string, number>,
  isPooled: boolean,
): string {
  if (kind === 'seat') return "Seats at the contract's prices";
  if (kind === 'value') return "The sum of the vendor's rows, at list value";
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
