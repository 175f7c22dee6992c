import type {
  PublishedDeveloperCost,
  PublishedMonth,
  PublishedPopulation,
} from 'backstage-plugin-ai-scorecards-common';
import { perActiveMicros } from '../refresh/monthRows';

/**
 * One month of several teams that have nobody's money in common, made of what they show and of nothing else: so it tells
 * no more than they do, and nobody can take them away from it and be left with the money of a few.
 * @param whole - the month over everybody, for what is known of its days
 */
export function sumOfMonths(
  whole: PublishedMonth,
  teams: readonly PublishedMonth[],
): PublishedMonth {
  const shown = teams.filter(({ population }) => population.shown);
  const sum = (pick: (month: PublishedMonth) => number | null) =>
    shown.reduce<number | null>((all, month) => {
      const part = pick(month);
      return part === null ? all : (all ?? 0) + part;
    }, null);
  return {
    ...whole,
    population: populationOf(shown.map(({ population }) => population)),
    amounts: {
      seat: sum(({ amounts }) => amounts.seat),
      usage: sum(({ amounts }) => amounts.usage),
      value: sum(({ amounts }) => amounts.value),
    },
    estimated: shown.some(({ estimated }) => estimated),
    // What tools cost is told by the spend, and who is no developer by the teams.
    byTool: [],
    developers: developersOf(shown),
    othersMicros: null,
    idleSeatMicros: sum(({ idleSeatMicros }) => idleSeatMicros),
  };
}

function developersOf(
  months: readonly PublishedMonth[],
): PublishedDeveloperCost | null {
  const known = months
    .map(({ developers }) => developers)
    .filter(
      (each): each is PublishedDeveloperCost =>
        each !== null && each.state !== 'suppressed',
    );
  if (known.length === 0) return null;
  const sums = {
    costMicros: known.reduce((sum, each) => sum + each.costMicros, 0),
    activePeople: known.reduce((sum, each) => sum + each.activePeople, 0),
    units: known.reduce((sum, each) => sum + each.units, 0),
    unitsPerMonth: known[0].unitsPerMonth,
    population: populationOf(known.map(({ population }) => population)),
  };
  return sums.units === 0
    ? { ...sums, perActiveMicros: null, state: 'no-active-people' }
    : { ...sums, perActiveMicros: perActiveMicros(sums), state: 'ok' };
}

/** Somebody in two of the teams is counted in each. */
function populationOf(
  parts: readonly PublishedPopulation[],
): PublishedPopulation {
  return {
    shown: parts.length > 0,
    people: parts.reduce((sum, { people }) => sum + people, 0),
    leftOut: 0,
    countedInEach: parts.length > 1,
    estimated: parts.some(({ estimated }) => estimated),
    assumed: parts.some(({ assumed }) => assumed),
  };
}
