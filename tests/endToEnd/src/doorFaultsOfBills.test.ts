import { Door } from 'expected-truth';
import type { Knex } from 'knex';
import { doorsConfig } from './__testUtils__/doors';
import { dump } from './__testUtils__/dump';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const BILLING = 'github-copilot-billing';
const ENTERPRISE_COST = 'anthropic-enterprise-cost';
/** Settled for every source. */
const DAY = '2026-11-11';

describe('a bill that changes or fails', () => {
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
    world.portal({ config: doorsConfig(world.sim.url, { doors }) });

  async function seen(portal: Portal, source: string, day = DAY) {
    const { sources } = await portal.status();
    const status = sources.find(({ id }) => id === source);
    return { ...status, day: status?.strip.find(it => it.day === day) };
  }

  const amountsIn = async (knex: Knex, source: string) =>
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
      ({ kind, tool }) =>
        kind === 'usage' && tool === 'resource:default/github-copilot',
    );
    expect(line.totalMicros).toBeGreaterThan(0);
    expect(line.buckets).toEqual([
      { bucket: 'billed-without-person', micros: expect.any(Number) },
    ]);
  });
});
