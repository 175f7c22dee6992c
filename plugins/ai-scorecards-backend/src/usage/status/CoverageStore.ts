import {
  addDays,
  Coverage,
  IdentityState,
  toMicros,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { readMoneyDoors } from '../../cost/moneyDoors';
import { dayText } from '../../database';

const WINDOW_DAYS = 28;

interface LedgerMoney {
  day: string;
  source_id: number;
  exact_usage: string | null;
  exact_value: string | null;
}

interface FactMoney {
  day: string;
  source_id: number;
  usage: number | string | null;
  value: number | string | null;
}

/** How much of what the vendors report belongs to somebody known. */
export class CoverageStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * The matched share of accounts and of usage cost and value together, over the 28 UTC days up to the last collected
   * one; null before anything is known.
   */
  async shares(): Promise<Pick<Coverage, 'accounts' | 'cost'>> {
    const window = await this.#window();
    if (!window) return { accounts: null, cost: null };
    const [accounts, cost] = await Promise.all([
      this.#accounts(window),
      this.#cost(window),
    ]);
    return { accounts, cost };
  }

  async #window(): Promise<readonly [string, string] | null> {
    const row = await this.#usageLedger().max('ledger.day as last').first();
    const last: string | null = row?.last ?? null;
    return last === null ? null : [addDays(last, 1 - WINDOW_DAYS), last];
  }

  #usageLedger(): Knex.QueryBuilder {
    return this.#knex('ledger')
      .join('sources', 'sources.id', 'ledger.source_id')
      .where({ 'sources.kind': 'usage', 'ledger.state': 'fetched' });
  }

  /** Days whose amounts stand with accounts. */
  #amountsLedger(): Knex.QueryBuilder {
    return this.#knex('ledger')
      .join('sources', 'sources.id', 'ledger.source_id')
      .where({ 'ledger.state': 'fetched' })
      .andWhere(either =>
        either
          .where({ 'sources.kind': 'usage' })
          .orWhere({ 'ledger.by_account': true }),
      );
  }

  /** Asks each account whether it has a row in the window, by index, instead of reading all rows of the window. */
  async #accounts(window: readonly [string, string]): Promise<number | null> {
    const rows: { state: IdentityState; n: number | string }[] =
      await this.#knex('identities')
        .whereExists(
          this.#knex('usage_facts')
            .select(this.#knex.raw('1'))
            .whereRaw('usage_facts.identity_id = identities.id')
            .whereBetween('usage_facts.day', window),
        )
        .groupBy('state')
        .select('state')
        .count({ n: '*' });
    const all = rows.reduce((sum, row) => sum + Number(row.n), 0);
    const unresolved = rows.find(row => row.state === 'unresolved');
    return all === 0 ? null : (all - Number(unresolved?.n ?? 0)) / all;
  }

  /** The total stands in the ledger; only rows of unmatched accounts, which should be few, have to be added up. */
  async #cost(window: readonly [string, string]): Promise<number | null> {
    const doors = await readMoneyDoors(this.#knex, ...window);
    const counts = (row: { day: string; source_id: number }) =>
      doors.countedOn(row.day).has(Number(row.source_id));
    const days: LedgerMoney[] = await this.#amountsLedger()
      .whereBetween('ledger.day', window)
      .select('day', 'source_id', 'exact_usage', 'exact_value');
    const reported = days
      .filter(counts)
      .reduce(
        (sum, day) =>
          sum +
          toMicros(day.exact_usage ?? '0') +
          toMicros(day.exact_value ?? '0'),
        0,
      );
    const amounts = (facts: Knex.QueryBuilder): Promise<FactMoney[]> =>
      facts
        .whereBetween('day', window)
        .groupBy('day', 'source_id')
        .select(dayText(this.#knex, 'day', 'day'), 'source_id')
        .sum({ usage: 'usage_micros', value: 'value_micros' });
    const sumOf = (rows: readonly FactMoney[]) =>
      rows
        .filter(counts)
        .reduce((sum, row) => sum + Number(row.usage) + Number(row.value), 0);
    // Once for what is reported twice.
    const twice = await amounts(
      this.#knex('usage_facts').where({ taken: false }),
    );
    const total = reported - sumOf(twice);
    if (total <= 0) return null;
    const unresolved = sumOf(
      await amounts(
        this.#knex('usage_facts')
          .where({ taken: true })
          .whereIn(
            'identity_id',
            this.#knex('identities')
              .select('id')
              .where({ state: 'unresolved' }),
          ),
      ),
    );
    return Math.min(1, Math.max(0, (total - unresolved) / total));
  }
}
