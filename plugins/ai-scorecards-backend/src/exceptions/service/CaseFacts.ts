import { randomUUID } from 'node:crypto';
import {
  addBusinessDays,
  AskedTool,
  barredBecause,
  CaseContext,
  daysInReview,
  Electorate,
  electorateOf,
  ExceptionCase,
  ExceptionRules,
  faultsOfAsk,
  isDatesOnly,
  LaneAnswer,
  laneOf,
  LIVE,
  OPEN,
  Parties,
  quorumOf,
  routeOf,
  RequestCase,
  ScheduleFacts,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock } from '../../clock';
import { Queryable } from '../../database';
import { ToolStore } from '../../tools';
import {
  membersOf,
  PeopleDirectory,
  PeopleToday,
  speaksFor,
} from '../people/PeopleDirectory';
import { CaseStore, toolOf } from '../store/CaseStore';
import { Deputy, DeputyStore } from '../store/DeputyStore';

export const SYSTEM = 'system';

/**
 * What catalog and registry say now. Read before a transaction begins: on SQLite its one connection is then the
 * transaction's.
 */
export interface Basis {
  /** ISO text, UTC. */
  at: string;
  today: string;
  people: PeopleToday;
  /** Tools of the catalog, by ref. */
  tools: ReadonlyMap<string, AskedTool>;
  deputies: readonly Deputy[];
}

/** What is known of a request besides itself, the same for everybody who looks at it. */
export interface Surroundings extends Basis {
  tool: AskedTool | null;
  lane: LaneAnswer;
  electorate: Electorate;
  board: string | null;
  voices: string[];
  predecessor: ExceptionCase | null;
}

/** What of a request decides on who may decide it. */
export type WantedRequest = Pick<
  RequestCase,
  'id' | 'requester' | 'wish' | 'renews' | 'lane' | 'datesOnly' | 'state'
>;

export interface CaseFactsOptions {
  cases: CaseStore;
  deputies: DeputyStore;
  directory: Pick<PeopleDirectory, 'on'>;
  tools: Pick<ToolStore, 'current'>;
  rules: ExceptionRules;
  clock: Clock;
  isAdmin(user: string, groups: readonly string[]): boolean;
}

/** Gathers from catalog, registry and other cases what the state machine decides by. */
export class CaseFacts {
  readonly #options: CaseFactsOptions;

  constructor(options: CaseFactsOptions) {
    this.#options = options;
  }

  get rules(): ExceptionRules {
    return this.#options.rules;
  }

  /** What catalog and registry say now. */
  async basis(): Promise<Basis> {
    const { clock, directory, tools, deputies } = this.#options;
    const at = clock.now().toISOString();
    const today = at.slice(0, 10);
    const [people, registry, standIns] = await Promise.all([
      directory.on(today),
      tools.current(),
      deputies.on(today),
    ]);
    return {
      at,
      today,
      people,
      tools: new Map(
        registry.tools.flatMap(({ ref, present, policy, title, security }) =>
          present && policy ? [[ref, { title, policy, security }]] : [],
        ),
      ),
      deputies: standIns,
    };
  }

  async surroundingsOf(
    request: WantedRequest,
    basis: Basis,
    trx?: Queryable,
  ): Promise<Surroundings> {
    const { rules, cases } = this.#options;
    const { today, people } = basis;
    const { ask } = request.wish;
    const tool = toolOf(request);
    const asked = this.toolOf(request, basis);
    const standing = await cases.list(
      { kind: 'standing', states: ['approved'], tool: tool ?? '' },
      trx,
    );
    const predecessor =
      request.renews === null
        ? null
        : await cases.byException(request.renews, trx);
    const lane = laneOf(ask, {
      tool: asked,
      standing: standing.flatMap(({ request: { id, wish } }) =>
        wish.standing ? [{ id, limits: wish.standing }] : [],
      ),
      rules,
      today,
      renewals: predecessor?.exception?.renewals,
    });
    const { board, voices } = routeOf(ask, rules);
    const needed = quorumOf(
      {
        request: {
          ...(request as RequestCase),
          lane: request.state === 'draft' ? lane.lane : request.lane,
        },
        exception: null,
      },
      { rules },
    );
    return {
      ...basis,
      tool: asked,
      lane,
      board,
      voices,
      predecessor: predecessor ?? null,
      electorate: electorateOf({
        board: board === null ? null : membersOf(people, board),
        fallback: rules.fallbackApprovers.flatMap(ref =>
          ref.startsWith('user:') ? [ref] : membersOf(people, ref),
        ),
        needed,
        parties: partiesOf(request),
        graph: people.groups,
      }),
    };
  }

