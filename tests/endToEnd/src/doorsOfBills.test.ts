import { Door } from 'expected-truth';
import { amountsOf, trueAmounts } from './__testUtils__/amounts';
import { compareDoors } from './__testUtils__/compareDoors';
import { doorsConfig } from './__testUtils__/doors';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

describe('doors with a bill that names accounts', () => {
  let world: TestWorld;
  beforeAll(async () => {
    // A whole month, and twelve weeks before the last settled one.
    world = await TestWorld.start({ developers: 120, days: 91 });
  });
  afterAll(() => world.close());

  async function open(doors: Door[]) {
    const portal = await world.portal({
      config: doorsConfig(world.sim.url, { doors }),
    });
    await portal.collect();
    const compared = await compareDoors(world, portal, { doors });
    expect(compared.shown).toEqual(compared.wanted);
    expect(compared.truth.cost.size).toBeGreaterThan(0);
    return { portal, truth: compared.truth };
  }

  it('GitHub with its billing: the bill, and no estimate on top of it', async () => {
    const { portal, truth } = await open(['github', 'githubBilling']);
    expect(await amountsOf(portal.knex, 'github-copilot-billing')).toEqual(
      trueAmounts(truth, 'resource:default/github-copilot'),
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
    expect(await amountsOf(portal.knex, 'anthropic-enterprise-cost')).toEqual(
      trueAmounts(truth, 'resource:default/claude-code'),
    );
  });

  it('GitHub with its billing beside all of Anthropic', async () => {
    const { truth } = await open([
      'github',
      'githubBilling',
      'anthropic',
      'anthropicEnterprise',
    ]);
    const sources = truth.lines.map(({ source }) => source);
    // Two doors of one tool have one line, under the first.
    expect(new Set(sources)).toEqual(new Set(['github', 'anthropic']));
  });
});
