import type { Knex } from 'knex';
import { tablesOf } from './dump';

/** A value of a database as text, and where it stands. */
export interface PlacedText {
  /** `table.column` */
  place: string;
  text: string;
}

/** Every value of every column of every table, as text. */
export async function everyText(knex: Knex): Promise<PlacedText[]> {
  const texts: PlacedText[] = [];
  for (const table of await tablesOf(knex)) {
    const rows: Record<string, unknown>[] = await knex(table).select('*');
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (value !== null) {
          const text =
            typeof value === 'object' ? JSON.stringify(value) : String(value);
          texts.push({ place: `${table}.${column}`, text });
        }
      }
    }
  }
  return texts;
}
