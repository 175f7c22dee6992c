import {
  electorateOf,
  ExceptionRules,
  Readiness,
} from 'backstage-plugin-ai-scorecards-common';
import { membersOf, PeopleToday } from '../people/PeopleDirectory';
import { boardSentence } from '../views/standstill';

type ReadinessRules = Pick<
  ExceptionRules,
  'boardGroup' | 'fallbackApprovers' | 'quorum'
>;

const NO_LOG_KEY =
  'Nothing can be saved, sent or decided yet: the platform team has to set aiScorecards.exceptions.logKey.';

/** Returns whether requests of one of some teams can be decided, and what to do where they cannot. */
export function readinessOf(
  /** Full refs; none for the board as a whole. */
  teams: readonly string[],
  facts: {
    people: PeopleToday;
    rules: ReadinessRules;
    /** A key seals the log. */
    hasLog: boolean;
  },
): Readiness {
  if (!facts.hasLog) return { state: 'no-log-key', sentence: NO_LOG_KEY };
  const each = (teams.length > 0 ? teams : ['']).map(team =>
    readinessOfTeam(team, facts),
  );
  return each.find(({ state }) => state === 'ok') ?? each[0];
}

function readinessOfTeam(
  team: string,
  { people, rules }: { people: PeopleToday; rules: ReadinessRules },
): Readiness {
  const { boardGroup, quorum } = rules;
  const board = boardGroup === null ? null : membersOf(people, boardGroup);
  const fallback = rules.fallbackApprovers.flatMap(ref =>
    ref.startsWith('user:') ? [ref] : membersOf(people, ref),
  );
  const { state, eligible, barred } = electorateOf({
    board,
    fallback,
    needed: quorum.full,
    parties: { team, requester: '', supportOwner: null, budgetOwner: null },
    graph: people.groups,
  });
  if (state !== 'no-eligible-approvers') {
    return { state, sentence: boardSentence(state) };
  }
  const decidesSome = eligible.length >= quorum.express;
  return {
    state,
    sentence: [
      barred.length > 0
        ? boardSentence(state)
        : `${membersInWords(eligible.length)}, and most requests need ${
            quorum.full
          } approvals. Add members to the board, or name fallback approvers in aiScorecards.exceptions.fallbackApprovers.`,
      decidesSome ? 'Small requests of the express lane are decided.' : '',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function membersInWords(count: number): string {
  if (count === 0) return 'The board has no members';
  return `The board has ${count} ${count === 1 ? 'member' : 'members'}`;
}
