import type { Forest } from './forest';

/** A published count of people of a team. */
export interface ShownCount {
  shown: boolean;
  people: number;
}

/**
 * Returns by index in the forest where a part may be shown beside the whole that it is counted in: whole minus part
 * speaks of the others, so where both are shown the others are nobody or enough. The same holds for what is left of a
 * team when the teams below that show both are taken away, and when those that show either are.
 */
export function partsBeside(
  forest: Forest,
  minimum: number,
  whole: readonly ShownCount[],
  part: readonly ShownCount[],
): boolean[] {
  const childrenOf: number[][] = forest.keys.map(() => []);
  forest.parents.forEach((parent, team) => {
    if (parent >= 0) childrenOf[parent].push(team);
  });
  const maySee = forest.keys.map(() => false);
  const isSafe = (people: number) =>
    people === 0 || Math.abs(people) >= minimum;

  /** What a team counts that the nearest teams below for which `shows` do not. */
  const restOf = (
    team: number,
    shows: (team: number) => boolean,
    count: (team: number) => number,
  ): number => {
    let rest = count(team);
    const open = [...childrenOf[team]];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (shows(at)) rest -= count(at);
      else open.push(...childrenOf[at]);
    }
    return rest;
  };
  const showsBoth = (team: number) => whole[team].shown && maySee[team];
  const showsWhole = (team: number) => whole[team].shown;
  const showsPart = (team: number) => maySee[team];

  const decide = (team: number) => {
    childrenOf[team].forEach(decide);
    if (!part[team].shown) return;
    const others = (at: number) => whole[at].people - part[at].people;
    maySee[team] =
      !whole[team].shown ||
      (isSafe(others(team)) &&
        isSafe(restOf(team, showsBoth, others)) &&
        isSafe(
          restOf(team, showsWhole, at => whole[at].people) -
            restOf(team, showsPart, at => part[at].people),
        ));
  };
  forest.parents.forEach((parent, team) => {
    if (parent < 0) decide(team);
  });
  return maySee;
}
