import fc from 'fast-check';
import { TreeInput } from '../planTree';

/** An organisation written down: team, parent (or null) and the people directly in it. */
export type Chart = Record<string, { in?: string; people: number[] }>;

export function organisation(chart: Chart, minimum = 5): TreeInput {
  const teamKeys = Object.keys(chart);
  const memberships = teamKeys.flatMap((key, team) =>
    chart[key].people.map(person => ({ team, person })),
  );
  return {
    teamKeys,
    parents: teamKeys.map(key => teamKeys.indexOf(chart[key].in ?? '')),
    teams: memberships.map(membership => membership.team),
    people: memberships.map(membership => membership.person),
    minimum,
  };
}

/** Whole numbers from `first` to `last`. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * Small forests of every shape: flat, deep, with empty and tiny teams, people in one to three teams, often in teams
 * that share nearly everybody. At most `maxMemberships` memberships, so that an attacker can look at each.
 */
export function organisations(limits: {
  maxTeams: number;
  maxPeople: number;
  maxMemberships: number;
}): fc.Arbitrary<TreeInput> {
  return fc
    .record({
      teamCount: fc.integer({ min: 1, max: limits.maxTeams }),
      personCount: fc.integer({ min: 1, max: limits.maxPeople }),
      minimum: fc.constantFrom(2, 3, 3, 4, 5),
      overlap: fc.constantFrom(0, 0.2, 0.9),
    })
    .chain(({ teamCount, personCount, minimum, overlap }) =>
      fc.record({
        teamCount: fc.constant(teamCount),
        minimum: fc.constant(minimum),
        parents: fc.tuple(
          ...range(0, teamCount - 1).map(team =>
            fc.integer({ min: -1, max: team - 1 }),
          ),
        ),
        homes: fc.array(fc.nat(teamCount - 1), {
          minLength: personCount,
          maxLength: personCount,
        }),
        others: fc.array(
          fc.tuple(
            fc.nat(personCount - 1),
            fc.nat(teamCount - 1),
            fc.double({ min: 0, max: 1, noNaN: true }),
          ),
          { maxLength: personCount },
        ),
        overlap: fc.constant(overlap),
      }),
    )
    .map(drawn => {
      const pairs = drawn.homes
        .map((team, person) => ({ team, person }))
        .concat(
          drawn.others
            .filter(([, , chance]) => chance < drawn.overlap)
            .map(([person, team]) => ({ team, person })),
        )
        .slice(0, limits.maxMemberships);
      return {
        teamKeys: range(0, drawn.teamCount - 1).map(team => `team-${team}`),
        parents: drawn.parents,
        teams: pairs.map(pair => pair.team),
        people: pairs.map(pair => pair.person),
        minimum: drawn.minimum,
      };
    });
}
