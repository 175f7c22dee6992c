import { createHash, randomUUID } from 'node:crypto';
import {
  addBusinessDays,
  addMonths,
  AskedTool,
  barredBecause,
  CaseContext,
  CheckKind,
  checkKinds,
  ConditionFacts,
  conditionsNow,
  daysInReview,
  Electorate,
  electorateOf,
  ENDED,
  ExceptionCase,
  ExceptionRules,
  faultsOfAsk,
  faultsOfStanding,
  InheritedSecurity,
  inheritedSecurity,
  isDatesOnly,
  isHeldBack,
  LaneAnswer,
  laneOf,
  LIVE,
  OPEN,
  Parties,
  quorumOf,
  routeOf,
  RENEWABLE,
  RequestCase,
  ScheduleFacts,
  speakersOf,
  StandingApproval,
  ToolStanding,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock } from '../../clock';
import { Queryable } from '../../database';
import { ToolStore } from '../../tools';
import { CaseFigures, TeamFigures } from '../figures/TeamFigures';
import { mayVote } from '../views/actions';
import { namedUser } from '../views/people';
import {
  groupsOf,
  membersOf,
  PeopleDirectory,
  PeopleToday,
  speaksFor,
} from '../people/PeopleDirectory';
import {
  CaseStore,
  Deciders,
  SecurityAnswers,
  toolOf,
} from '../store/CaseStore';
import { Deputy, DeputyStore } from '../store/DeputyStore';
import { circumstancesIn } from './circumstancesIn';
import { ownedIn, OwnersByRef, OwnersOf, partsOf } from './scope';

export const SYSTEM = 'system';

const laterOf = (a: string, b: string) => (a > b ? a : b);

const NO_LINKS = { get: null, setUp: null, help: null };

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
  /** What they are called, those included that left the catalog. */
  toolTitles: ReadonlyMap<string, string>;
  deputies: readonly Deputy[];
  /** Says what the registry held when it was read. */
  toolsVersion: string;
  /** Standing approvals by tool, as far as they were asked for outside a transaction. */
  standing: Map<string, StandingApproval[]>;
  /** Security answers of approved requests by tool, as far as they were asked for outside a transaction. */
  answers: Map<string, SecurityAnswers | null>;
  /** Owners of the scope at hand, where they were looked up. */
  owners: OwnersByRef;
  /** Figures of the case at hand, where they were read; null where they were not. */
  figures:
    | (CaseFigures & {
        wasUsedLately: boolean | null;
        /** Whether the team's practice checks pass, by check; null where nobody knows. */
        practices: ReadonlyMap<string, boolean | null>;
      })
    | null;
}

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

export interface CaseFactsOptions {
  cases: CaseStore;
  deputies: DeputyStore;
  directory: Pick<PeopleDirectory, 'on'>;
  tools: Pick<ToolStore, 'current'>;
  rules: ExceptionRules;
  clock: Clock;
  figures: Pick<TeamFigures, 'of' | 'wasUsedLately'>;
  ownersOf: OwnersOf;
  /** Whether the practice checks of a team pass, by check; null where nobody knows. */
  practicesOf(team: string): Promise<ReadonlyMap<string, boolean | null>>;
  /** Users or Groups who are told what nobody else can mend. */
  watchers: { admins: readonly string[]; operators: readonly string[] };
  isAdmin(user: string, groups: readonly string[]): boolean;
}

/** Gathers from catalog, registry and other cases what the state machine decides by. */
export class CaseFacts {
  readonly #options: CaseFactsOptions;
  #looking: Promise<Basis> | undefined;
  #registry: { of: object; version: string } | undefined;

  /** Names the rules in force in every entry of the log. */
  readonly rulesHash: string;

  constructor(options: CaseFactsOptions) {
    this.#options = options;
    this.rulesHash = createHash('sha256')
      .update(JSON.stringify(options.rules))
      .digest('hex');
  }

  get rules(): ExceptionRules {
    return this.#options.rules;
  }

  /** What catalog and registry say now. Those who ask at the same time share the look. */
  basis(): Promise<Basis> {
    if (!this.#looking) {
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
    }
    return this.#looking;
  }

