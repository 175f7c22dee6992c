/** What the catalog's relations say of a Group's place. */
export interface GroupPlace {
  ref: string;
  /** `spec.parent` as a full ref, where there is one. */
  declared: string | null;
  /** Every Group that a relation puts above it. */
  parents: ReadonlySet<string>;
}

/** One parent a Group, and no Group above itself. */
export interface Tree {
  parents: Map<string, string>;
  faults: string[];
}

/**
 * Gives each Group at most one parent: of several, the one that the Group itself declares, else the first by name. Where
 * Groups stand in a circle, the first of them by name becomes the top. Both are faults of the catalog, told as
 * sentences; the outcome does not depend on the order of the places.
 */
export function chooseParents(places: readonly GroupPlace[]): Tree {
  const faults: string[] = [];
  const parents = new Map<string, string>();
  const sorted = [...places].sort((a, b) => (a.ref < b.ref ? -1 : 1));
  for (const { ref, declared, parents: all } of sorted) {
    const candidates = [...all].sort();
    if (candidates.includes(ref)) {
      faults.push(`${ref} is its own parent; it is taken as the top.`);
    }
    const others = candidates.filter(parent => parent !== ref);
    if (others.length === 0) continue;
    const chosen =
      declared !== null && others.includes(declared) ? declared : others[0];
    parents.set(ref, chosen);
    if (others.length > 1) {
      faults.push(
        `${ref} has ${others.length} parents, ${others.join(
          ' and ',
        )}; ${chosen} is taken.`,
      );
    }
  }
  for (const circle of findCircles(parents)) {
    parents.delete(circle[0]);
    faults.push(
      `${circle.join(', ')} stand in a circle; ${
        circle[0]
      } is taken as the top.`,
    );
  }
  return { parents, faults };
}

/** Returns the circles of a graph in which each node has one parent; each sorted by name, and so are they. */
export function findCircles(parents: ReadonlyMap<string, string>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const start of [...parents.keys()].sort()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !done.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && onPath.has(at)) {
      circles.push(path.slice(path.indexOf(at)).sort());
    }
    path.forEach(ref => done.add(ref));
  }
  return circles.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}
