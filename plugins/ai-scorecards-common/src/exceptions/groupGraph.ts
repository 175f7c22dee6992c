/** Groups with the Groups above each, by ref. May hold cycles. */
export type GroupGraph = ReadonlyMap<string, { parents: readonly string[] }>;

const childrenByGraph = new WeakMap<GroupGraph, Map<string, string[]>>();

/** Groups below each, worked out once for a graph. */
export function childrenIn(
  graph: GroupGraph,
): ReadonlyMap<string, readonly string[]> {
  let children = childrenByGraph.get(graph);
  if (!children) {
    children = new Map();
    for (const [child, { parents }] of graph) {
      for (const parent of parents) {
        const known = children.get(parent);
        if (known) known.push(child);
        else children.set(parent, [child]);
      }
    }
    childrenByGraph.set(graph, children);
  }
  return children;
}

/** The Group and all that can be reached from it by `next`, each once. */
export function reached(
  from: string,
  next: (ref: string) => readonly string[],
): string[] {
  const found = new Set([from]);
  for (const ref of found) next(ref).forEach(each => found.add(each));
  return [...found];
}
