import type { Knex } from 'knex';
import { readColumns } from '../database';
import { told } from '../usage/factColumns';

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

/** What some sources say on a UTC day of accounts that cost something, or whose use has a value; made one by one. */
export async function readAmounts(
  knex: Knex,
  day: string,
  counted: ReadonlySet<number>,
): Promise<Iterable<AccountAmount>> {
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
  return amountsOf(columns);
}

function* amountsOf(
  columns: Record<(typeof COLUMNS)[number], string[]>,
): Generator<AccountAmount> {
  for (let i = 0; i < columns.identity_id.length; i++) {
    yield {
      identityId: Number(columns.identity_id[i]),
      toolId: Number(columns.tool_id[i]),
      sourceId: Number(columns.source_id[i]),
      usage: Number(columns.usage_micros[i]),
      value: Number(columns.value_micros[i]),
    };
  }
}
