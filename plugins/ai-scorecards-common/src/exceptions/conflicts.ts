import { childrenIn, reached } from './groupGraph';

/** A Group as conflicts of interest are worked out from. All refs are full and lower case. */
export interface ConflictGroup {
  parents: readonly string[];
  directMembers: readonly string[];
  leads: readonly string[];
}

/** The Groups of the catalog on one day, by ref. May hold cycles. */
export type ConflictGraph = ReadonlyMap<string, ConflictGroup>;

/** Who asks, by role; null where nobody is named. */
export interface Parties {
  team: string;
  requester: string;
  supportOwner: string | null;
  budgetOwner: string | null;
}

/** A part in a request that bars from deciding on it. */
export type ConflictRelation =
  | 'requester'
  | 'support-owner'
  | 'budget-owner'
  | 'member'
  | 'lead'
  | 'member-below'
  | 'member-above'
  | 'lead-above';

/** What bars somebody, and the Group in which it was found; null for a part that is no Group's. */
export interface Conflict {
  relation: ConflictRelation;
  group: string | null;
}

/** Groups in which conflicts of interest are looked for besides the team that asks. */
export interface ConflictScope {
  below: string[];
  above: string[];
  /** Ancestors without a parent: everybody is in them, so that nobody is barred for it. */
  excepted: string[];
}

/** Returns the Groups around a team in which conflicts of interest are looked for, each list in order of refs. */
export function conflictScopeOf(
  team: string,
  graph: ConflictGraph,
): ConflictScope {
  const children = childrenIn(graph);
  const others = (next: (ref: string) => readonly string[]) =>
    reached(team, next).filter(ref => ref !== team && graph.has(ref));
  const isRoot = (ref: string) => graph.get(ref)?.parents.length === 0;
  const ancestors = others(ref => graph.get(ref)?.parents ?? []);
  return {
    below: others(ref => children.get(ref) ?? []).sort(),
    above: ancestors.filter(ref => !isRoot(ref)).sort(),
    excepted: ancestors.filter(isRoot).sort(),
  };
}

/**
 * Returns why somebody may not decide on a request, or null. Barred are requester, budget owner and support owner; direct
 * members of the team that asks and of the Groups below it; direct members and leads of its ancestors, those without a
 * parent left out, since everybody is in them. The team itself is never left out.
 */
export function conflictOf(
  user: string,
  parties: Parties,
  graph: ConflictGraph,
): Conflict | null {
  const part = (relation: ConflictRelation, group: string | null = null) => ({
    relation,
    group,
  });
  if (user === parties.requester) return part('requester');
  if (user === parties.supportOwner) return part('support-owner');
  if (user === parties.budgetOwner) return part('budget-owner');
  const { team } = parties;
  const parentsOf = (ref: string) => graph.get(ref)?.parents ?? [];
  const children = childrenIn(graph);
  const childrenOf = (ref: string) => children.get(ref) ?? [];
  const own = graph.get(team);
  if (own?.directMembers.includes(user)) return part('member', team);
  if (own?.leads.includes(user)) return part('lead', team);
  for (const ref of reached(team, childrenOf)) {
    if (graph.get(ref)?.directMembers.includes(user)) {
      return part('member-below', ref);
    }
  }
  for (const ref of reached(team, parentsOf)) {
    const group = graph.get(ref);
    if (ref === team || !group || group.parents.length === 0) continue;
    if (group.directMembers.includes(user)) return part('member-above', ref);
    if (group.leads.includes(user)) return part('lead-above', ref);
  }
  return null;
}

/** Says what bars somebody, to that person. */
export function conflictSentence({ relation, group }: Conflict): string {
  switch (relation) {
    case 'requester':
      return 'You filed this request';
    case 'support-owner':
      return 'You would support the tool';
    case 'budget-owner':
      return 'You would pay for the tool';
    case 'member':
      return 'You are in the team that asks';
    case 'lead':
      return 'You lead the team that asks';
    case 'member-below':
      return `You are in ${group}, which is part of the team that asks`;
    case 'member-above':
      return `You are in ${group}, above the team that asks`;
    case 'lead-above':
      return `You lead ${group}, above the team that asks`;
    default:
      return relation satisfies never;
  }
}

/** Says why somebody may not decide on a request, or null. */
export function barredBecause(
  user: string,
  parties: Parties,
  graph: ConflictGraph,
): string | null {
  const conflict = conflictOf(user, parties, graph);
  return conflict && conflictSentence(conflict);
}

/**
 * Returns who may give each voice that a request waits for, conflicts of interest taken away. On an appeal somebody who
 * did not vote before comes first; where nobody else is left, whoever did speaks again.
 */
export function speakersOf(input: {
  /** Members of each Group that has to be heard, without those who stepped aside. */
  voices: ReadonlyMap<string, readonly string[]>;
  /** Who voted before an appeal. */
  notBy: readonly string[];
  parties: Parties;
  graph: ConflictGraph;
}): Map<string, string[]> {
  const { voices, notBy, parties, graph } = input;
  return new Map(
    [...voices].map(([voice, members]) => {
      const free = members.filter(
        user => conflictOf(user, parties, graph) === null,
      );
      const fresh = free.filter(user => !notBy.includes(user));
      return [voice, fresh.length > 0 ? fresh : free];
    }),
  );
}

/** Who decides on a request, once conflicts of interest are taken away. */
export interface Electorate {
  state: 'ok' | 'no-board' | 'no-eligible-approvers';
  eligible: string[];
  barred: { user: string; because: string }[];
}

/**
 * Returns who may decide. Where too few of the board are left for the approvals needed, fallback approvers join under the
 * same rule.
 */
export function electorateOf(input: {
  /** Members of the board; null where none is configured. */
  board: readonly string[] | null;
  fallback: readonly string[];
  /** Approvals needed. */
  needed: number;
  parties: Parties;
  graph: ConflictGraph;
}): Electorate {
  const { board, fallback, needed, parties, graph } = input;
  if (board === null) return { state: 'no-board', eligible: [], barred: [] };
  const barred: Electorate['barred'] = [];
  const free = (users: readonly string[]) =>
    [...new Set(users)].filter(user => {
      const because = barredBecause(user, parties, graph);
      if (because !== null && !barred.some(each => each.user === user)) {
        barred.push({ user, because });
      }
      return because === null;
    });
  let eligible = free(board);
  if (eligible.length < needed) {
    eligible = [...new Set([...eligible, ...free(fallback)])];
  }
  return {
    state: eligible.length < needed ? 'no-eligible-approvers' : 'ok',
    eligible,
    barred,
  };
}
