import {
  acknowledge,
  attest,
  compareChecks,
  comparePractices,
  judge,
  sayingsOf,
  withCodeHosts,
} from './__testUtils__/practices';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

/** Where evidence is read on GitHub, and what was merged. */
const GITHUB = '^/(graphql$|repos/|orgs/[^/]+/(repos|code-scanning))';

const ABOUT_REPOSITORIES = [
  'review.same-bar',
  'tests.required',
  'security.extra-scrutiny',
  'secrets.scanning',
  'practices.documented',
  'review.checklist',
  'repo.instructions',
  'sast.on-pr',
  'instructions.fresh',
  'agents.least-privilege',
  'evals.run',
];

type Compared = Awaited<ReturnType<typeof compareChecks>>;

/** Checks about repositories alone, by team. */
const aboutRepositories = (of: Compared['shown'] | Compared['wanted']) =>
  new Map(
    [...of].map(([team, { checks }]) => [
      team,
      [...checks].filter(([id]) => ABOUT_REPOSITORIES.includes(id)),
    ]),
  );

/** What stands in some field of all checks of all teams. */
const seen = ({ shown }: Compared, field: 'state' | 'counts' | 'mismatch') =>
  new Set(
    [...shown.values()].flatMap(({ checks }) =>
      [...checks.values()].map(check => check[field]),
    ),
  );

describe('practices of the example organisation against their own past', () => {
  it('are those of the truth, and so are all figures of the work', async () => {
    // A quarter that checks look at, and half a year of a baseline before it.
    const world = await TestWorld.start({ developers: 120, days: 290 });
    try {
      const sensitivePaths = ['auth'];
      const portal = await withCodeHosts(world, {}, sensitivePaths);
      await portal.collect();
      await judge(portal);
      const attested = await attest(world, portal, sayingsOf(world));
      const acknowledged = await acknowledge(world, portal);
      await judge(portal);
      const found = await comparePractices(world, portal, {
        attested,
        acknowledged,
        sensitivePaths,
      });
      expect(found.shown).toEqual(found.wanted);
      expect(found.outcomes).toEqual(found.wantedOutcomes);
      expect(found.bands).toEqual(found.wantedBands);
      expect(found.tiles).toEqual(found.wantedTiles);
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
      expect(seen(found, 'state')).toEqual(
        new Set([
          'pass',
          'fail',
          'unknown',
          'not-applicable',
          'waived',
          'expired',
        ]),
      );
      expect(seen(found, 'mismatch')).toEqual(new Set([true, false]));

      // One host forbids everything from now on.
      world.sim.faults.add({ kind: 'forbidden', path: GITHUB, count: null });
      portal.clock.advance({ minutes: 60 });
      await portal.tick();
      const teams = [...found.shown.keys()];
      const held = await compareChecks(
        portal,
        teams,
        found.truth.practices({ down: ['github'], before: found.memories }),
      );
      expect(held.shown).toEqual(held.wanted);
      const standings = [...held.shown.values()].map(it => it.standing);
      expect(standings).toEqual(
        [...found.shown.values()].map(it => it.standing),
      );
      // On the last day for which results hold, and on the first after it.
      for (const days of [30, 1]) {
        portal.clock.advance({ minutes: days * 24 * 60 });
        await portal.tick();
        const today = portal.clock.now().toISOString().slice(0, 10);
        const later = await compareChecks(
          portal,
          teams,
          found.truth.practices({
            down: ['github'],
            before: held.memories,
            today,
          }),
        );
        expect(aboutRepositories(later.shown)).toEqual(
          aboutRepositories(later.wanted),
        );
        const isHeld = [...aboutRepositories(later.shown).values()].some(
          checks => checks.some(([, { heldUntil }]) => heldUntil !== null),
        );
        expect([today, isHeld]).toEqual([today, days === 30]);
      }
    } finally {
      await world.close();
    }
  });
});
