import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Expected, expected } from 'expected-truth';
import { chartsOf, linesOf, teamsOf } from './__testUtils__/compare';
import { Portal } from './__testUtils__/portal';
import { tellVerdicts } from './__testUtils__/verdicts';
import { TestWorld } from './__testUtils__/world';

const POSTGRES: TestDatabaseId = 'POSTGRES_18';
const engines: TestDatabaseId[] = [
  'SQLITE_3',
  ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
    ? [POSTGRES]
    : []),
];
const databases = TestDatabases.create({ ids: engines, disableDocker: true });

jest.setTimeout(240_000);

describe.each(engines)('figures on %s', engine => {
  // Three whole months, and twelve weeks before the last settled one.
  const DAYS = 116;
  let world: TestWorld;
  let portal: Portal;
  let truth: Expected;

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: engine === 'SQLITE_3' ? 300 : 60,
      days: DAYS,
    });
    const knex = await databases.init(engine);
    portal = await world.portal({ knex });
    await portal.collect();
    truth = await expected(world.sim.url, world.settings());
  });
  afterAll(() => world.close());

  it('are those of the truth, for every team', async () => {
    expect(truth.cost.size).toBe(3);
    const { shown, wanted } = await teamsOf(portal, truth);
    expect(shown).toEqual(wanted);
  });

  it('are those of the truth in charts', async () => {
    const { shown, wanted } = await chartsOf(portal, truth);
    expect(shown).toEqual(wanted);
  });

  it('say of no small team that everybody or nobody acted', async () => {
    const told: string[] = [];
    let seen = 0;
    for (const team of truth.teams) {
      const weeks = truth.adoption.get(team)?.weeks ?? [];
      for (const grain of ['week', 'day']) {
        const { series } = await portal.trends(
          team,
          `metric=activeDevelopers&grain=${grain}&to=${world.day(-8)}`,
        );
        for (const { id, points } of series) {
          for (const { period, value, bound } of points) {
            const people = weeks.findLast(
              ({ week }) => week <= period,
            )?.rosterPeople;
            if (value === null || !people || people >= 20) continue;
            seen += 1;
            if (bound === null && (value === 0 || value >= people)) {
              told.push(`${team} ${id} ${period}: ${value} of ${people}`);
            }
          }
        }
      }
    }
    expect(told).toEqual([]);
    expect(seen).toBeGreaterThan(0);
  });

  it('are those of the last week that had ended on the day asked for', async () => {
    const wednesday = new Date(Date.parse(truth.week) + 2 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const { week } = await portal.scorecard(
      truth.teams[0],
      `?asOf=${wednesday}`,
    );
    expect(Date.parse(truth.week) - Date.parse(week ?? '')).toBe(
      7 * 86_400_000,
    );
  });

  it('add up to the vendors’ totals, for every source and month', async () => {
    const { shown, wanted, areComplete } = await linesOf(portal, truth);
    expect(shown).toEqual(wanted);
    expect(areComplete).toBe(true);
    for (const line of await portal.reconciliation()) {
      const buckets = line.buckets.reduce((sum, { micros }) => sum + micros, 0);
      expect((line.teamsMicros ?? 0) + buckets).toBe(line.totalMicros ?? 0);
    }
  });

  it('follow what an operator says of accounts, back into the past', async () => {
    const verdicts = await tellVerdicts(portal, world);
    await portal.collect();
    const decided = await expected(world.sim.url, world.settings({ verdicts }));
    const teams = await teamsOf(portal, decided);
    expect(teams.shown).toEqual(teams.wanted);
    const lines = await linesOf(portal, decided);
    expect(lines.shown).toEqual(lines.wanted);
  });
});