  async #look(): Promise<Basis> {
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
        registry.tools.flatMap(
          ({ ref, present, policy, title, security, links }) =>
            present && policy
              ? [
                  [
                    ref,
                    {
                      title,
                      policy,
                      security,
                      links: { ...NO_LINKS, ...links },
                    },
                  ],
                ]
              : [],
        ),
      ),
      toolTitles: new Map(registry.tools.map(({ ref, title }) => [ref, title])),
      deputies: standIns,
      toolsVersion: this.#versionOf(registry),
      standing: new Map(),
      answers: new Map(),
      owners: new Map(),
      figures: null,
    };
  }

  /** Registries that are the same object are the same; the store hands out one as long as nothing changed. */
  #versionOf(registry: object): string {
    if (this.#registry?.of !== registry) {
      this.#registry = { of: registry, version: randomUUID() };
    }
    return this.#registry.version;
  }

  /** The same, with what figures say of a case. Reads the database, so it comes before a transaction. */
  async withFigures(
    basis: Basis,
    {
      request,
      exception,
    }: Pick<ExceptionCase, 'exception'> & {
      request: Pick<RequestCase, 'wish'>;
    },
  ): Promise<Basis> {
    const { figures, practicesOf } = this.#options;
    const { team } = request.wish.ask;
    const tool = toolOf(request);
    const read = await figures.of(team, tool, basis.today);
    if (!read) return basis;
    const asksForUse = exception?.windDown?.closed === false && tool !== null;
    return {
      ...basis,
      figures: {
        ...read,
        practices: await practicesOf(team),
        wasUsedLately: asksForUse
          ? await figures.wasUsedLately(
              team,
              tool,
              basis.today,
              this.rules.windDown.noUseDays,
            )
          : null,
      },
    };
  }

  /**
   * The same, with whose the parts of a scope are. Asks the catalog, so it comes before a transaction. Throws
   * ServiceUnavailableError where the catalog does not answer.
   */
  async withOwners(
    basis: Basis,
    { wish: { ask } }: Pick<RequestCase, 'wish'>,
  ): Promise<Basis> {
    const parts = partsOf(ask);
    if (parts.length === 0) return basis;
    return { ...basis, owners: await this.#options.ownersOf(parts) };
  }

  /** The same for those who only read: where the catalog does not answer, nobody knows. */
  async withOwnersIfKnown(
    basis: Basis,
    request: Pick<RequestCase, 'wish'>,
  ): Promise<Basis> {
    return this.withOwners(basis, request).catch(() => basis);
  }

  /** What live checks look at; null before figures were read. */
  conditionFactsOf(
    request: Pick<RequestCase, 'wish'>,
    basis: Basis,
  ): ConditionFacts | null {
    const { figures } = basis;
    return (
      figures && {
        ...figures.conditions,
        today: basis.today,
        security: this.toolOf(request, basis)?.security ?? null,
        practice: check => figures.practices.get(check) ?? null,
      }
    );
  }

  async surroundingsOf(
    request: WantedRequest,
    basis: Basis,
    trx?: Queryable,
  ): Promise<Surroundings> {
    const { rules } = this.#options;
    const { today, people } = basis;
    const { ask } = request.wish;
    const tool = toolOf(request);
    const asked = this.toolOf(request, basis);
    const standing = await this.#standingOf(tool ?? '', basis, trx);
    const predecessor = await this.#predecessorOf(request, today, trx);
    const lane = laneOf(ask, {
      tool: asked,
      standing,
      rules,
      today,
      isStanding: request.kind === 'standing',
      renewals: predecessor?.exception?.renewals,
    });
    const { board, voices, because } = routeOf(ask, rules);
    // Who stepped aside, and who voted before an appeal, is none of those who are left.
    const { recused = [], appeal = null } = request as Partial<RequestCase>;
    const notBy = appeal?.notBy ?? [];
    const mayBeAsked = (user: string) =>
      !recused.includes(user) && !notBy.includes(user);
    const parties = partiesOf(request);
    const graph = people.groups;
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
      inherited: inheritedSecurity(
        asked,
        await this.#answersOf(request, basis, trx),
        { today, rules },
      ),
      board,
      voices,
      speakers: speakersOf({
        voices: new Map(
          voices.map(voice => [
            voice,
            membersOf(people, voice).filter(user => !recused.includes(user)),
          ]),
        ),
        notBy,
        parties,
        graph,
      }),
      voiceBecause: because,
      predecessor: predecessor ?? null,
      needed,
      electorate: electorateOf({
        board:
          board === null ? null : membersOf(people, board).filter(mayBeAsked),
        fallback: rules.fallbackApprovers
          .flatMap(ref =>
            ref.startsWith('user:') ? [ref] : membersOf(people, ref),
          )
          .filter(mayBeAsked),
        needed,
        parties,
        graph,
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
    const around = await this.surroundingsOf(wanted, basis, trx);
    return {
      ...this.contextIn(
        known,
        wanted,
        actor,
        around,
        await this.inTheWay(wanted, trx),
      ),
      continuedBy: known ? await this.#continuationOf(known, trx) : null,
      notRenewable: known ? await this.#notRenewable(known, trx) : null,
    };
  }

  /** The same, of surroundings that are known; other exceptions that it continues or that continue it are not looked for. */
  contextIn(
    known: ExceptionCase | undefined,
    wanted: WantedRequest,
    actor: string,
    around: Surroundings,
    inTheWay: CaseContext['inTheWay'],
  ): CaseContext {
    const { rules } = this.#options;
    const { at, today } = around;
    const { ask } = wanted.wish;
    const predecessor = around.predecessor?.exception ?? null;
    const daysUsed = known ? daysInReview(known, today, rules) : 0;
    const isSensitive =
      ask.data !== null && rules.sensitiveData.includes(ask.data);
    const dueDays = isSensitive
      ? rules.clock.sensitiveDueBusinessDays
      : rules.clock.dueBusinessDays;
    // An appeal is a review of its own.
    const inReviewBefore =
      known && known.request.state !== 'rejected' ? known.request.daysUsed : 0;
    const daysLeft = Math.max(1, dueDays - inReviewBefore);
    const runsSince = known?.request.since.slice(0, 10) ?? today;
    const { holidays } = rules;
    return {
      at,
      today,
      rules,
      actor: this.actorOf(actor, ofPresentOwners(known, wanted), around),
      ids: { exception: randomUUID(), comment: randomUUID() },
      lane: around.lane.lane,
      faults:
        wanted.kind === 'standing'
          ? faultsOfStanding(wanted.wish, {
              today,
              rules,
              isRegistered: around.tool !== null,
            })
          : faultsOfAsk(ask, around.lane.lane, {
              today,
              rules,
              isReviewed: around.inherited !== null,
              isRegistered: around.tool !== null,
              isUser: ref => around.people.users.has(ref),
              isOwn: ownedIn(around, ask),
            }),
      isUser: ref => around.people.users.has(ref),
      isTeam: ref => {
        const group = around.people.groups.get(ref);
        return group !== undefined && group.present && group.isTeam;
      },
      nameOf: who => namedUser(around.people, who).title,
      toolPolicy: this.#standingOfTool(wanted, around),
      eligible: around.electorate.eligible,
      board: around.electorate.state,
      voices: around.voices,
      standing: around.lane.standing,
      inTheWay,
      circumstances: decider =>
        circumstancesIn(around, wanted, partiesOf(wanted), rules, decider),
      barredVoters: this.#barredVoters(known, around),
      heldBack: this.#heldBack(wanted, around),
      predecessor: predecessor && {
        until: predecessor.until,
        isLive: LIVE.includes(predecessor.state),
        renewals: predecessor.renewals,
        leftWindDown:
          known?.exception !== undefined &&
          known.exception !== null &&
          predecessor.ended?.continuedBy === known.exception.id,
      },
      notRenewable: null,
      continuedBy: null,
      datesOnly:
        wanted.renews !== null &&
        around.predecessor !== null &&
        isDatesOnly(around.predecessor.request.wish.ask, ask) &&
        (predecessor?.renewals ?? 0) < rules.renewals.max,
      dueOn: addBusinessDays(today, daysLeft, holidays),
      dueOnRunning: laterOf(
        addBusinessDays(runsSince, daysLeft, holidays),
        addBusinessDays(today, 1, holidays),
      ),
      ratifyBy: addBusinessDays(
        today,
        rules.breakGlass.ratifyBusinessDays,
        holidays,
      ),
      daysUsed,
    };
  }

  /**
   * What a request continues: the exception that it renews, or the last one of the same team and tool that ended within
   * the months in which asking again counts as renewing.
   */
  async #predecessorOf(
    request: WantedRequest,
    today: string,
    trx?: Queryable,
  ): Promise<ExceptionCase | null> {
    const { cases, rules } = this.#options;
    if (request.renews !== null) return this.#renewedBy(request, trx);
    const tool = toolOf(request);
    if (request.kind === 'standing' || tool === null) return null;
    const asked = request.submittedAt?.slice(0, 10) ?? today;
    const since =
      addMonths(asked.slice(0, 7), -rules.renewals.withinMonths) +
      asked.slice(7);
    const ended = await cases.list(
      {
        kind: 'team',
        team: request.wish.ask.team,
        tool,
        exceptionStates: ['expired', 'revoked', 'retired'],
      },
      trx,
    );
    // An expiry may be noticed late.
    const endOf = ({ exception }: ExceptionCase) =>
      (exception?.state === 'expired'
        ? exception.until
        : exception?.ended?.at.slice(0, 10)) ?? '';
    return (
      ended
        .filter(
          each =>
            each.request.id !== request.id &&
            endOf(each) >= since &&
            endOf(each) <= asked,
        )
        .sort((a, b) => (endOf(a) < endOf(b) ? 1 : -1))[0] ?? null
    );
  }

  /** The exception that a request renews, as long as it asks for the same tool for the same team. */
  async #renewedBy(
    request: Pick<RequestCase, 'renews' | 'wish'>,
    trx?: Queryable,
  ): Promise<ExceptionCase | null> {
    if (request.renews === null) return null;
    const renewed = await this.#options.cases.byException(request.renews, trx);
    // An edit may have turned it into a request for something else.
    const isSame =
      renewed?.request.wish.ask.team === request.wish.ask.team &&
      toolOf(renewed.request) === toolOf(request);
    return isSame ? renewed : null;
  }

  /** Why what a request renews, which nothing was granted for yet, cannot be renewed by now. */
  async #notRenewable(
    { request, exception }: ExceptionCase,
    trx?: Queryable,
  ): Promise<string | null> {
    const renewed = exception ? null : await this.#renewedBy(request, trx);
    if (!renewed?.exception) return null;
    const { id, state } = renewed.exception;
    if (!RENEWABLE.includes(state)) {
      return `What it renews is ${state} and cannot be renewed`;
    }
    const next = await this.#options.cases.list(
      {
        kind: 'team',
        team: request.wish.ask.team,
        tool: toolOf(request) ?? '',
      },
      trx,
    );
    return next.some(
      each => each.request.renews === id && each.exception !== null,
    )
      ? 'It was renewed already'
      : null;
  }

  /**
   * What was granted and has not ended where an exception ends: its renewal, or, while an expired one is wound down, what
   * the team was granted since. Null for none.
   */
  async #continuationOf(
    { request, exception }: ExceptionCase,
    trx?: Queryable,
  ): Promise<CaseContext['continuedBy']> {
    const isWoundDown =
      exception?.state === 'expired' && exception.windDown?.closed === false;
    const hasEnded = exception && ENDED.includes(exception.state);
    if (!exception || (hasEnded && !isWoundDown)) return null;
    const same = await this.#options.cases.list(
      {
        kind: 'team',
        team: request.wish.ask.team,
        tool: toolOf(request) ?? '',
      },
      trx,
    );
    const next = same.find(
      each =>
        (each.request.renews === exception.id || isWoundDown) &&
        each.exception !== null &&
        !ENDED.includes(each.exception.state),
    )?.exception;
    return next
      ? {
          exception: next.id,
          until: next.until,
          accepted: next.acceptedAt !== null,
        }
      : null;
  }

  #barredVoters(
    known: ExceptionCase | undefined,
    { people }: Surroundings,
  ): string[] {
    if (!known) return [];
    const parties = partiesOf(known.request);
    return known.request.votes
      .map(({ by }) => by)
      .filter(by => barredBecause(by, parties, people.groups) !== null);
  }

  #heldBack(wanted: WantedRequest, around: Surroundings): CheckKind[] {
    const now = this.conditionFactsOf(wanted, around);
    return now ? checkKinds.filter(kind => isHeldBack(kind, now)) : [];
  }

  async #standingOf(
    tool: string,
    { standing }: Basis,
    trx?: Queryable,
  ): Promise<StandingApproval[]> {
    const known = trx ? undefined : standing.get(tool);
    if (known) return known;
    const cases = await this.#options.cases.list(
      { kind: 'standing', states: ['approved'], tool },
      trx,
    );
    const found = cases.flatMap(({ request: { id, wish, standingEnded } }) =>
      wish.standing && !standingEnded
        ? [{ id, limits: wish.standing, currency: wish.ask.currency }]
        : [],
    );
    if (!trx) standing.set(tool, found);
    return found;
  }

  /** What an approved request for the same tool answered last; its own answers are not inherited. */
  async #answersOf(
    request: WantedRequest,
    { answers }: Basis,
    trx?: Queryable,
  ): Promise<SecurityAnswers | null> {
    const tool = toolOf(request);
    if (tool === null || request.kind === 'standing') return null;
    let found = trx ? undefined : answers.get(tool);
    if (found === undefined) {
      found = (await this.#options.cases.securityAnswers(tool, trx)) ?? null;
      if (!trx) answers.set(tool, found);
    }
    return found?.request === request.id ? null : found;
  }

  /** Somebody as the state machine sees them. */
  actorOf(
    user: string,
    request: Pick<RequestCase, 'kind' | 'requester' | 'wish'>,
    around: Surroundings,
  ): CaseContext['actor'] {
    const { people, board, electorate, voices, speakers, deputies } = around;
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
    const groups = groupsOf(people, user);
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
      voices: voices.filter(voice => speakers.get(voice)?.includes(user)),
      deputyFor: standsIn?.member ?? null,
      barredBecause: barredBecause(user, partiesOf(request), people.groups),
    };
  }

  /** Another open request or live exception of the same team and tool. */
  async inTheWay(
    request: Pick<RequestCase, 'id' | 'kind' | 'wish' | 'renews'>,
    trx?: Queryable,
  ): Promise<(NonNullable<CaseContext['inTheWay']> & { id: string }) | null> {
    const tool = toolOf(request);
    if (tool === null || request.kind === 'standing') return null;
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
    // A live one before one that waits to be accepted.
    const live = [...others]
      .sort(liveFirst)
      .find(
        ({ exception }) =>
          exception &&
          (LIVE.includes(exception.state) || exception.state === 'pending') &&
          exception.id !== request.renews,
      );
    return live?.exception
      ? {
          kind: 'exception',
          isLive: LIVE.includes(live.exception.state),
          id: live.exception.id,
          sentence: `Your team has an exception for this tool until ${live.exception.until}`,
        }
      : null;
  }

  /** Users behind a role, with the direct members of its Groups. */
  watchersOf(role: 'admins' | 'operators', people: PeopleToday): string[] {
    return this.#options.watchers[role].flatMap(ref =>
      ref.startsWith('user:') ? [ref] : membersOf(people, ref),
    );
  }

  /** What the schedule knows of a case. */
  async scheduleFactsOf(
    known: ExceptionCase,
    basis: Basis,
    trx?: Queryable,
  ): Promise<ScheduleFacts> {
    const { request, exception } = known;
    const { people } = basis;
    const now = this.conditionFactsOf(request, basis);
    const predecessor = await this.#renewedBy(request, trx);
    return {
      today: basis.today,
      rules: this.rules,
      toolPolicy: this.#standingOfTool(request, basis),
      predecessor: predecessor?.exception ?? null,
      teamIsThere: people.groups.get(request.wish.ask.team)?.present ?? false,
      isUser: ref => people.users.has(ref),
      anotherIsLive:
        exception?.state === 'scheduled' && exception.from <= basis.today
          ? (await this.inTheWay(request, trx))?.isLive ?? false
          : false,
      registeredAs: registeredAs(request, basis),
      conditions:
        exception && now ? conditionsNow(exception.conditions, now) : new Map(),
      isContinued:
        exception?.state === 'expired' &&
        (await this.#continuationOf(known, trx)) !== null,
      wasUsedLately: basis.figures?.wasUsedLately ?? null,
    };
  }

  /** What the registry says of the tool that is asked for. */
  toolOf(
    request: Pick<RequestCase, 'wish'>,
    basis: Pick<Basis, 'tools'>,
  ): AskedTool | null {
    return basis.tools.get(toolOf(request) ?? '') ?? null;
  }

  /** What is named by its ref was registered when it was sent. */
  #standingOfTool(
    request: Pick<RequestCase, 'wish'>,
    basis: Pick<Basis, 'tools'>,
  ): ToolStanding {
    const unknown = request.wish.ask.tool === null ? null : 'removed';
    return this.toolOf(request, basis)?.policy ?? unknown;
  }

  /** Users and Groups who decide on a request or are heard, and who of them may vote now. */
  decidersOf(known: ExceptionCase, around: Surroundings): Deciders {
    const { request } = known;
    const { people, electorate, voices, deputies } = around;
    const candidates = new Set([
      ...electorate.eligible,
      ...voices.flatMap(voice => membersOf(people, voice)),
      ...deputies.map(({ deputy }) => deputy),
    ]);
    return {
      refs: this.#deciderRefs(around),
      awaited:
        request.state === 'in_review'
          ? [...candidates].filter(user =>
              mayVote(
                known,
                this.contextIn(known, request, user, around, null),
              ),
            )
          : [],
    };
  }

  #deciderRefs(around: Surroundings): string[] {
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

