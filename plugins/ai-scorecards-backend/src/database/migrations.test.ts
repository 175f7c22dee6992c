import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { migrate } from './Database';

const directory = resolvePackagePath(
  'backstage-plugin-ai-scorecards-backend',
  'migrations',
);

describeOnEachDatabase('migrations', init => {
  it('have the weeks of snapshots worked out again that lists cannot read yet', async () => {
    const knex = await init();
    await knex.migrate.rollback({ directory }, true);
    await knex.migrate.up({
      directory,
      name: '20261101000000_create_tables.js',
    });
    await knex('scorecards').insert({
      group_id: 1,
      week: '2026-11-16',
      definition_version: 1,
      minimum_size: 5,
      computed_at: '2026-11-23T00:00:00.000Z',
      payload: '{}',
    });
    await migrate(knex);
    expect(await knex('stale_periods').select('grain', 'period')).toEqual([
      { grain: 'card', period: '2026-11-16' },
    ]);
    expect(await knex('scorecards').pluck('headline')).toEqual(['[]']);
  });
});
