import { expected, Settings } from 'expected-truth';
import { chartsOf, linesOf, teamsOf } from './compare';
import { Portal } from './portal';
import { TestWorld } from './world';

/** Every figure and chart of every team and every whole month's lines, as shown and as they ought to be. */
export async function compareDoors(
  world: TestWorld,
  portal: Portal,
  settings: Partial<Settings>,
) {
  const truth = await expected(world.sim.url, world.settings(settings));
  const teams = await teamsOf(portal, truth);
  const charts = await chartsOf(portal, truth);
  const lines = await linesOf(portal, truth);
  const unequal = (await portal.reconciliation()).filter(
    ({ teamsMicros, totalMicros, buckets }) =>
      buckets.reduce((sum, { micros }) => sum + micros, teamsMicros ?? 0) !==
      (totalMicros ?? 0),
  );
  return {
    truth,
    shown: {
      teams: teams.shown,
      charts: charts.shown,
      lines: lines.shown,
      areComplete: lines.areComplete,
      unequal,
    },
    wanted: {
      teams: teams.wanted,
      charts: charts.wanted,
      lines: lines.wanted,
      areComplete: true,
      unequal: [],
    },
  };
}
