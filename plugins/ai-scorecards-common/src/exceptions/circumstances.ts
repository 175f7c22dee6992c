import type { Lane } from '../contract';
import {
  ConflictGraph,
  conflictOf,
  ConflictRelation,
  ConflictScope,
  conflictScopeOf,
  Electorate,
  Parties,
} from './conflicts';
import type { ExceptionRules } from './rules';

/** A part in which somebody has a say in a decision. */
export interface Decider {
  who: string;
  role: 'board' | 'fallback' | 'deputy' | 'voice' | 'admin';
  /** The Group that a voice is, the member whom a deputy stands in for; null otherwise. */
  of: string | null;
}

/**
 * What was found of somebody: a conflict of interest, or what is none. `excepted` is a place in an ancestor without a
 * parent, `stepped-aside` and `heard-before` leave somebody out who has no conflict.
 */
export type Finding =
  | ConflictRelation
  | 'excepted'
  | 'stepped-aside'
  | 'heard-before';

/**
 * What was true when somebody voted or a request was decided: the rules in force, who had a say, and what the catalog
 * said of them. Stored with the vote and the decision, since rules, boards and Groups change. Holds refs and no free
 * text, so that it stays in the log when a text is erased.
 */
export interface Circumstances {
  lane: Lane;
  /** Only dates differ from what is continued. */
  datesOnly: boolean;
  /** Approvals of the board that were needed. */
  needed: number;
  rejection: ExceptionRules['rejection'];
  /** Group that decides; null where none was configured. */
  board: string | null;
  chair: string | null;
  /** Groups that had to be heard. */
  voices: string[];
  /** Whether enough were left to decide. */
  electorate: Electorate['state'];
  /** How far conflicts of interest were looked for. */
  looked: ConflictScope;
  people: (Decider & {
    /** Null where nothing was found. */
    found: Finding | null;
    /** The Group in which it was found. */
    group: string | null;
  })[];
}

/** What circumstances are worked out from. */
export interface CircumstancesInput
  extends Omit<Circumstances, 'looked' | 'people'> {
  people: readonly Decider[];
  /** Who stepped aside from the request. */
  recused: readonly string[];
  /** Who voted before an appeal. */
  notBy: readonly string[];
  parties: Parties;
  graph: ConflictGraph;
}

const PARTS_THAT_BAR_NOBODY: readonly (Finding | null)[] = [null, 'excepted'];

/** Whether somebody of whom this was found has no say. */
export const isBarring = (found: Finding | null): boolean =>
  !PARTS_THAT_BAR_NOBODY.includes(found);

/** Returns what is true of a request now, to be kept with a vote or a decision. */
export function circumstancesOf(input: CircumstancesInput): Circumstances {
  const { people, recused, notBy, parties, graph, ...rest } = input;
  const looked = conflictScopeOf(parties.team, graph);
  const findingOf = (who: string): [Finding | null, string | null] => {
    const conflict = conflictOf(who, parties, graph);
    if (conflict) return [conflict.relation, conflict.group];
    if (recused.includes(who)) return ['stepped-aside', null];
    if (notBy.includes(who)) return ['heard-before', null];
    const excepted = looked.excepted.find(ref => {
      const group = graph.get(ref);
      return group?.directMembers.includes(who) || group?.leads.includes(who);
    });
    return excepted === undefined ? [null, null] : ['excepted', excepted];
  };
  return {
    ...rest,
    looked,
    people: people.map(({ who, role, of }) => {
      const [found, group] = findingOf(who);
      return { who, role, of, found, group };
    }),
  };
}
