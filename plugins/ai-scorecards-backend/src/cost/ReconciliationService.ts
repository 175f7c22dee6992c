import {
  addExact,
  BucketId,
  daysOfMonth,
  formatMicros,
  lastDay,
  multiplyExact,
  ReconciliationLine,
  sumExact,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { AiScorecardsConfig } from '../config';
import { Clock, today } from '../clock';
import { poolSmallBuckets } from './poolSmallBuckets';

export interface ReconciliationOptions {
  knex: Knex;
  config: AiScorecardsConfig;
  clock: Clock;
  sources: () => readonly Source[];
}

interface MonthMoney {
  month: string;
  configKey: string;
  toolId: number;
  toolRef: string;
  kind: 'seat' | 'usage' | 'value';
  buckets: Map<string, { micros: number; identities: number }>;
}

/** A vendor's own bill of a month. */
interface Bill {
  micros: number;
  exact: string;
  days: number;
}

const TOTAL_IS = {
  seat: 'Seats at contract prices',
  usage: "The sum of the vendor's rows, and credits beyond the included pool",
  value: "Gross or list value, the sum of the vendor's rows",
  bill: "The vendor's own cost report",
} as const;

/**
 * Sets the teams and every named bucket beside the vendor's total, per source, month and kind of cost. The sums meet to
 * the micro-unit; what rounding each amount once leaves over stands beside.
 */
export class ReconciliationService {
  readonly #options: ReconciliationOptions;

  constructor(options: ReconciliationOptions) {
    this.#options = options;
  }

  /** Lines by month, newest first, then source and kind. */
  async lines(query: {
    source?: string;
    month?: string;
  }): Promise<ReconciliationLine[]> {
    const [money, bills, exact, days] = await Promise.all([
      this.#money(query),
      this.#bills(query.month),
      this.#exactSums(query.month),
      this.#daysKnown(query.month),
    ]);
    return money.map(entry => {
      const billed = this.#hasBill(entry.configKey) && entry.kind === 'usage';
      const bill = bills.get(`${entry.month}/${entry.configKey}`);
      return this.#line(entry, {
        bill: billed ? bill ?? { micros: 0, exact: '0', days: 0 } : undefined,
        exact: exact.get(`${entry.month}/${entry.configKey}/${entry.kind}`),
        daysKnown: billed
          ? bill?.days ?? 0
          : days.get(`${entry.month}/${entry.configKey}/${entry.kind}`) ?? 0,
      });
    });
  }

  #line(
    entry: MonthMoney,
    known: { bill?: Bill; exact?: Exact; daysKnown: number },
  ): ReconciliationLine {
    const teamsMicros = entry.buckets.get('')?.micros ?? 0;
    const named = [...entry.buckets]
      .filter(([bucket]) => bucket !== '')
      .map(([bucket, sum]) => ({ bucket: bucket as BucketId, ...sum }));
    const attributed = named.reduce(
      (sum, bucket) => sum + bucket.micros,
      teamsMicros,
    );
    const totalMicros = known.bill ? known.bill.micros : attributed;
    const withoutPerson = totalMicros - attributed;
    if (withoutPerson !== 0) {
      named.push({
        bucket: 'billed-without-person',
        micros: withoutPerson,
        identities: Infinity,
      });
    }
    const monthDays = daysOfMonth(entry.month).length;
    return {
      source: entry.configKey,
      month: entry.month,
      tool: entry.toolRef,
      kind: entry.kind,
      currency: this.#currencyOf(entry.toolRef),
      complete:
        known.daysKnown === monthDays &&
        lastDay(entry.month) < today(this.#options.clock),
      totalIs: known.bill ? TOTAL_IS.bill : TOTAL_IS[entry.kind],
      totalMicros,
      teamsMicros,
      buckets: poolSmallBuckets(
        named,
        this.#options.config.privacy.minimumGroupSize,
      ),
      rounding: roundingOf(known.bill ?? known.exact),
      daysKnown: known.daysKnown,
      daysOfMonth: monthDays,
    };
  }

  async #money(query: {
    source?: string;
    month?: string;
  }): Promise<MonthMoney[]> {
    const rows = await this.#options
      .knex('month_money')
      .join('tools', 'tools.id', 'month_money.tool_id')
      .modify(builder => {
        if (query.source) builder.where('config_key', query.source);
        if (query.month) builder.where({ month: query.month });
      })
      .select(
        'month',
        'config_key',
        'tool_id',
        'tools.entity_ref',
        'kind',
        'bucket',
        'micros',
        'identities',
      )
      .orderBy([
        { column: 'month', order: 'desc' },
        { column: 'config_key' },
        { column: 'kind' },
        { column: 'bucket' },
      ]);
    const entries = new Map<string, MonthMoney>();
    for (const row of rows) {
      const key = `${row.month}/${row.config_key}/${row.tool_id}/${row.kind}`;
      const entry: MonthMoney = entries.get(key) ?? {
        month: row.month,
        configKey: row.config_key,
        toolId: Number(row.tool_id),
        toolRef: row.entity_ref,
        kind: row.kind,
        buckets: new Map(),
      };
      entry.buckets.set(row.bucket, {
        micros: Number(row.micros),
        identities: Number(row.identities),
      });
      entries.set(key, entry);
    }
    return [...entries.values()];
  }

  /** Bills by month and source: lines of cost sources. */
  async #bills(month?: string): Promise<Map<string, Bill>> {
    const rows = await this.#options
      .knex('cost_facts')
      .join('sources', 'sources.id', 'cost_facts.source_id')
      .modify(builder => inMonth(builder, 'cost_facts.day', month))
      .select('cost_facts.day', 'sources.config_key', 'micros', 'exact');
    const known = await this.#ledgerDays('cost', month);
    const bills = new Map<string, Bill>();
    for (const [key, days] of known) {
      bills.set(key, { micros: 0, exact: '0', days });
    }
    for (const row of rows) {
      const key = `${row.day.slice(0, 7)}/${row.config_key}`;
      const bill = bills.get(key) ?? { micros: 0, exact: '0', days: 0 };
      bill.micros += Number(row.micros);
      bill.exact = addExact(bill.exact, row.exact);
      bills.set(key, bill);
    }
    return bills;
  }

  /** Exact and rounded sums of what usage sources sent, by month, source and kind. */
  async #exactSums(month?: string): Promise<Map<string, Exact>> {
    const { knex } = this.#options;
    const rows = await knex('ledger')
      .join('sources', 'sources.id', 'ledger.source_id')
      .where('sources.kind', 'usage')
      .modify(builder => inMonth(builder, 'ledger.day', month))
      .select('day', 'sources.config_key', 'exact_usage', 'exact_value');
    const rounded = await knex('usage_facts')
      .join('sources', 'sources.id', 'usage_facts.source_id')
      .modify(builder => inMonth(builder, 'usage_facts.day', month))
      .groupByRaw('substr(usage_facts.day, 1, 7), sources.config_key')
      .select(
        knex.raw('substr(usage_facts.day, 1, 7) as month'),
        'sources.config_key',
        knex.raw('sum(usage_micros) as usage_sum'),
        knex.raw('sum(value_micros) as value_sum'),
      );
    const sums = new Map<string, Exact>();
    const texts = new Map<string, string[]>();
    for (const row of rows) {
      for (const kind of ['usage', 'value'] as const) {
        const text = row[`exact_${kind}`];
        if (text !== null) {
          const key = `${row.day.slice(0, 7)}/${row.config_key}/${kind}`;
          texts.set(key, [...(texts.get(key) ?? []), text]);
        }
      }
    }
    for (const row of rounded as unknown as RoundedRow[]) {
      for (const kind of ['usage', 'value'] as const) {
        const key = `${row.month}/${row.config_key}/${kind}`;
        const exact = texts.get(key);
        if (exact) {
          sums.set(key, {
            exact: sumExact(exact),
            micros: Number(row[`${kind}_sum`] ?? 0),
          });
        }
      }
    }
    return sums;
  }

  async #daysKnown(month?: string): Promise<Map<string, number>> {
    const usage = await this.#ledgerDays('usage', month);
    const all = new Map<string, number>();
    for (const [key, days] of usage) {
      all.set(`${key}/usage`, days);
      all.set(`${key}/value`, days);
    }
    for (const [key, days] of await this.#seatDays(month)) {
      all.set(`${key}/seat`, days);
    }
    return all;
  }

  /** Days of the month that the ledger has, by month and source. */
  async #ledgerDays(
    kind: 'usage' | 'cost',
    month?: string,
  ): Promise<Map<string, number>> {
    const rows = await this.#options
      .knex('ledger')
      .join('sources', 'sources.id', 'ledger.source_id')
      .where('sources.kind', kind)
      .whereIn('ledger.state', ['fetched', 'no-data'])
      .modify(builder => inMonth(builder, 'ledger.day', month))
      .select('day', 'sources.config_key');
    return countByMonth(rows);
  }

  /** Days of the month for which seats are known: up to today, from the first day that is worked out. */
  async #seatDays(month?: string): Promise<Map<string, number>> {
    const rows = await this.#options
      .knex('month_money')
      .where({ kind: 'seat' })
      .modify(builder => {
        if (month) builder.where({ month });
      })
      .distinct('month', 'config_key');
    const now = today(this.#options.clock);
    return new Map(
      rows.map(row => [
        `${row.month}/${row.config_key}`,
        daysOfMonth(row.month).filter(day => day <= now).length,
      ]),
    );
  }

  /** Whether a source of this key reports the vendor's own bill. */
  #hasBill(configKey: string): boolean {
    return this.#options
      .sources()
      .some(source => source.kind === 'cost' && source.configKey === configKey);
  }

  #currencyOf(toolRef: string): string {
    return (
      this.#options.config.contracts.find(contract => contract.tool === toolRef)
        ?.currency ?? 'USD'
    );
  }
}

interface RoundedRow {
  month: string;
  config_key: string;
  usage_sum: string | number | null;
  value_sum: string | number | null;
}

interface Exact {
  exact: string;
  micros: number;
}

/** The exact total less the sum of rounded amounts, in major units. */
function roundingOf(sum: Exact | undefined): string {
  return sum
    ? addExact(sum.exact, multiplyExact('-1', formatMicros(sum.micros)))
    : '0';
}

function inMonth(builder: Knex.QueryBuilder, column: string, month?: string) {
  if (month) {
    builder
      .where(column, '>=', `${month}-01`)
      .andWhere(column, '<=', lastDay(month));
  }
}

function countByMonth(
  rows: { day: string; config_key: string }[],
): Map<string, number> {
  const days = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = `${row.day.slice(0, 7)}/${row.config_key}`;
    const set = days.get(key) ?? new Set<string>();
    set.add(row.day);
    days.set(key, set);
  }
  return new Map([...days].map(([key, set]) => [key, set.size]));
}
