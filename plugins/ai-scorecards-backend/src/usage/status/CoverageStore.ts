import {
  addDays,
  Coverage,
  IdentityState,
  toMicros,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

const WINDOW_DAYS = 28;

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
    const days: { exact_usage: string | null; exact_value: string | null }[] =
      await this.#usageLedger()
        .whereBetween('ledger.day', window)
        .select('exact_usage', 'exact_value');
    const reported = days.reduce(
      (sum, day) =>
        sum +
        toMicros(day.exact_usage ?? '0') +
        toMicros(day.exact_value ?? '0'),
      0,
    );
    // Once for what is reported twice.
    const twice = await this.#knex('usage_facts')
      .where({ taken: false })
      .whereBetween('day', window)
      .sum({ usage: 'usage_micros', value: 'value_micros' })
      .first();
    const total =
      reported - Number(twice?.usage ?? 0) - Number(twice?.value ?? 0);
    if (total <= 0) return null;
    const row = await this.#knex('usage_facts')
      .whereIn(
        'identity_id',
        this.#knex('identities').select('id').where({ state: 'unresolved' }),
      )
      .whereBetween('day', window)
      .andWhere({ taken: true })
      .sum({ usage: 'usage_micros', value: 'value_micros' })
      .first();
    const unresolved = Number(row?.usage ?? 0) + Number(row?.value ?? 0);
    return Math.min(1, Math.max(0, (total - unresolved) / total));
  }
}
