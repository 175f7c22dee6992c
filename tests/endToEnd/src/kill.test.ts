import { dump } from './__testUtils__/dump';
import { collectKilled } from './__testUtils__/killed';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(180_000);

describe('killing the backend in the middle of the backfill', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 45 });
  });
  afterAll(() => world.close());

  it('gives equal rows after starting again', async () => {
    const portal = await world.portal();
    await portal.collect();
    const killed = await collectKilled(world, { seed: 1, kills: 4 });
    expect(killed.daysLeftBehind.some(days => days > 0)).toBe(true);
    expect(killed.rows).toEqual(await dump(portal.knex));
  });
});
