import { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import { Expected } from 'expected-truth';
import {
  chartOf,
  expectedCharts,
  expectedOf,
  faultOfBands,
  shownBy,
} from './expectTeam';
import { Portal } from './portal';

interface Keyed {
  source: string;
  month: string;
  tool: string;
  kind: string;
}

/** A line as the contract has it, in the truth's words. */
const lineOf = (line: ReconciliationLine) => ({
  source: line.source,
  month: line.month,
  tool: line.tool,
  kind: line.kind,
  total: BigInt(line.totalMicros ?? 0),
  teams: BigInt(line.teamsMicros ?? 0),
  buckets: new Map(
    line.buckets
      .filter(({ micros }) => micros !== 0)
      .map(({ bucket, micros }) => [bucket, BigInt(micros)]),
  ),
  prices: { total: line.priceSource, parts: line.partsPriceSource },
  rounding: line.rounding,
  twice: BigInt(line.reportedTwiceMicros ?? 0),
  bySource: new Map(
    line.bySource
      ?.filter(sum => sum.countedMicros !== 0 || sum.reportedTwiceMicros !== 0)
      .map(sum => [
        sum.source,
        {
          counted: BigInt(sum.countedMicros),
          twice: BigInt(sum.reportedTwiceMicros),
        },
      ]),
  ),
});

const keyOf = ({ month, source, tool, kind }: Keyed) =>
  `${month} ${source} ${tool} ${kind}`;

const inOrder = <T extends Keyed>(lines: T[]): Map<string, T> =>
  new Map(
    lines
      .map((line): [string, T] => [keyOf(line), line])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** What the portal shows of every team, and what it ought to. */
export async function teamsOf(portal: Portal, truth: Expected) {
  const months = [...truth.cost.keys()];
  const shown = new Map<string, unknown>();
  const wanted = new Map<string, unknown>();
  for (const team of truth.teams) {
    const scorecard = await portal.scorecard(team);
    shown.set(team, {
      ...shownBy(scorecard, months, truth.seatTool),
      faultOfBands: faultOfBands(scorecard, truth),
    });
    wanted.set(team, { ...expectedOf(team, truth), faultOfBands: undefined });
  }
  return { shown, wanted };
}

/** What charts show of every team over the whole weeks and months, and what they ought to. */
export async function chartsOf(portal: Portal, truth: Expected) {
  const months = [...truth.cost.keys()];
  const weeks = [...truth.adoption.values()][0].weeks;
  const whole = {
    week: `grain=week&from=${weeks[0].week}&to=${truth.week}`,
    month: `grain=month&from=${months[0]}-01&to=${months.at(-1)}-28`,
  };
  const shown = new Map<string, unknown>();
  const wanted = new Map<string, unknown>();
  for (const team of truth.teams) {
    const chart = async (metric: string, grain: 'week' | 'month') =>
      chartOf(await portal.trends(team, `metric=${metric}&${whole[grain]}`));
    shown.set(team, {
      weeklyActiveRate: await chart('weeklyActiveRate', 'week'),
      rosterActiveRate: await chart('rosterActiveRate', 'week'),
      cost: await chart('cost', 'month'),
      costPerActiveDeveloper: await chart('costPerActiveDeveloper', 'month'),
    });
    wanted.set(team, expectedCharts(team, truth));
  }
  return { shown, wanted };
}

/** Lines of whole months, and what they ought to be. */
export async function linesOf(portal: Portal, truth: Expected) {
  const isWhole = ({ month }: { month: string }) => truth.cost.has(month);
  const lines = (await portal.reconciliation()).filter(isWhole);
  return {
    shown: inOrder(lines.map(lineOf)),
    wanted: inOrder(truth.lines.filter(isWhole)),
    areComplete: lines.every(line => line.complete),
  };
}
