import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { isPostgres } from '../database';
import { COLUMNS } from './columns';

/** Columns of text by table, those of the library that migrates left out. */
async function columnsOfText(knex: Knex): Promise<Record<string, string[]>> {
  const names: string[] = isPostgres(knex)
    ? await knex('information_schema.tables')
        .where({ table_schema: 'public', table_type: 'BASE TABLE' })
        .pluck('table_name')
    : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
  const tables = names.filter(name => !/^(knex|sqlite)_/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(
      tables.map(async table => {
        const info = Object.entries(await knex(table).columnInfo());
        const texts = info.filter(([, { type }]) => /char|text/i.test(type));
        return [table, texts.map(([name]) => name).sort()] as const;
      }),
    ),
  );
}

describeOnEachDatabase('columns that hold people', init => {
  it('are all known: a migration that adds a column of text says what is in it', async () => {
    const knex = await init();
    expect(
      Object.fromEntries(
        Object.entries(await columnsOfText(knex)).filter(
          ([, columns]) => columns.length > 0,
        ),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(COLUMNS).map(([table, columns]) => [
          table,
          Object.keys(columns).sort(),
        ]),
      ),
    );
  });
});
