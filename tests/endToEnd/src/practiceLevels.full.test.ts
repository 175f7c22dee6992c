import {
  attest,
  comparePractices,
  judge,
  statingTeams,
  withCodeHosts,
} from './__testUtils__/practices';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

describe('practices of the example organisation against their own past', () => {
  it('are those of the truth, and so are all figures of the work', async () => {
    // A quarter that checks look at, and half a year of a baseline before it.
    const world = await TestWorld.start({ developers: 120, days: 290 });
    try {
      const portal = await withCodeHosts(world);
      await portal.collect();
      await judge(portal);
      const attested = await attest(world, portal, statingTeams(world));
      const found = await comparePractices(world, portal, attested);
      expect(found.shown).toEqual(found.wanted);
      expect(found.outcomes).toEqual(found.wantedOutcomes);
      expect(found.bands).toEqual(found.wantedBands);
      const told = (id: string) =>
        [...found.outcomes.values()].filter(
          indicators => (indicators.get(id)?.baseline ?? null) !== null,
        ).length;
      for (const id of ['findings', 'aiReported', 'aiFailureRatio']) {
        expect([id, told(id)]).toEqual([id, expect.any(Number)]);
        expect(told(id)).toBeGreaterThan(0);
      }
      // Nobody lies below a quarter that shows "10 % at most".
      expect([...found.bands.values()].map(({ band }) => band)).toEqual(
        expect.arrayContaining(['middle', 'high', null]),
      );
      for (const check of [
        'attribution.labelled',
        'batches.small',
        'review.not-rubber-stamped',
        'rework.tracked',
        'tool.default-configured',
        'tool.sanctioned-only',
      ]) {
        const states = [...found.shown.values()].map(
          ({ checks }) => checks.get(check)?.state,
        );
        expect([check, [...new Set(states)]]).toEqual([
          check,
          expect.arrayContaining(['pass', 'fail', 'not-applicable']),
        ]);
      }
    } finally {
      await world.close();
    }
  });
});
