import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Either the database or a transaction on it. */
export type Queryable = Knex | Knex.Transaction;

/** True on PostgreSQL, false on SQLite: the two engines that stores are written for. */
export function isPostgres(knex: Queryable): boolean {
  return knex.client.config.client === 'pg';
}

/** Brings a database to the present schema. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-ai-scorecards-backend',
      'migrations',
    ),
  });
}

/**
 * Lets no error of the database say what was read or written. Whatever is thrown may end in a log, which is not ours to
 * rewrite when somebody is erased.
 */
export function withoutValuesInErrors(knex: Knex): Knex {
  knex.client.config.compileSqlOnError = false;
  return knex.on(
    'query-error',
    (error: { detail?: string; where?: string }) => {
      delete error.detail;
      delete error.where;
    },
  );
}

/**
 * Returns the plugin's database with its schema in place. Leaves the schema alone where the installation says that
 * migrations are applied by other means.
 */
export async function openDatabase(service: DatabaseService): Promise<Knex> {
  const knex = withoutValuesInErrors(await service.getClient());
  if (!service.migrations?.skip) await migrate(knex);
  return knex;
}
