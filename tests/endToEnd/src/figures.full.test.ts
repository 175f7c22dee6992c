import { expected } from 'expected-truth';
import { linesOf, teamsOf } from './__testUtils__/compare';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

describe('figures of another year', () => {
  it.each([
    { developers: 300, days: 250, seed: 11 },
    { developers: 140, days: 120, seed: 12 },
    { developers: 600, days: 120, seed: 13 },
  ])('are those of the truth: %o', async size => {
    const world = await TestWorld.start(size);
    try {
      const portal = await world.portal();
      await portal.collect();
      const truth = await expected(world.sim.url, world.settings());
      const teams = await teamsOf(portal, truth);
      expect(teams.shown).toEqual(teams.wanted);
      const lines = await linesOf(portal, truth);
      expect(lines.shown).toEqual(lines.wanted);
    } finally {
      await world.close();
    }
  });
});
