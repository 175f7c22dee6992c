import { createHash } from 'node:crypto';
import {
  CaseContext,
  conditionsNow,
  ExceptionCase,
  ExceptionRules,
  ScheduleFacts,
  standingOfferOf,
} from 'backstage-plugin-ai-scorecards-common';
import { Queryable } from '../../database';
import { membersOf, PeopleToday } from '../people/PeopleDirectory';
import { CaseStore, Deciders } from '../store/CaseStore';
import { toolOf } from '../store/toolOf';
import { IsAdmin } from './facts/actorOf';
import { registeredAs, toolStanding } from './facts/askedTool';
import { Basis, BasisOptions, BasisReader } from './facts/Basis';
import { conditionFactsOf } from './facts/conditionFacts';
import { contextIn } from './facts/contextIn';
import { decidersNow } from './facts/deciders';
import { OtherCases } from './facts/OtherCases';
import {
  continuedIn,
  Surroundings,
  surroundingsIn,
  WantedRequest,
} from './facts/Surroundings';

export interface CaseFactsOptions extends BasisOptions {
  cases: CaseStore;
  /** Users or Groups who are told what nobody else can mend. */
  watchers: { admins: readonly string[]; operators: readonly string[] };
  isAdmin: IsAdmin;
}

/** Gathers from catalog, registry and other cases what the state machine decides by. */
export class CaseFacts {
  readonly #options: CaseFactsOptions;
  readonly #others: OtherCases;
  /** Looks at catalog, registry and figures, before a transaction begins. */
  readonly look: BasisReader;

  /** Names the rules in force in every entry of the log. */
  readonly rulesHash: string;

  constructor(options: CaseFactsOptions) {
    this.#options = options;
    this.#others = new OtherCases(options);
    this.look = new BasisReader(options);
    this.rulesHash = createHash('sha256')
      .update(JSON.stringify(options.rules))
      .digest('hex');
  }

  get rules(): ExceptionRules {
    return this.#options.rules;
  }

  /** What catalog and registry say now. */
  basis(): Promise<Basis> {
    return this.look.basis();
  }

  async surroundingsOf(
    request: WantedRequest,
    basis: Basis,
    trx?: Queryable,
  ): Promise<Surroundings> {
    const others = this.#others;
    const beside = {
      standing: await others.standingOf(toolOf(request) ?? '', basis, trx),
      predecessor: await others.predecessorOf(request, basis.today, trx),
      answers: await others.answersOf(request, basis, trx),
    };
    return surroundingsIn(request, basis, beside, this.rules);
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
    const inTheWay = await this.inTheWay(wanted, trx);
    return {
      ...this.contextIn(known, wanted, actor, around, inTheWay),
      continuedBy: known ? await this.#others.continuationOf(known, trx) : null,
      notRenewable: known ? await this.#others.notRenewable(known, trx) : null,
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
    return contextIn(known, wanted, actor, around, inTheWay, this.#options);
  }

  /** Another open request or live exception of the same team and tool. */
  inTheWay(
    request: Parameters<OtherCases['inTheWay']>[0],
    trx?: Queryable,
  ): ReturnType<OtherCases['inTheWay']> {
    return this.#others.inTheWay(request, trx);
  }

  /** What a standing approval would grant at once, in words; null for nothing. */
  async standingOfferFor(
    request: WantedRequest,
    around: Surroundings,
  ): Promise<string | null> {
    return standingOfferOf(request.wish.ask, {
      tool: around.tool,
      standing: await this.#others.standingOf(toolOf(request) ?? '', around),
      rules: this.rules,
      today: around.today,
      predecessor: continuedIn(around.predecessor),
    });
  }

  /** Whether the renewal of an exception was granted. */
  isRenewed(known: ExceptionCase, trx?: Queryable): Promise<boolean> {
    return this.#others.isRenewed(known, trx);
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
    const now = conditionFactsOf(request, basis);
    const predecessor = await this.#others.renewedBy(request, trx);
    return {
      today: basis.today,
      rules: this.rules,
      toolPolicy: toolStanding(request, basis),
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
        (await this.#others.continuationOf(known, trx)) !== null,
      wasUsedLately: basis.figures?.wasUsedLately ?? null,
    };
  }

  /** Users and Groups who decide on a request or are heard, and who of them may vote now. */
  decidersOf(known: ExceptionCase, around: Surroundings): Deciders {
    return decidersNow(known, around, user =>
      this.contextIn(known, known.request, user, around, null),
    );
  }
}
