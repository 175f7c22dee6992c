/** Nodes that belong together through a number of people; 0 where they only belong together. */
export interface Link {
  nodes: readonly number[];
  weight: number;
}

/** Beyond this many rounds the answer is no, which is the safe one. */
const MAX_ROUNDS = 200;

class Clusters {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(node: number): number {
    let root = node;
    while (this.parent[root] !== root) {
      root = this.parent[root];
    }
    let at = node;
    while (this.parent[at] !== root) {
      const next = this.parent[at];
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  /** Joins two clusters; false when they are one already. */
  join(a: number, b: number): boolean {
    const [left, right] = [this.find(a), this.find(b)];
    this.parent[right] = left;
    return left !== right;
  }
}

/** Joins every node to the first of its link. Returns whether anything was joined. */
function joinAll(clusters: Clusters, nodes: readonly number[]): boolean {
  return nodes.reduce(
    (joined, node) => clusters.join(nodes[0], node) || joined,
    false,
  );
}

/** Links between different clusters, each cluster named once. */
function linksBetween(links: readonly Link[], clusters: Clusters): Link[] {
  const between: Link[] = [];
  for (const { nodes, weight } of links) {
    if (weight > 0) {
      const roots = [...new Set(nodes.map(node => clusters.find(node)))];
      if (roots.length > 1) {
        between.push({ nodes: roots, weight });
      }
    }
  }
  return between;
}

/**
 * Visits clusters, always one that is joined to the visited by as much weight as any, counted up to `least`. A cluster
 * that is joined by `least` cannot be parted from its predecessor by a lighter cut (maximum adjacency order: Nagamochi
 * and Ibaraki; Stoer and Wagner; for links of more than two nodes Klimmek and Wagner), so the two become one.
 */
function joinInOrder(
  links: readonly Link[],
  clusters: Clusters,
  least: number,
): boolean {
  const linksOf = new Map<number, number[]>();
  links.forEach(({ nodes }, i) =>
    nodes.forEach(node => {
      const known = linksOf.get(node);
      if (known) {
        known.push(i);
      } else {
        linksOf.set(node, [i]);
      }
    }),
  );
  const reached = new Map<number, number>();
  const visited = new Set<number>();
  const touched = new Uint8Array(links.length);
  const buckets: number[][] = Array.from({ length: least + 1 }, () => []);
  buckets[0] = [...linksOf.keys()];
  const pairs: [number, number][] = [];
  let previous = -1;
  for (let at = 0; at >= 0; ) {
    const node = buckets[at].pop();
    if (node === undefined) {
      at -= 1;
    } else if (!visited.has(node) && (reached.get(node) ?? 0) === at) {
      visited.add(node);
      if (at === least) {
        pairs.push([previous, node]);
      }
      previous = node;
      for (const link of linksOf.get(node) ?? []) {
        if (touched[link] === 0) {
          touched[link] = 1;
          for (const other of links[link].nodes) {
            const before = reached.get(other) ?? 0;
            const after = Math.min(least, before + links[link].weight);
            if (!visited.has(other) && after > before) {
              reached.set(other, after);
              buckets[after].push(other);
              at = Math.max(at, after);
            }
          }
        }
      }
    }
  }
  pairs.forEach(([a, b]) => clusters.join(a, b));
  return pairs.length > 0;
}

/**
 * Whether every way to part linked nodes into two sides cuts links of at least `least` in all. A link is cut when its
 * nodes are not all on one side; parts of the nodes that no link joins need no cut.
 */
export function everyCutIsAtLeast(
  least: number,
  nodeCount: number,
  links: readonly Link[],
): boolean {
  const linked = new Clusters(nodeCount);
  const clusters = new Clusters(nodeCount);
  for (const { nodes, weight } of links) {
    joinAll(linked, nodes);
    if (weight >= least) {
      joinAll(clusters, nodes);
    }
  }
  let left = linksBetween(links, clusters);
  for (let round = 0; left.length > 0 && round < MAX_ROUNDS; round++) {
    if (!joinInOrder(left, clusters, least)) {
      return false;
    }
    left = linksBetween(left, clusters);
  }
  return links.every(({ nodes }) =>
    nodes.every(node => clusters.find(node) === clusters.find(nodes[0])),
  );
}
