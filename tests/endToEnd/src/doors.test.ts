import { JsonObject } from '@backstage/types';
import { Door, expected, Expected, Settings } from 'expected-truth';
import { linesOf, teamsOf } from './__testUtils__/compare';
import { dump } from './__testUtils__/dump';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const COPILOT = 'resource:default/github-copilot';
const CLAUDE_CODE = 'resource:default/claude-code';
const ENTERPRISE = 'resource:default/claude-enterprise';
const BILLING = 'github-copilot-billing';
const ENTERPRISE_COST = 'anthropic-enterprise-cost';

/** The settings of all doors, those that are open among them. */
function sourcesOf(world: TestWorld, doors: Door[], enterpriseTool: string) {
  const baseUrl = world.sim.url;
  const all: Record<Exclude<Door, 'githubBilling'>, JsonObject> = {
    github: {
      baseUrl,
      enterprise: 'acme-ent',
      token: 'sim-github-token',
      tool: COPILOT,
      allowInsecureLoopback: true,
      billing: doors.includes('githubBilling'),
    },
    anthropic: {
      baseUrl,
      adminKey: 'sim-anthropic-admin-key',
      tool: CLAUDE_CODE,
    },
    anthropicEnterprise: {
      baseUrl,
      analyticsKey: 'sim-anthropic-analytics-key',
      tool: enterpriseTool,
    },
  };
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => doors.some(door => door === key)),
  );
}

/** Claude Enterprise beside Claude Code is a tool of its own here. */
function addEnterpriseTool({ example }: TestWorld): void {
  const claude = example.entities.find(
    ({ metadata }) => metadata.name === 'claude-code',
  )!;
  example.entities.push({
    ...claude,
    metadata: {
      ...claude.metadata,
      name: 'claude-enterprise',
      title: 'Claude Enterprise',
    },
  });
}

/** What teams cost by month, and what they ought to. */
async function monthsOf(portal: Portal, truth: Expected) {
  const { shown, wanted } = await teamsOf(portal, truth);
  const months = (teams: Map<string, unknown>) =>
    [...teams].map(([team, it]) => [team, (it as { months: unknown }).months]);
  return { shown: months(shown), wanted: months(wanted) };
}

/** Amounts of accounts by source, in micro-units. */
async function amountsOf(portal: Portal & { knex: TestKnex }, source: string) {
  const rows: { usage: number; value: number; n: number }[] = await portal
    .knex('usage_facts as f')
    .join('sources as s', 's.id', 'f.source_id')
    .where('s.key', source)
    .sum({ usage: 'f.usage_micros', value: 'f.value_micros' })
    .countDistinct({ n: 'f.identity_id' });
  return {
    usage: BigInt(rows[0].usage),
    value: BigInt(rows[0].value),
    accounts: Number(rows[0].n),
  };
}

type TestKnex = Awaited<ReturnType<TestWorld['portal']>>['knex'];

function trueAmounts({ facts }: Expected, tool: string) {
  const own = facts.amounts.filter(amount => amount.tool === tool);
  const sum = (kind: string) =>
    own
      .filter(amount => amount.kind === kind)
      .reduce((total, { micros }) => total + micros, 0n);
  return {
    usage: sum('usage'),
    value: sum('value'),
    accounts: new Set(own.map(({ account }) => account)).size,
  };
}

describe('doors that are open', () => {
  let world: TestWorld;
  beforeAll(async () => {
    // A whole month, and what is not settled yet.
    world = await TestWorld.start({ developers: 120, days: 60 });
    addEnterpriseTool(world);
  });
  afterAll(() => world.close());

  async function open(doors: Door[], enterpriseTool = CLAUDE_CODE) {
    const portal = await world.portal({
      config: { sources: sourcesOf(world, doors, enterpriseTool) },
    });
    await portal.collect();
    const settings: Partial<Settings> = { doors, enterpriseTool };
    const truth = await expected(world.sim.url, world.settings(settings));
    expect(truth.cost.size).toBe(1);
    return { portal, truth };
  }

  async function expectEqual(portal: Portal, truth: Expected) {
    const months = await monthsOf(portal, truth);
    expect(months.shown).toEqual(months.wanted);
    const lines = await linesOf(portal, truth);
    expect(lines.wanted.size).toBeGreaterThan(0);
    expect(lines.shown).toEqual(lines.wanted);
    for (const line of await portal.reconciliation()) {
      const buckets = line.buckets.reduce((sum, { micros }) => sum + micros, 0);
      expect((line.teamsMicros ?? 0) + buckets).toBe(line.totalMicros ?? 0);
    }
  }

  it('GitHub with its billing: the bill, and no estimate on top of it', async () => {
    const { portal, truth } = await open(['github', 'githubBilling']);
    await expectEqual(portal, truth);
    expect(await amountsOf(portal, BILLING)).toEqual(
      trueAmounts(truth, COPILOT),
    );
    const usage = (await portal.reconciliation()).find(
      line => line.kind === 'usage' && truth.cost.has(line.month),
    );
    expect(usage).toMatchObject({
      totalIs: "The vendor's bill",
      // The seats that stand in the bill have their own list.
      leftOutMicros: 5_700_000_000,
    });
    expect(usage?.buckets.map(({ bucket }) => bucket)).toContain(
      'billed-without-person',
    );
    expect(world.sim.requests.summary().credentialsOnBlobs).toBe(0);
  });

  it('Claude Enterprise alone', async () => {
    const { portal, truth } = await open(['anthropicEnterprise']);
    await expectEqual(portal, truth);
    expect(await amountsOf(portal, ENTERPRISE_COST)).toEqual(
      trueAmounts(truth, CLAUDE_CODE),
    );
  });

  it('all of them', async () => {
    const { portal, truth } = await open(
      ['github', 'githubBilling', 'anthropic', 'anthropicEnterprise'],
      ENTERPRISE,
    );
    await expectEqual(portal, truth);
    const sources = (await portal.reconciliation()).map(line => line.source);
    expect(new Set(sources)).toEqual(
      new Set(['github', 'anthropic', 'anthropicEnterprise']),
    );
  });
});

