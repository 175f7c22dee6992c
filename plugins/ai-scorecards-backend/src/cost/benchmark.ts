import {
  Benchmark,
  CostReference,
  lastDay,
} from 'backstage-plugin-ai-scorecards-common';
import { perActiveMicros, StoredMonth } from '../scorecards/refresh/monthRows';

/** A tool is a team's main one from this share of its active person-months on. */
const MAIN_SHARE = 0.6;
/** A median needs at least so many other teams. */
const LEAST_TEAMS = 5;

/** A team with its last complete months, up to three. */
export interface CostTeam {
  groupId: number;
  /** Has no teams below. */
  leaf: boolean;
  months: readonly Pick<StoredMonth, 'developers' | 'unitsByTool'>[];
}

export interface BenchmarkTool {
  id: number;
  title: string;
  reference: CostReference | null;
}

interface Sums {
  costMicros: number;
  units: number;
  unitsPerMonth: number;
  byTool: Map<number, number>;
}

/** Months of different lengths have units of different size; a person-month is one in each. */
const COMMON_UNITS = 1_000_000;

function sumsOf(team: CostTeam): Sums {
  const sums: Sums = {
    costMicros: 0,
    units: 0,
    unitsPerMonth: COMMON_UNITS,
    byTool: new Map(),
  };
  for (const { developers, unitsByTool } of team.months) {
    if (developers?.state === 'ok') {
      const scaled = (units: number) =>
        Math.round((units / developers.unitsPerMonth) * COMMON_UNITS);
      sums.costMicros += developers.costMicros;
      sums.units += scaled(developers.units);
      for (const { toolId, units } of unitsByTool) {
        sums.byTool.set(toolId, (sums.byTool.get(toolId) ?? 0) + scaled(units));
      }
    }
  }
  return sums;
}

function mainTool(sums: Sums): number | null {
  for (const [toolId, units] of sums.byTool) {
    if (sums.units > 0 && units >= MAIN_SHARE * sums.units) return toolId;
  }
  return null;
}

/** The median of sorted values with the one at `left` left out, −1 for none. */
function medianWithout(sorted: readonly number[], left: number): number {
  const count = sorted.length - (left < 0 ? 0 : 1);
  const at = (i: number) => sorted[left >= 0 && i >= left ? i + 1 : i];
  const middle = count / 2;
  return count % 2 === 1
    ? at(Math.floor(middle))
    : Math.round((at(middle - 1) + at(middle)) / 2);
}

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "August to October", from months `YYYY-MM` in order. */
function monthRange(months: readonly string[]): string {
  const name = (month: string) => MONTH_NAMES[Number(month.slice(5)) - 1];
  const [first] = months;
  const last = months[months.length - 1];
  return first === last ? name(first) : `${name(first)} to ${name(last)}`;
}

/**
 * What a team's cost per active developer is set beside: the median of teams without child teams and with the same main
 * tool over the last complete months, the team itself left out; with fewer than five of them the mean of the tools'
 * references, weighted by the team's person-months. Null when neither is there.
 * @param months - the last complete months, `YYYY-MM`, oldest first
 */
export function benchmarks(input: {
  months: readonly string[];
  teams: readonly CostTeam[];
  tools: readonly BenchmarkTool[];
}): (groupId: number) => Benchmark | null {
  const { months } = input;
  const known = new Map(
    input.teams.map(team => {
      const sums = sumsOf(team);
      return [
        team.groupId,
        {
          sums,
          tool: mainTool(sums),
          value: sums.units > 0 ? perActiveMicros(sums) : null,
          leaf: team.leaf,
        },
      ];
    }),
  );
  const toolOf = (id: number) => input.tools.find(tool => tool.id === id);
  const comparable = new Map<number, number[]>();
  known.forEach(({ leaf, tool, value }) => {
    if (leaf && tool !== null && value !== null) {
      const values = comparable.get(tool) ?? [];
      values.push(value);
      comparable.set(tool, values);
    }
  });
  comparable.forEach(values => values.sort((a, b) => a - b));

  return groupId => {
    const own = known.get(groupId);
    if (!own || months.length === 0) return null;
    const values = own.tool === null ? [] : comparable.get(own.tool) ?? [];
    const left =
      own.leaf && own.value !== null ? values.indexOf(own.value) : -1;
    const others = values.length - (left < 0 ? 0 : 1);
    if (own.tool !== null && others >= LEAST_TEAMS) {
      const title = toolOf(own.tool)?.title ?? 'the same tool';
      return {
        valueMicros: medianWithout(values, left),
        source: `Median of ${others} teams with ${title} as main tool, ${monthRange(
          months,
        )}`,
        sourceDate: lastDay(months[months.length - 1]),
        teams: others,
      };
    }
    return referenceOf(own.sums, toolOf);
  };
}

function referenceOf(
  { byTool }: Sums,
  toolOf: (id: number) => BenchmarkTool | undefined,
): Benchmark | null {
  const parts = [...byTool].flatMap(([toolId, units]) => {
    const reference = toolOf(toolId)?.reference;
    return reference && units > 0 ? [{ reference, units }] : [];
  });
  const units = parts.reduce((sum, part) => sum + part.units, 0);
  if (units === 0) return null;
  const sources = [...new Set(parts.map(part => part.reference.source))].sort();
  return {
    valueMicros: Math.round(
      parts.reduce((sum, part) => sum + part.reference.micros * part.units, 0) /
        units,
    ),
    source: sources.join('; '),
    // The oldest of them: what a mean is worth is what its oldest part is.
    sourceDate: parts
      .map(part => part.reference.sourceDate)
      .reduce((a, b) => (a < b ? a : b)),
    teams: null,
  };
}
