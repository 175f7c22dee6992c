import { dump } from './__testUtils__/dump';
import { collectKilled } from './__testUtils__/killed';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

describe('killing the backend many times', () => {
  let world: TestWorld;
  let reference: Awaited<ReturnType<typeof dump>>;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 100 });
    const portal = await world.portal();
    await portal.collect();
    reference = await dump(portal.knex);
  });
  afterAll(() => world.close());

  it.each([2, 3, 4, 5])('gives equal rows in the end, %i', async seed => {
    const killed = await collectKilled(world, { seed, kills: 12 });
    expect(killed.rows).toEqual(reference);
  });
});
