import knexFactory, { Knex } from 'knex';

/** A SQLite database, in memory or in a file. */
export function openSqlite(filename = ':memory:'): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}
