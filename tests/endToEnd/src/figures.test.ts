import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { expected, Expected, Verdict } from 'expected-truth';
import { expectedOf, faultOfBands, shownBy } from './__testUtils__/expectTeam';
import { Portal } from './__testUtils__/portal';
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

/** A line as the contract has it, in the truth's words. */
const lineOf = (line: ReconciliationLine) => ({
  source: line.source,
  month: line.month,
  tool: line.tool,
  kind: line.kind,
  total: BigInt(line.totalMicros),
  teams: BigInt(line.teamsMicros),
  buckets: new Map(
    line.buckets
      .filter(({ micros }) => micros !== 0)
      .map(({ bucket, micros }) => [bucket, BigInt(micros)]),
  ),
  rounding: line.rounding,
});

interface Keyed {
  source: string;
  month: string;
  kind: string;
}

const keyOf = (line: Keyed) => `${line.month} ${line.source} ${line.kind}`;

const inOrder = <T extends Keyed>(lines: T[]): Map<string, T> =>
  new Map(
    lines
      .map((line): [string, T] => [keyOf(line), line])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** What the portal shows of every team, and what it ought to. */
async function teamsOf(portal: Portal, truth: Expected) {
  const months = [...truth.cost.keys()];
  const shown = new Map<string, unknown>();
  const wanted = new Map<string, unknown>();
  for (const team of truth.teams) {
    const scorecard = await portal.scorecard(team);
    shown.set(team, {
      ...shownBy(scorecard, months),
      faultOfBands: faultOfBands(scorecard, truth),
    });
    wanted.set(team, { ...expectedOf(team, truth), faultOfBands: undefined });
  }
  return { shown, wanted };
}

/** Lines of whole months, and what they ought to be. */
async function linesOf(portal: Portal, truth: Expected) {
  const isWhole = ({ month }: { month: string }) => truth.cost.has(month);
  const lines = (await portal.reconciliation()).filter(isWhole);
  return {
    shown: inOrder(lines.map(lineOf)),
    wanted: inOrder(truth.lines.filter(isWhole)),
    areComplete: lines.every(line => line.complete),
  };
}

describe.each(engines)('figures on %s', engine => {
  // Three whole months, and twelve weeks before the last settled one.
  const DAYS = 116;
  let world: TestWorld;
  let portal: Portal;

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: engine === 'SQLITE_3' ? 300 : 60,
      days: DAYS,
    });
    const knex = await databases.init(engine);
    portal = await world.portal({ knex });
    await portal.collect();
  });
  afterAll(() => world.close());

  it('are those of the truth, for every team', async () => {
    const truth = await expected(world.sim.url, world.settings());
    expect(truth.cost.size).toBe(3);
    const { shown, wanted } = await teamsOf(portal, truth);
    expect(shown).toEqual(wanted);
  });

  it('add up to the vendors’ totals, for every source and month', async () => {
    const truth = await expected(world.sim.url, world.settings());
    const { shown, wanted, areComplete } = await linesOf(portal, truth);
    expect(shown).toEqual(wanted);
    expect(areComplete).toBe(true);
    for (const line of await portal.reconciliation()) {
      const buckets = line.buckets.reduce((sum, { micros }) => sum + micros, 0);
      expect(line.teamsMicros + buckets).toBe(line.totalMicros);
    }
  });

  it('follow what an operator says of accounts, back into the past', async () => {
    const verdicts: Record<string, Verdict> = {};
    const decisions = world.sim.world.organisation.accounts.flatMap(account => {
      const state =
        account.standing === 'left' || account.standing === 'service-account'
          ? account.standing
          : undefined;
      if (!state || account.kind === 'api-key') {
        return [];
      }
      const person =
        account.person === undefined
          ? undefined
          : world.sim.world.organisation.people[account.person];
      verdicts[account.name.toLowerCase()] = state;
      return [
        {
          namespace: account.vendor,
          account: account.name,
          state,
          ...(person && { person: `user:default/${person.name}` }),
        },
      ];
    });
    const known = await portal.accounts();
    await portal.post('/ingestion/identities', {
      decisions: decisions.filter(({ namespace, account }) =>
        known.has(`${namespace} ${account.toLowerCase()}`),
      ),
    });
    await portal.collect();
    const truth = await expected(world.sim.url, world.settings({ verdicts }));
    const teams = await teamsOf(portal, truth);
    expect(teams.shown).toEqual(teams.wanted);
    const lines = await linesOf(portal, truth);
    expect(lines.shown).toEqual(lines.wanted);
  });
});
