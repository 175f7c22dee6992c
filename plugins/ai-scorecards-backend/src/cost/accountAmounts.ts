import type { Knex } from 'knex';
import { readColumns } from '../scorecards/refresh/packed';
import { told } from '../usage/counterTable';

const COLUMNS = [
  'identity_id',
  'tool_id',
  'source_id',
  'usage_micros',
  'value_micros',
] as const;

/** What a source says of an account, in micro-units. */
export interface AccountAmount {
  identityId: number;
  toolId: number;
  sourceId: number;
  usage: number;
  value: number;
}

/** Goes through what some sources say on a UTC day of accounts that cost something, or whose use has a value. */
export async function eachAmount(
  knex: Knex,
  day: string,
  counted: ReadonlySet<number>,
  take: (amount: AccountAmount) => void,
): Promise<void> {
  const columns = await readColumns(
    knex,
    knex('usage_facts')
      .select(COLUMNS)
      .where({ day, taken: true })
      .whereIn('source_id', [...counted])
      .andWhereRaw(
        `(${told('usage_facts', 'usage_micros')} is not null
          or ${told('usage_facts', 'value_micros')} is not null)`,
      ),
    COLUMNS,
  );
  columns.identity_id.forEach((id, i) =>
    take({
      identityId: Number(id),
      toolId: Number(columns.tool_id[i]),
      sourceId: Number(columns.source_id[i]),
      usage: Number(columns.usage_micros[i]),
      value: Number(columns.value_micros[i]),
    }),
  );
}
