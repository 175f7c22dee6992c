import type { Forest } from './forest';

/** Money of one tool and kind that teams show, by team. */
export interface TeamsSum {
  /** By index in the forest. */
  teams: ReadonlyMap<number, SharedSum>;
  /** What no team shows apart. */
  rest: SharedSum;
}

/** Money with those behind it. */
export interface SharedSum {
  micros: number;
  /** Micro-units of each distinct person. */
  amounts: readonly number[];
}

/** One side of all teams: its memberships with money of the tool and kind. */
export interface SharedSide {
  rows: Iterable<{
    /** Index of the team that counts the membership; −1 for none. */
    team: number;
    person: number;
    micros: number;
  }>;
  /** Whether a team shows the tool on its own. */
  showsApart(team: number): boolean;
}

/**
 * Gives each amount to the nearest team, the one that counts it or one above, that shows the tool on its own: this tells
 * nothing that teams' own pages do not tell. Where what is left would speak of too few people, the team with the fewest
 * joins it. Teams and rest add up to all that teams count.
 */
export function shareOut(input: {
  forest: Pick<Forest, 'parents' | 'organisation' | 'keys'>;
  minimum: number;
  sides: readonly SharedSide[];
}): TeamsSum {
  const { forest, minimum } = input;
  const teams = new Map<number, Pile>();
  const rest: Pile = { micros: 0, people: new Map() };
  for (const { rows, showsApart } of input.sides) {
    const found = new Map<number, number>();
    const nearest = (team: number): number => {
      const known = found.get(team);
      if (known !== undefined) return known;
      let at = team;
      while (at >= 0 && at !== forest.organisation && !showsApart(at)) {
        at = forest.parents[at];
      }
      const place = at === forest.organisation ? -1 : at;
      found.set(team, place);
      return place;
    };
    for (const { team, person, micros } of rows) {
      if (team < 0 || team === forest.organisation || micros === 0) continue;
      const place = nearest(team);
      const sum =
        place < 0 ? rest : teams.get(place) ?? { micros: 0, people: new Map() };
      sum.micros += micros;
      addTo(sum.people, person, micros);
      if (place >= 0) teams.set(place, sum);
    }
  }
  const fewestFirst = [...teams].sort(
    ([a, one], [b, other]) =>
      one.people.size - other.people.size ||
      (forest.keys[a] < forest.keys[b] ? -1 : 1),
  );
  while (
    rest.people.size > 0 &&
    rest.people.size < minimum &&
    fewestFirst.length > 0
  ) {
    const [team, { micros, people }] = fewestFirst.shift()!;
    teams.delete(team);
    rest.micros += micros;
    people.forEach((part, person) => addTo(rest.people, person, part));
  }
  return {
    teams: new Map([...teams].map(([team, pile]) => [team, sumOf(pile)])),
    rest: sumOf(rest),
  };
}

interface Pile {
  micros: number;
  /** Micro-units by person. */
  people: Map<number, number>;
}

function addTo(people: Map<number, number>, person: number, micros: number) {
  people.set(person, (people.get(person) ?? 0) + micros);
}

function sumOf({ micros, people }: Pile): SharedSum {
  return { micros, amounts: [...people.values()] };
}
