import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../database';

/** The engines that stores are tested on; PostgreSQL where a server is there. */
const ENGINES: TestDatabaseId[] = [
  'SQLITE_3',
  'POSTGRES_18',
  'POSTGRES_17',
  'POSTGRES_16',
  'POSTGRES_15',
  'POSTGRES_14',
];

/** A server of which only a connection string makes a test database: no Docker is started for tests. */
function isThere(id: TestDatabaseId): boolean {
  const variable = `BACKSTAGE_TEST_DATABASE_${id.replace(
    '_',
    '',
  )}_CONNECTION_STRING`;
  return id === 'SQLITE_3' || Boolean(process.env[variable]);
}

/**
 * Runs store tests on every engine there is. `init` returns an empty database with the plugin's schema.
 *
 * ```ts
 * describeOnEachDatabase('SeatStore', init => {
 *   it('…', async () => { const knex = await init(); … });
 * });
 * ```
 */
export function describeOnEachDatabase(
  name: string,
  body: (init: () => Promise<Knex>, id: TestDatabaseId) => void,
): void {
  const ids = ENGINES.filter(isThere);
  const databases = TestDatabases.create({ ids, disableDocker: true });
  describe.each(ids.map(id => ({ id })))(`${name} on $id`, ({ id }) => {
    body(async () => {
      const knex = await databases.init(id);
      await migrate(knex);
      return knex;
    }, id);
  });
}
