import {
  daysFromTo,
  firstDay,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { breathe } from '../breathe';
import { readMoneyDoors } from './moneyDoors';

/** What the use of one model came to in a month, over all tools. */
export interface ModelSpend {
  model: string;
  usage: number | null;
  value: number | null;
  /** Distinct people, and accounts that are nobody's. */
  holders: number;
}

export interface MonthOfModels {
  models: ModelSpend[];
  /** Holders of amounts that no model is told of. */
  holdersWithoutModel: number;
}

const HOLDER = `case when i.person_id is not null and i.state in ('person', 'left') then i.person_id else -i.id end`;

/** Adds up by model what counts of the facts, as the months of teams do. */
export class ModelSpendStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param month - `YYYY-MM` */
  async month(month: string): Promise<MonthOfModels> {
    const sums = new Map<
      string,
      { usage: number | null; value: number | null; holders: Set<number> }
    >();
    const without = new Set<number>();
    const [from, to] = [firstDay(month), lastDay(month)];
    const doors = await readMoneyDoors(this.#knex, from, to);
    // Day by day: no statement is long, and each finds its rows by the beginning of their keys.
    for (const day of daysFromTo(from, to)) {
      const sources = [...doors.countedOn(day)];
      for (const row of await this.#models(day, sources)) {
        const sum = sums.get(row.model) ?? {
          usage: null,
          value: null,
          holders: new Set<number>(),
        };
        sum.usage = plus(sum.usage, row.usage);
        sum.value = plus(sum.value, row.value);
        sum.holders.add(Number(row.holder));
        sums.set(row.model, sum);
      }
      for (const holder of await this.#withoutModel(day, sources)) {
        without.add(Number(holder));
      }
      await breathe();
    }
    return {
      models: [...sums].map(([model, { usage, value, holders }]) => ({
        model,
        usage,
        value,
        holders: holders.size,
      })),
      holdersWithoutModel: without.size,
    };
  }

  #facts(day: string, sources: readonly number[]) {
    return this.#knex('usage_facts as f')
      .join('identities as i', 'i.id', 'f.identity_id')
      .where({ 'f.day': day, 'f.taken': true })
      .whereIn('f.source_id', [...sources]);
  }

  async #models(day: string, sources: readonly number[]) {
    const rows: {
      model: string;
      holder: number | string;
      usage: number | string | null;
      value: number | string | null;
    }[] = await this.#facts(day, sources)
      .join('usage_models as m', join =>
        join
          .onVal('m.day', day)
          .andOn('m.identity_id', 'f.identity_id')
          .andOn('m.source_id', 'f.source_id'),
      )
      .where(told =>
        told.whereNotNull('m.usage_micros').orWhereNotNull('m.value_micros'),
      )
      .groupBy('m.model')
      .groupByRaw(HOLDER)
      .select('m.model', this.#knex.raw(`${HOLDER} as holder`))
      .sum({ usage: 'm.usage_micros', value: 'm.value_micros' });
    return rows;
  }

  async #withoutModel(
    day: string,
    sources: readonly number[],
  ): Promise<(number | string)[]> {
    // The day is given: as a column it is text in one table and a date in the other, and no key would be used.
    const told = (amount: string) =>
      `coalesce((select sum(m.${amount}) from usage_models m where m.day = ?
        and m.identity_id = f.identity_id and m.source_id = f.source_id), 0)`;
    const rows: { holder: number | string }[] = await this.#facts(day, sources)
      .whereRaw(
        `(coalesce(f.usage_micros, 0) <> ${told('usage_micros')}
          or coalesce(f.value_micros, 0) <> ${told('value_micros')})`,
        [day, day],
      )
      .distinct(this.#knex.raw(`${HOLDER} as holder`));
    return rows.map(row => row.holder);
  }
}

function plus(sum: number | null, more: number | string | null): number | null {
  return more === null ? sum : (sum ?? 0) + Number(more);
}
