import type {
  PublishedPopulation,
  PublishedRate,
} from 'backstage-plugin-ai-scorecards-common';
import { select, SpanFacts } from './facts';
import { publishPeople, TeamCounts } from './publishPeople';

/** Published rates of every team, by index in the forest. */
export type TeamRates = readonly PublishedRate[];

/** Whom a figure speaks of, from what was published and two counts of marked people. */
export function populationOf(
  counts: TeamCounts,
  estimated: number,
  assumed: number,
): PublishedPopulation {
  return {
    shown: counts.shown,
    people: counts.people,
    leftOut: counts.leftOut,
    countedInEach: counts.countedInEach,
    estimated: estimated > 0,
    assumed: assumed > 0,
  };
}

/**
 * Publishes a share of people. `base` gives the days that put a person of a membership into the denominator, 0 for
 * none; an action on one of these days, or of those of `acting` where given, puts them into the numerator.
 */
export function publishRate(
  facts: SpanFacts,
  options: {
    base(membership: number): number;
    acting?(membership: number): number;
    /** Days with an action, by person index. */
    active: Int32Array;
    /** Days of the base that are estimated, by person index. */
    estimated?: Int32Array;
  },
): TeamRates {
  const { members, forest, minimum } = facts;
  const { active, estimated, base, acting = base } = options;
  const chosen = select(members, i => base(i) !== 0);
  const published = publishPeople({
    forest,
    minimum,
    team: chosen.team,
    person: chosen.person,
    masks: [base, acting, (i: number) => members.assumed[i]].map(of =>
      chosen.column(of),
    ),
    counts: 3,
    read: ([days, deeds, assumed], person, add) => {
      if (days === 0) return false;
      if ((deeds & active[person]) !== 0) add(0, 1);
      if (estimated && (days & estimated[person]) !== 0) add(1, 1);
      if ((days & assumed) !== 0) add(2, 1);
      return true;
    },
  });
  return forest.keys.map((_, team) => {
    const counts = published.team(team);
    const [acted, marked, taken] = counts.counts;
    return { ...populationOf(counts, marked, taken), active: acted };
  });
}
