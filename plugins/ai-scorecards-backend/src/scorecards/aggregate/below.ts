import type { DaySpan } from './span';

interface Edge {
  groupId: number;
  parentId: number;
  from: string;
  to: string;
}

/** Days of a span on which each Group was one of `roots` or somewhere below one. Circles of parents do no harm. */
export function daysBelow(
  span: DaySpan,
  edges: Iterable<Edge>,
  roots: Iterable<number>,
): Map<number, number> {
  const children = new Map<number, { groupId: number; mask: number }[]>();
  for (const edge of edges) {
    const mask = span.mask(edge.from, edge.to);
    if (mask !== 0) {
      const list = children.get(edge.parentId) ?? [];
      list.push({ groupId: edge.groupId, mask });
      children.set(edge.parentId, list);
    }
  }
  const below = new Map<number, number>();
  const open: { groupId: number; mask: number }[] = [];
  for (const groupId of roots) open.push({ groupId, mask: span.all });
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const known = below.get(at.groupId) ?? 0;
    const fresh = at.mask & ~known;
    if (fresh !== 0) {
      below.set(at.groupId, known | fresh);
      for (const child of children.get(at.groupId) ?? []) {
        open.push({ groupId: child.groupId, mask: child.mask & fresh });
      }
    }
  }
  return below;
}
