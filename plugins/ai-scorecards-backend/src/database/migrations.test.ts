import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { migrate } from './Database';

const directory = resolvePackagePath(
  'backstage-plugin-ai-scorecards-backend',
  'migrations',
);

const CREATE_TABLES = '20261101000000_create_tables.js';

const rollBack = (knex: Knex) => knex.migrate.rollback({ directory }, true);

/** An empty database that these migrations alone have made. */
async function migrateOnly(knex: Knex, names: readonly string[]) {
  await rollBack(knex);
  for (const name of names) await knex.migrate.up({ directory, name });
}

/** An empty database that all migrations have made but one. */
async function migrateAllBut(knex: Knex, name: string) {
  await rollBack(knex);
  await knex.migrate.latest({ directory });
  await knex.migrate.down({ directory, name });
}

const storeAtlas = (knex: Knex) =>
  knex('groups').insert({
    id: 1,
    entity_ref: 'group:default/atlas',
    title: 'Atlas',
    is_team: true,
    present: true,
  });

describeOnEachDatabase('migrations', init => {
  it('have the weeks of snapshots worked out again that lists cannot read yet', async () => {
    const knex = await init();
    await migrateOnly(knex, [CREATE_TABLES]);
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

  it('give seats to the first seat source of their tool', async () => {
    const knex = await init();
    await migrateOnly(knex, [CREATE_TABLES]);
    await knex('tools').insert(
      [1, 2].map(id => ({
        id,
        entity_ref: `resource:default/tool-${id}`,
        title: `Tool ${id}`,
        spec: '{}',
      })),
    );
    await knex('sources').insert(
      ['usage', 'seats', 'seats'].map((kind, index) => ({
        id: index + 1,
        key: `source-${index}`,
        config_key: 'github',
        kind,
        tool_id: 1,
        title: 'GitHub',
      })),
    );
    await knex('seats').insert(
      [1, 2].map(tool => ({
        tool_id: tool,
        identity_id: 7,
        valid_from: '2026-01-05',
        valid_to: '9999-12-31',
        plan: 'business',
      })),
    );
    await migrate(knex);
    const rows = await knex('seats')
      .select('tool_id', 'source_id', 'plan')
      .orderBy('tool_id');
    expect(
      rows.map(row => [Number(row.tool_id), Number(row.source_id), row.plan]),
    ).toEqual([
      [1, 2, 'business'],
      [2, 0, 'business'],
    ]);
    await rollBack(knex);
  });

  it('keep what facts say, with and without zeros', async () => {
    const knex = await init();
    const narrowed = '20261127080000_narrow_facts.js';
    const facts = async () => {
      const rows = await knex('usage_facts')
        .select('interactions', 'sessions', 'value_micros', 'features', 'taken')
        .orderBy('identity_id');
      return rows.map(row => [
        row.interactions,
        row.sessions,
        row.value_micros === null ? null : Number(row.value_micros),
        row.features,
        Boolean(row.taken),
      ]);
    };
    await migrateAllBut(knex, narrowed);
    const before = [
      [0, 3, 5_000_000_000, 6, true],
      [null, 0, 0, 0, false],
    ];
    await knex('usage_facts').insert(
      before.map(([interactions, sessions, value, features, taken], index) => ({
        day: '2026-11-22',
        identity_id: index + 1,
        tool_id: 1,
        source_id: 1,
        active: true,
        interactions,
        sessions,
        value_micros: value,
        features,
        taken,
      })),
    );
    await migrate(knex);
    expect(await facts()).toEqual([
      [null, 3, 5_000_000_000, 6, true],
      [null, null, null, null, false],
    ]);
    await knex.migrate.down({ directory, name: narrowed });
    expect(await facts()).toEqual(before);
  });

  it('take figures out of the causes of levels, and leave the rest', async () => {
    const knex = await init();
    await migrateAllBut(knex, '20261127102000_causes_without_figures.js');
    await storeAtlas(knex);
    const causes = [
      'Rework of AI changes is below the human baseline: passes, 3.4 % against 4 %',
      'Review keeps up: does not apply any more',
      'Tests are required before a merge: passes, 2 of 2 repositories',
    ];
    await knex('practice_changes').insert({
      group_id: 1,
      day: '2026-11-22',
      level: 4,
      before: 3,
      causes: JSON.stringify(causes),
    });
    await migrate(knex);
    const row = await knex('practice_changes').first();
    expect(JSON.parse(row.causes)).toEqual([
      'Rework of AI changes is below the human baseline: passes',
      ...causes.slice(1),
    ]);
    await knex('groups').delete();
    await rollBack(knex);
  });

  it('tell what moved a level apart from what changed besides, and what a level was before', async () => {
    const knex = await init();
    await migrateAllBut(knex, '20261127130000_level_causes.js');
    await storeAtlas(knex);
    await knex('practice_changes').insert(
      [
        [null, 2],
        [2, 2],
        [2, null],
        [null, null],
        [null, 1],
      ].map(([before, level], index) => ({
        group_id: 1,
        day: `2026-11-2${index}`,
        level,
        before,
        causes: JSON.stringify([`Change ${index}`]),
      })),
    );
    await migrate(knex);
    const rows = await knex('practice_changes').orderBy('day');
    expect(
      rows.map(({ was, causes, others }) => [was, causes, others]),
    ).toEqual([
      [null, '["Change 0"]', '[]'],
      [2, '[]', '["Change 1"]'],
      [2, '["Change 2"]', '[]'],
      [2, '[]', '["Change 3"]'],
      [2, '["Change 4"]', '[]'],
    ]);
    await knex('groups').delete();
    await rollBack(knex);
  });

  it('take amounts of before for estimates until they are fetched again', async () => {
    const knex = await init();
    await migrateAllBut(knex, '20261127140000_price_sources.js');
    await knex('ledger').insert({
      source_id: 1,
      day: '2026-10-01',
      state: 'fetched',
    });
    await migrate(knex);
    const row = await knex('ledger').first('estimated');
    expect(Boolean(row.estimated)).toBe(true);
    await knex('ledger').delete();
    await rollBack(knex);
  });

  it('complete the requests that are there with who takes over and what is joined', async () => {
    const knex = await init();
    await migrateOnly(knex, [
      CREATE_TABLES,
      '20261124000000_decision_log.js',
      '20261124000000_listed_headlines.js',
      '20261124010000_seat_answers.js',
      '20261124040000_exception_requests.js',
      '20261124060000_seat_sources.js',
      '20261124070000_cost_left_out.js',
      '20261124100000_exception_queue.js',
      '20261124110000_exception_spans.js',
    ]);
    const ask = { budgetOwner: 'user:default/pia', security: 'Keeps nothing' };
    const content = {
      request: {
        kind: 'team',
        state: 'approved',
        lane: 'full',
        decision: { basis: 'votes' },
        wish: { ask },
        before: null,
      },
      exception: {
        supportOwner: 'user:default/a',
        successorDueOn: '2026-12-01',
      },
    };
    await knex('exception_requests').insert({
      id: 'request-1',
      kind: 'team',
      state: 'approved',
      lane: 'full',
      team: 'group:default/atlas',
      requester: 'user:default/a',
      updated_at: '2026-11-24T09:00:00.000Z',
      content: JSON.stringify(content),
    });
    await migrate(knex);
    const row = await knex('exception_requests').first();
    expect(Boolean(row.security_answered)).toBe(true);
    expect(JSON.parse(row.content)).toMatchObject({
      request: { wish: { ask: { ...ask, joins: [] } } },
      exception: {
        supportOwner: 'user:default/a',
        budgetOwner: 'user:default/pia',
        successor: null,
        vacancies: [],
      },
    });
    expect(row.content).not.toContain('successorDueOn');
  });
});
