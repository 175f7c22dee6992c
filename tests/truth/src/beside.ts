/** People behind a figure of a team. */
interface Behind {
  shown: boolean;
  people: number;
}

/**
 * The teams in which a part may stand beside the whole that it is counted in: nobody or enough are left when the part
 * is taken from the whole, and also when the teams below that show both, or either, are taken away before.
 */
export function besideWhole(
  parentOf: ReadonlyMap<string, string | undefined>,
  minimum: number,
  whole: ReadonlyMap<string, Behind>,
  part: ReadonlyMap<string, Behind>,
): Set<string> {
  const allowed = new Set<string>();
  const children = (team: string) =>
    [...parentOf.keys()].filter(it => parentOf.get(it) === team);
  const isShown = (of: ReadonlyMap<string, Behind>, team: string) =>
    of.get(team)?.shown ?? false;
  const people = (of: ReadonlyMap<string, Behind>, team: string) =>
    of.get(team)?.people ?? 0;
  /** The nearest teams below that show something. */
  const nearest = (team: string, shows: (team: string) => boolean): string[] =>
    children(team).flatMap(it => (shows(it) ? [it] : nearest(it, shows)));
  const left = (
    team: string,
    shows: (team: string) => boolean,
    count: (team: string) => number,
  ) => nearest(team, shows).reduce((rest, it) => rest - count(it), count(team));
  const isEnough = (count: number) => count === 0 || Math.abs(count) >= minimum;

  const look = (team: string): void => {
    children(team).forEach(look);
    if (!isShown(part, team)) return;
    const others = (it: string) => people(whole, it) - people(part, it);
    const both = (it: string) => isShown(whole, it) && allowed.has(it);
    const ofWhole = left(
      team,
      it => isShown(whole, it),
      it => people(whole, it),
    );
    const ofPart = left(
      team,
      it => allowed.has(it),
      it => people(part, it),
    );
    if (
      !isShown(whole, team) ||
      (isEnough(others(team)) &&
        isEnough(left(team, both, others)) &&
        isEnough(ofWhole - ofPart))
    ) {
      allowed.add(team);
    }
  };
  for (const [team, parent] of parentOf) {
    if (parent === undefined) look(team);
  }
  return allowed;
}
