import type { DaySpan } from './span';

/** A dated edge or membership; `to` is the first day after. */
interface Dated {
  from: string;
  to: string;
}

export interface ForestGroup {
  id: number;
  ref: string;
  isTeam: boolean;
}

export interface ForestInput {
  span: DaySpan;
  groups: Iterable<ForestGroup>;
  edges: Iterable<Dated & { groupId: number; parentId: number }>;
  /** Who was directly in which Group; only whether somebody was matters here. */
  roster: Iterable<Dated & { groupId: number }>;
}

/**
 * A team that stood below another on some days of the period only. Its people belong to that team's figures of those
 * days, although the tree of the period has it elsewhere.
 */
export interface Visit {
  /** Index of the team that was above for a while. */
  host: number;
  /** Index of the team that was below it, with all that the tree has below. */
  guest: number;
  /** The days. */
  mask: number;
}

/** Teams with people in a period, as one tree that holds on each of its days. */
export interface Forest {
  /** Group ids by index; the last one is the organisation, id 0. */
  teamIds: readonly number[];
  /** Entity refs by index; they decide ties. */
  keys: readonly string[];
  /**
   * Index of the nearest team that was above on every day on which the team had people; the organisation where there is
   * none, −1 for the organisation itself.
   */
  parents: Int32Array;
  /** Index by group id. */
  indexOf: ReadonlyMap<number, number>;
  organisation: number;
  visits: readonly Visit[];
  /** 1 for teams without any team below in the period. */
  leaf: Uint8Array;
}

/** Group id that stands for the organisation in stored rows. */
export const ORGANISATION_ID = 0;
const ORGANISATION_KEY = 'organisation';

/** Days on which the edges between Groups do not change. */
interface Segment {
  mask: number;
  /** Teams above, nearest first, by Group. */
  chains: Map<number, number[]>;
}

function segmentMasks(
  span: DaySpan,
  edges: readonly Dated[],
): { from: string; to: string; mask: number }[] {
  const cuts = new Set([span.first]);
  for (const { from, to } of edges) {
    if (from > span.first && from < span.end) cuts.add(from);
    if (to > span.first && to < span.end) cuts.add(to);
  }
  const starts = [...cuts].sort();
  return starts.map((from, i) => {
    const to = starts[i + 1] ?? span.end;
    return { from, to, mask: span.mask(from, to) };
  });
}

/** Cuts each circle of parents at its smallest ref, so that every chain ends. */
function cutCircles(
  parents: Map<number, number>,
  refOf: (id: number) => string,
) {
  const done = new Set<number>();
  for (const start of parents.keys()) {
    const path: number[] = [];
    const onPath = new Set<number>();
    let at: number | undefined = start;
    while (at !== undefined && !done.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && onPath.has(at)) {
      const circle = path.slice(path.indexOf(at));
      parents.delete(
        circle.reduce((least, id) => (refOf(id) < refOf(least) ? id : least)),
      );
    }
    path.forEach(id => done.add(id));
  }
}

function chainsOf(
  parents: ReadonlyMap<number, number>,
  groups: ReadonlyMap<number, ForestGroup>,
): Map<number, number[]> {
  const chains = new Map<number, number[]>();
  const chainOf = (id: number): number[] => {
    const known = chains.get(id);
    if (known) return known;
    const parent = parents.get(id);
    let chain: number[] = [];
    if (parent !== undefined) {
      const above = chainOf(parent);
      chain = groups.get(parent)?.isTeam ? [parent, ...above] : above;
    }
    chains.set(id, chain);
    return chain;
  };
  for (const id of groups.keys()) chainOf(id);
  return chains;
}

/**
 * The tree of the teams that had people in a period. Where the teams above one changed inside the period, it stands
 * below the nearest that was above it throughout, and visits the others. Groups that are not teams are skipped; a Group
 * with two parents on one day has the one with the smaller ref.
 */
export function buildForest(input: ForestInput): Forest {
  const { span } = input;
  const groups = new Map([...input.groups].map(group => [group.id, group]));
  const refOf = (id: number) => groups.get(id)?.ref ?? '';
  const edges = [...input.edges].filter(
    edge => edge.from < span.end && edge.to > span.first,
  );
  const populated = new Map<number, number>();
  for (const { groupId, from, to } of input.roster) {
    if (groups.get(groupId)?.isTeam) {
      populated.set(
        groupId,
        (populated.get(groupId) ?? 0) | span.mask(from, to),
      );
    }
  }

  const segments: Segment[] = segmentMasks(span, edges).map(segment => {
    const parents = new Map<number, number>();
    for (const edge of edges) {
      if (edge.from <= segment.from && edge.to >= segment.to) {
        const other = parents.get(edge.groupId);
        if (other === undefined || refOf(edge.parentId) < refOf(other)) {
          parents.set(edge.groupId, edge.parentId);
        }
      }
    }
    cutCircles(parents, refOf);
    return { mask: segment.mask, chains: chainsOf(parents, groups) };
  });

  // A team has people on the days on which somebody is in it or in a team below.
  const present = new Map<number, number>();
  const below = new Set<number>();
  for (const [id, mask] of populated) {
    for (const segment of segments) {
      const days = mask & segment.mask;
      if (days !== 0) {
        const chain = segment.chains.get(id) ?? [];
        for (const team of [id, ...chain]) {
          present.set(team, (present.get(team) ?? 0) | segment.mask);
        }
        chain.forEach(team => below.add(team));
      }
    }
  }

  const teamIds = [...present.keys()].sort((a, b) =>
    refOf(a) < refOf(b) ? -1 : 1,
  );
  const organisation = teamIds.length;
  const indexOf = new Map(teamIds.map((id, i) => [id, i]));
  indexOf.set(ORGANISATION_ID, organisation);
  const parents = new Int32Array(organisation + 1).fill(organisation);
  parents[organisation] = -1;
  const visits = new Map<string, Visit>();

  teamIds.forEach((id, index) => {
    const chains = segments
      .filter(segment => (present.get(id)! & segment.mask) !== 0)
      .map(segment => ({
        mask: segment.mask,
        chain: segment.chains.get(id) ?? [],
      }));
    const common = chains[0].chain.find(team =>
      chains.every(({ chain }) => chain.includes(team)),
    );
    if (common !== undefined) parents[index] = indexOf.get(common)!;
    for (const { chain, mask } of chains) {
      for (const team of chain) {
        if (team === common) break;
        const host = indexOf.get(team)!;
        const key = `${host}/${index}`;
        const visit = visits.get(key) ?? { host, guest: index, mask: 0 };
        visit.mask |= mask;
        visits.set(key, visit);
      }
    }
  });

  return {
    teamIds: [...teamIds, ORGANISATION_ID],
    keys: [...teamIds.map(refOf), ORGANISATION_KEY],
    parents,
    indexOf,
    organisation,
    visits: [...visits.values()],
    leaf: Uint8Array.from([...teamIds, ORGANISATION_ID], id =>
      below.has(id) || id === ORGANISATION_ID ? 0 : 1,
    ),
  };
}
