import {
  AskedTool,
  Electorate,
  electorateOf,
  ExceptionCase,
  ExceptionRules,
  InheritedSecurity,
  inheritedSecurity,
  LaneAnswer,
  laneOf,
  quorumOf,
  RequestCase,
  routeOf,
  speakersOf,
  StandingApproval,
} from 'backstage-plugin-ai-scorecards-common';
import { membersOf } from '../../people/PeopleDirectory';
import type { SecurityAnswers } from '../../store/CaseStore';
import { askedToolIn } from './askedTool';
import type { Basis } from './Basis';
import { partiesOf } from './parties';

/** What is known of a request besides itself, the same for everybody who looks at it. */
export interface Surroundings extends Basis {
  tool: AskedTool | null;
  lane: LaneAnswer;
  /** Security answers that the tool brings along. */
  inherited: InheritedSecurity | null;
  electorate: Electorate;
  /** Approvals of the board that are needed. */
  needed: number;
  board: string | null;
  voices: string[];
  /** Who may give each voice: user refs, none where nobody can. */
  speakers: ReadonlyMap<string, readonly string[]>;
  /** Why each voice is heard. */
  voiceBecause: ReadonlyMap<string, string>;
  predecessor: ExceptionCase | null;
}

/** What of a request decides on who may decide it. */
export type WantedRequest = Pick<
  RequestCase,
  | 'id'
  | 'kind'
  | 'requester'
  | 'wish'
  | 'renews'
  | 'lane'
  | 'datesOnly'
  | 'state'
  | 'submittedAt'
>;

/** What other cases say of a request. */
export interface Beside {
  standing: StandingApproval[];
  answers: SecurityAnswers | null;
  predecessor: ExceptionCase | null;
}

/** What a request comes to by rules, catalog, registry and other cases. */
export function surroundingsIn(
  request: WantedRequest,
  basis: Basis,
  { standing, answers, predecessor }: Beside,
  rules: ExceptionRules,
): Surroundings {
  const { today } = basis;
  const { ask } = request.wish;
  const tool = askedToolIn(request, basis);
  const lane = laneOf(ask, {
    tool,
    standing,
    rules,
    today,
    isStanding: request.kind === 'standing',
    predecessor: continuedIn(predecessor),
  });
  const { board, voices, because } = routeOf(request, rules);
  const needed = neededFor(request, lane, rules);
  return {
    ...basis,
    tool,
    lane,
    inherited: inheritedSecurity(tool, answers, { today, rules }),
    board,
    voices,
    speakers: speakersFor(request, voices, basis),
    voiceBecause: because,
    predecessor,
    needed,
    electorate: electorateFor(request, { board, needed }, basis, rules),
  };
}

/** What of the exception that a request continues counts for its lane. */
export function continuedIn(predecessor: ExceptionCase | null) {
  const exception = predecessor?.exception;
  return (
    exception && {
      renewals: exception.renewals,
      wasRevoked: exception.state === 'revoked',
    }
  );
}

function neededFor(
  request: WantedRequest,
  { lane }: LaneAnswer,
  rules: ExceptionRules,
): number {
  return quorumOf(
    {
      request: {
        ...(request as RequestCase),
        lane: request.state === 'draft' ? lane : request.lane,
      },
      exception: null,
    },
    { rules },
  );
}

/** Who stepped aside, and who voted before an appeal, is none of those who are left. */
function gone(request: WantedRequest) {
  const { recused = [], appeal = null } = request as Partial<RequestCase>;
  return { recused, notBy: appeal?.notBy ?? [] };
}

function speakersFor(
  request: WantedRequest,
  voices: readonly string[],
  { people }: Basis,
): Surroundings['speakers'] {
  const { recused, notBy } = gone(request);
  return speakersOf({
    voices: new Map(
      voices.map(voice => [
        voice,
        membersOf(people, voice).filter(user => !recused.includes(user)),
      ]),
    ),
    notBy,
    parties: partiesOf(request),
    graph: people.groups,
  });
}

function electorateFor(
  request: WantedRequest,
  { board, needed }: Pick<Surroundings, 'board' | 'needed'>,
  { people }: Basis,
  rules: ExceptionRules,
): Electorate {
  const { recused, notBy } = gone(request);
  const mayBeAsked = (user: string) =>
    !recused.includes(user) && !notBy.includes(user);
  return electorateOf({
    board: board === null ? null : membersOf(people, board).filter(mayBeAsked),
    fallback: rules.fallbackApprovers
      .flatMap(ref =>
        ref.startsWith('user:') ? [ref] : membersOf(people, ref),
      )
      .filter(mayBeAsked),
    needed,
    parties: partiesOf(request),
    graph: people.groups,
  });
}