/** The tool of the registry with the name of the new one that was asked for; null for none. */
function registeredAs(
  { wish }: Pick<RequestCase, 'wish'>,
  { tools }: Pick<Basis, 'tools'>,
): string | null {
  const { newTool } = wish.ask;
  if (!newTool) return null;
  const slug = toolOf({ wish })?.split('/')[1];
  const name = newTool.name.trim().toLocaleLowerCase('en-US');
  for (const [ref, { title }] of tools) {
    if (
      ref.split('/')[1] === slug ||
      title.toLocaleLowerCase('en-US') === name
    ) {
      return ref;
    }
  }
  return null;
}

/** The request with whoever supports its tool and pays for it by now. */
function ofPresentOwners(
  known: ExceptionCase | undefined,
  wanted: WantedRequest,
): WantedRequest {
  if (!known?.exception) return wanted;
  const { supportOwner, budgetOwner } = known.exception;
  const { wish } = wanted;
  return {
    ...wanted,
    wish: { ...wish, ask: { ...wish.ask, supportOwner, budgetOwner } },
  };
}

function liveFirst(a: ExceptionCase, b: ExceptionCase): number {
  const isLive = ({ exception }: ExceptionCase) =>
    exception !== null && LIVE.includes(exception.state) ? 0 : 1;
  return isLive(a) - isLive(b);
}

function partiesOf({
  kind,
  requester,
  wish: { ask },
}: Pick<RequestCase, 'kind' | 'requester' | 'wish'>): Parties {
  // A standing approval is every team's: whoever asks for it is the only party.
  if (kind === 'standing') {
    return { team: '', requester, supportOwner: null, budgetOwner: null };
  }
  return {
    team: ask.team,
    requester,
    supportOwner: ask.supportOwner,
    budgetOwner: ask.budgetOwner,
  };
}