describe('a bill that changes or fails', () => {
  const DAY = '2026-11-11';
  let world: TestWorld;
  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 20 });
  });
  afterEach(() => {
    world.sim.faults.clear();
    world.sim.world.clearRestatements();
    world.releaseTime();
  });
  afterAll(() => world.close());

  const portalOf = (doors: Door[]) =>
    world.portal({
      config: { sources: sourcesOf(world, doors, CLAUDE_CODE) },
    });

  async function seen(portal: Portal, source: string, day = DAY) {
    const { sources } = await portal.status();
    const status = sources.find(({ id }) => id === source);
    return { ...status, day: status?.strip.find(it => it.day === day) };
  }

  const amountsIn = async (knex: TestKnex, source: string) =>
    (await dump(knex)).usage_facts.filter(row => row.includes(source));

  it('is revised inside its 30 days: asked again by itself, the settled use is not', async () => {
    const portal = await portalOf(['anthropicEnterprise']);
    await portal.collect();
    const cost = await amountsIn(portal.knex, ENTERPRISE_COST);
    const use = await amountsIn(portal.knex, 'anthropic-enterprise-usage');
    world.sim.world.restate('anthropic', DAY);
    await portal.tick();
    await portal.collect();
    expect(await amountsIn(portal.knex, ENTERPRISE_COST)).toEqual(cost);

    portal.clock.advance({ minutes: 24 * 60 });
    await portal.tick();
    await portal.collect();
    const fresh = await portalOf(['anthropicEnterprise']);
    await fresh.collect();
    const revised = await amountsIn(portal.knex, ENTERPRISE_COST);
    expect(revised).not.toEqual(cost);
    expect(revised).toEqual(await amountsIn(fresh.knex, ENTERPRISE_COST));
    expect(await amountsIn(portal.knex, 'anthropic-enterprise-usage')).toEqual(
      use,
    );
    expect(await seen(portal, ENTERPRISE_COST)).toMatchObject({
      day: { state: 'complete' },
    });
  });

  it('is the same when a report names each of its files twice', async () => {
    const plain = await portalOf(['github', 'githubBilling']);
    await plain.collect();
    world.sim.faults.add({ kind: 'repeated-links', count: null });
    const portal = await portalOf(['github', 'githubBilling']);
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(await dump(plain.knex));
  });

  it('whose report fails is a day that failed, and then right', async () => {
    world.freezeTime();
    const plain = await portalOf(['github', 'githubBilling']);
    await plain.collect();
    world.sim.faults.add({
      kind: 'cut-off',
      path: '^/blob/billing',
      count: null,
    });
    const portal = await portalOf(['github', 'githubBilling']);
    await portal.settle();
    // The newest day is asked for first.
    expect(await seen(portal, BILLING, world.day(-1))).toMatchObject({
      state: 'failed',
      day: { state: 'failed', error: expect.stringMatching(/cut off/) },
    });
    world.sim.faults.clear();
    for (let turn = 0; turn < 3; turn++) {
      world.advance(portal, { minutes: 45 });
      await portal.tick();
    }
    await portal.collect();
    expect(await seen(portal, BILLING)).toMatchObject({
      day: { state: 'complete', error: null },
    });
    expect(await dump(portal.knex)).toEqual(await dump(plain.knex));
  });

  it.each([
    ['revoked-key', /manage_billing:enterprise/],
    ['forbidden', /manage_billing:enterprise/],
  ] as const)(
    'may not be read (%s): the sentence names the scope, and use goes on',
    async (kind, sentence) => {
      world.sim.faults.add({ kind, path: 'settings/billing', count: null });
      const portal = await portalOf(['github', 'githubBilling']);
      await portal.settle();
      const billing = await seen(portal, BILLING);
      expect(billing).toMatchObject({ state: 'failed' });
      expect(JSON.stringify(billing)).toMatch(sentence);
      expect(await seen(portal, 'github-copilot-usage')).toMatchObject({
        day: { state: 'complete' },
      });
    },
  );

  it('names nobody where GitHub makes no reports: billed without person', async () => {
    world.sim.faults.add({
      kind: 'forbidden',
      path: 'settings/billing/reports',
      count: null,
    });
    const portal = await portalOf(['github', 'githubBilling']);
    await portal.collect();
    const [line] = (await portal.reconciliation()).filter(
      ({ kind, tool }) => kind === 'usage' && tool === COPILOT,
    );
    expect(line.totalMicros).toBeGreaterThan(0);
    expect(line.buckets).toEqual([
      { bucket: 'billed-without-person', micros: expect.any(Number) },
    ]);
  });
});