  /** Everything that a command of `actor` is decided by. */
  async contextOf(
    known: ExceptionCase | undefined,
    wanted: WantedRequest,
    actor: string,
    basis: Basis,
    trx?: Queryable,
  ): Promise<CaseContext> {
    const { rules } = this.#options;
    const { at, today } = basis;
    const around = await this.surroundingsOf(wanted, basis, trx);
    const { ask } = wanted.wish;
    const predecessor = around.predecessor?.exception ?? null;
    const daysUsed = known ? daysInReview(known, today, rules) : 0;
    const isSensitive =
      ask.data !== null && rules.sensitiveData.includes(ask.data);
    const dueDays = isSensitive
      ? rules.clock.sensitiveDueBusinessDays
      : rules.clock.dueBusinessDays;
    const inReviewBefore = known?.request.daysUsed ?? 0;
    return {
      at,
      today,
      rules,
      actor: this.actorOf(actor, wanted, around),
      ids: { exception: randomUUID(), comment: randomUUID() },
      lane: around.lane.lane,
      faults: faultsOfAsk(ask, around.lane.lane, {
        today,
        rules,
        isReviewed: isReviewed(around.tool, today),
        isUser: ref => around.people.users.has(ref),
      }),
      toolPolicy: around.tool?.policy ?? null,
      eligible: around.electorate.eligible,
      board: around.electorate.state,
      voices: around.voices,
      standing: around.lane.standing,
      inTheWay: await this.inTheWay(wanted, trx),
      predecessor: predecessor && {
        until: predecessor.until,
        isLive: LIVE.includes(predecessor.state),
        renewals: predecessor.renewals,
      },
      datesOnly:
        around.predecessor !== null &&
        isDatesOnly(around.predecessor.request.wish.ask, ask) &&
        (predecessor?.renewals ?? 0) < rules.renewals.max,
      dueOn: addBusinessDays(
        today,
        Math.max(1, dueDays - inReviewBefore),
        rules.holidays,
      ),
      ratifyBy: addBusinessDays(
        today,
        rules.breakGlass.ratifyBusinessDays,
        rules.holidays,
      ),
      daysUsed,
    };
  }

  /** Somebody as the state machine sees them. */
  actorOf(
    user: string,
    request: Pick<RequestCase, 'requester' | 'wish'>,
    around: Surroundings,
  ): CaseContext['actor'] {
    const { people, board, electorate, voices, deputies } = around;
    if (user === SYSTEM) {
      return {
        ref: SYSTEM,
        speaksForTeam: false,
        isAdmin: false,
        isDecider: false,
        voices: [],
        deputyFor: null,
        barredBecause: null,
      };
    }
    const groups = [...people.groups.values()]
      .filter(({ directMembers }) => directMembers.includes(user))
      .map(({ ref }) => ref);
    const isBoard = board !== null && groups.includes(board);
    const standsIn = deputies.find(
      ({ deputy, member }) =>
        deputy === user && electorate.eligible.includes(member),
    );
    return {
      ref: user,
      speaksForTeam: speaksFor(people, user, request.wish.ask.team),
      isAdmin: this.#options.isAdmin(user, groups),
      isDecider: isBoard || electorate.eligible.includes(user),
      voices: voices.filter(voice => groups.includes(voice)),
      deputyFor: standsIn?.member ?? null,
      barredBecause: barredBecause(user, partiesOf(request), people.groups),
    };
  }

  /** Another open request or live exception of the same team and tool. */
  async inTheWay(
    request: Pick<RequestCase, 'id' | 'wish' | 'renews'>,
    trx?: Queryable,
  ): Promise<(NonNullable<CaseContext['inTheWay']> & { id: string }) | null> {
    const tool = toolOf(request);
    if (tool === null) return null;
    const same = await this.#options.cases.list(
      { kind: 'team', team: request.wish.ask.team, tool },
      trx,
    );
    const others = same.filter(each => each.request.id !== request.id);
    const open = others.find(each => OPEN.includes(each.request.state));
    if (open) {
      return {
        kind: 'request',
        id: open.request.id,
        sentence: 'Your team has an open request for this tool already',
      };
    }
    const live = others.find(
      ({ exception }) =>
        exception &&
        (LIVE.includes(exception.state) || exception.state === 'pending') &&
        exception.id !== request.renews,
    );
    return live?.exception
      ? {
          kind: 'exception',
          id: live.exception.id,
          sentence: `Your team has an exception for this tool until ${live.exception.until}`,
        }
      : null;
  }

  /** What the schedule knows of a case. */
  async scheduleFactsOf(
    known: ExceptionCase,
    basis: Basis,
    trx?: Queryable,
  ): Promise<ScheduleFacts> {
    const { request } = known;
    const { people } = basis;
    const predecessor =
      request.renews === null
        ? null
        : await this.#options.cases.byException(request.renews, trx);
    return {
      today: basis.today,
      rules: this.rules,
      toolPolicy: this.toolOf(request, basis)?.policy ?? null,
      predecessor: predecessor?.exception ?? null,
      teamIsThere: people.groups.get(request.wish.ask.team)?.present ?? false,
      isUser: ref => people.users.has(ref),
      wasUsedLately: null,
    };
  }

  /** What the registry says of the tool that is asked for. */
  toolOf(
    request: Pick<RequestCase, 'wish'>,
    basis: Pick<Basis, 'tools'>,
  ): AskedTool | null {
    return basis.tools.get(toolOf(request) ?? '') ?? null;
  }

  /** Users and Groups who decide on a request or are heard. */
  decidersOf(around: Surroundings): string[] {
    return [
      ...(around.board === null ? [] : [around.board]),
      ...around.voices,
      ...around.electorate.eligible,
      ...around.deputies
        .filter(({ member }) => around.electorate.eligible.includes(member))
        .map(({ deputy }) => deputy),
    ];
  }
}

export function isReviewed(tool: AskedTool | null, today: string): boolean {
  const review = tool?.security;
  return (
    review?.reviewedOn !== undefined &&
    (review.reviewAgainOn === undefined || review.reviewAgainOn >= today)
  );
}

function partiesOf({
  requester,
  wish: { ask },
}: Pick<RequestCase, 'requester' | 'wish'>): Parties {
  return {
    team: ask.team,
    requester,
    supportOwner: ask.supportOwner,
    budgetOwner: ask.budgetOwner,
  };
}
