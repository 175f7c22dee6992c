import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { dayText, StalePeriods } from '../database';
import { createHarness } from '../usage/__testUtils__/harness';
import { RetentionService } from './RetentionService';

const NOW = '2026-11-23T12:00:00.000Z';
/** 120 days before. */
const KEPT_FROM = '2026-07-26';
const OLD = '2026-07-25';

async function fill(knex: Knex): Promise<void> {
  const person = (id: number, present: boolean) => ({
    id,
    entity_ref: `user:default/p${id}`,
    present,
  });
  await knex('people').insert([
    person(1, true),
    person(2, false),
    person(3, false),
  ]);
  await knex('groups').insert({
    id: 1,
    entity_ref: 'group:default/g',
    title: 'G',
    is_team: true,
  });
  const range = { group_id: 1, counted: true, origin: 'catalog' };
  await knex('roster').insert([
    { ...range, person_id: 1, valid_from: OLD, valid_to: '9999-12-31' },
    { ...range, person_id: 2, valid_from: '2026-01-01', valid_to: KEPT_FROM },
    {
      ...range,
      person_id: 3,
      valid_from: '2026-01-01',
      valid_to: '2026-07-27',
    },
  ]);
  await knex('identities').insert(
    [1, 2, 3].map(id => ({
      id,
      namespace: 'github',
      account: `p${id}`,
      kind: 'login',
      state: 'person',
      method: id === 3 ? 'erased' : 'login',
      person_id: id,
      updated_at: '2026-01-01T00:00:00.000Z',
    })),
  );
  for (const [day, identity_id] of [
    [OLD, 1],
    [KEPT_FROM, 1],
    [OLD, 2],
  ] as const) {
    const of = { day, identity_id, source_id: 1 };
    await knex('usage_facts').insert({ ...of, tool_id: 1, active: true });
    await knex('usage_models').insert({ ...of, model: 'm' });
  }
  for (const day of [OLD, KEPT_FROM]) {
    const of = { source_id: 1, day };
    await knex('ledger').insert({ ...of, state: 'fetched', error: 'why' });
    await knex('unreadable_rows').insert({
      ...of,
      line: 0,
      raw: 'x',
      reason: 'y',
    });
    await knex('pushed_rows').insert({ ...of, row_key: 'k', record: '{}' });
    await knex('pushed_days').insert({ ...of, revision: 1, added_up: 1 });
    await knex('person_reads').insert({
      person_id: 1,
      at: `${day}T00:00:00.000Z`,
      by: 'user:default/p1',
      what: 'My data',
    });
  }
  for (const day of ['2026-10-23', '2026-10-25']) {
    await knex('refused_rows').insert({
      key: day,
      place: 'a.csv',
      at: `${day}T00:00:00.000Z`,
      refused: 1,
      first_rows: '[]',
    });
  }
  await knex('identity_months').insert([
    { month: '2026-06', identity_id: 2, tool_id: 1, active_mask: 1 },
    // The 25th and the 26th, and the 25th alone.
    { month: '2026-07', identity_id: 1, tool_id: 1, active_mask: 3 * 2 ** 24 },
    { month: '2026-07', identity_id: 2, tool_id: 1, active_mask: 2 ** 24 },
  ]);
  await knex('identity_first_days').insert([
    { identity_id: 1, day: OLD },
    { identity_id: 2, day: '2026-06-01' },
  ]);
  await knex('team_weeks').insert({
    period: '2026-07-20',
    tool_id: 0,
    group_id: 1,
    minimum_size: 5,
    shown: true,
    people: 7,
    active: 6,
  });
}

describeOnEachDatabase('RetentionService', init => {
  async function create() {
    const knex = await init();
    await fill(knex);
    const harness = createHarness(knex, NOW);
    const service = new RetentionService({
      knex,
      clock: harness.clock,
      retentionDays: 120,
    });
    return { ...harness, knex, service, stale: new StalePeriods(knex) };
  }

  it('deletes what is held on people and too old, and leaves what teams were shown', async () => {
    const { knex, service } = await create();
    expect(await service.status()).toEqual({
      keptFrom: KEPT_FROM,
      lastRunAt: null,
    });
    expect(await service.run()).toBe(14);
    // Shown for 30 days.
    expect(await knex('refused_rows').pluck('key')).toEqual(['2026-10-25']);
    for (const table of [
      'usage_facts',
      'usage_models',
      'unreadable_rows',
      'pushed_rows',
      'pushed_days',
    ]) {
      expect([
        table,
        (await knex(table).select(dayText(knex, 'day', 'day'))).map(
          row => row.day,
        ),
      ]).toEqual([table, [KEPT_FROM]]);
    }
    expect(await knex('person_reads').pluck('at')).toEqual([
      `${KEPT_FROM}T00:00:00.000Z`,
    ]);
    expect(
      await knex('roster').orderBy('person_id').pluck('person_id'),
    ).toEqual([1, 3]);
    expect(await knex('identities').orderBy('id').pluck('id')).toEqual([1, 3]);
    expect(await knex('people').orderBy('id').pluck('id')).toEqual([1, 3]);
    expect(
      await knex('identity_months').select('month', 'active_mask'),
    ).toEqual([{ month: '2026-07', active_mask: 2 ** 25 }]);
    expect(await knex('identity_first_days').pluck('day')).toEqual([
      '0001-01-01',
    ]);
    expect(
      await knex('ledger').orderBy('day').select('day', 'state', 'error'),
    ).toEqual([
      { day: OLD, state: 'fetched', error: null },
      { day: KEPT_FROM, state: 'fetched', error: 'why' },
    ]);
    expect(await knex('team_weeks').pluck('people')).toEqual([7]);
    expect(await service.status()).toEqual({
      keptFrom: KEPT_FROM,
      lastRunAt: NOW,
    });
    expect(await service.run()).toBe(0);
  });

  it('has nothing worked out again, then or later', async () => {
    const { knex, service, stale } = await create();
    await stale.mark(knex, 'day', [OLD, KEPT_FROM]);
    await stale.mark(knex, 'week', ['2026-10-05', '2026-10-12']);
    await service.run();
    const marked = () =>
      knex('stale_periods').orderBy(['grain', 'period']).pluck('period');
    expect(await marked()).toEqual([KEPT_FROM, '2026-10-12']);
    await knex('stale_periods').delete();
    await stale.mark(knex, 'month', ['2026-07-01', '2026-08-01']);
    await stale.mark(knex, 'card', ['2026-08-17', '2026-08-24']);
    expect(await stale.firstDay(knex)).toBe(KEPT_FROM);
    expect(
      await stale.markDays(knex, '2026-01-01', '2026-07-28', '2026-11-23'),
    ).toBe(2);
    expect(await marked()).toEqual([
      '2026-08-24',
      KEPT_FROM,
      '2026-07-27',
      '2026-08-01',
    ]);
  });

  it('keeps nothing back when the time is made longer, and stops when told to', async () => {
    const { knex, clock, service } = await create();
    const stopped = new AbortController();
    stopped.abort();
    expect(await service.run(stopped.signal)).toBe(0);
    expect((await service.status()).lastRunAt).toBeNull();
    await service.run();
    const longer = new RetentionService({ knex, clock, retentionDays: 500 });
    await longer.run();
    const stale = new StalePeriods(knex);
    await stale.mark(knex, 'day', OLD);
    expect(await knex('stale_periods')).toEqual([]);
  });
});
