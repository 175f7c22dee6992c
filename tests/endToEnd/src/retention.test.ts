import type { Knex } from 'knex';
import { everyText } from './__testUtils__/everyText';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const RETENTION_DAYS = 120;
const LATER = 40;

describe('retention', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 150 });
  });
  afterAll(() => world.close());

  /** What teams were shown of periods that begin before a day. */
  async function shown(knex: Knex, before: string) {
    const tables = [];
    for (const table of ['team_days', 'team_weeks', 'team_months']) {
      tables.push(
        await knex(table)
          .where('period', '<', before)
          .orderBy(['period', 'tool_id', 'group_id']),
      );
    }
    return {
      tables,
      money: await knex('month_money')
        .where('month', '<', before.slice(0, 7))
        .orderBy(['month', 'tool_id', 'kind', 'bucket']),
      cards: await knex('scorecards')
        .where('week', '<', before)
        .orderBy(['week', 'group_id']),
    };
  }

  it('deletes what is held on people, asks for nothing older, and leaves every figure that was shown', async () => {
    const portal: Portal & { knex: Knex } = await world.portal({
      config: {
        privacy: { retentionDays: RETENTION_DAYS },
      },
    });
    const { knex } = portal;
    await portal.collect();
    expect(await knex('ledger').min({ day: 'day' }).first()).toEqual({
      day: world.day(-RETENTION_DAYS),
    });
    const keptFrom = world.day(LATER - RETENTION_DAYS);
    const before = await shown(knex, keptFrom);
    expect(before.cards.length).toBeGreaterThan(5);

    portal.clock.advance({ minutes: LATER * 24 * 60 });
    await portal.settle();
    const status = await portal.status();
    expect(status.privacy).toMatchObject({
      keptFrom,
      lastRunAt: expect.stringContaining(world.day(LATER)),
    });
    expect(await shown(knex, keptFrom)).toEqual(before);
    for (const table of ['usage_facts', 'usage_models']) {
      const row = await knex(table)
        .min({ day: knex.raw('cast(day as text)') })
        .first();
      expect(row?.day >= keptFrom).toBe(true);
    }
    // A change that has every day worked out again that can be.
    const inputs = await knex('settings')
      .where({ key: 'refresh.inputs' })
      .first();
    await knex('settings')
      .where({ key: 'refresh.inputs' })
      .update({
        value: JSON.stringify({
          ...JSON.parse(inputs.value),
          minimumGroupSize: 6,
        }),
      });
    await portal.settle();
    expect(await shown(knex, keptFrom)).toEqual(before);
    const dated = (await everyText(knex)).filter(
      ({ place, text }) =>
        /^(usage|pushed|unreadable|person)_/.test(place) &&
        /^\d{4}-\d\d-\d\d/.test(text) &&
        text < keptFrom,
    );
    expect(dated).toEqual([]);
  });
});
