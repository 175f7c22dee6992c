import {
  addMonths,
  CaseContext,
  ENDED,
  ExceptionCase,
  ExceptionRules,
  LIVE,
  OPEN,
  RENEWABLE,
  RequestCase,
  routeOf,
  StandingApproval,
} from 'backstage-plugin-ai-scorecards-common';
import { Queryable } from '../../../database';
import { CaseStore, SecurityAnswers } from '../../store/CaseStore';
import { toolOf } from '../../store/toolOf';
import type { Basis } from './Basis';
import type { WantedRequest } from './Surroundings';

/** Finds what other cases say of a request: what it continues, what continues it, what stands in its way or covers it. */
export class OtherCases {
  readonly #cases: CaseStore;
  readonly #rules: ExceptionRules;

  constructor(options: { cases: CaseStore; rules: ExceptionRules }) {
    this.#cases = options.cases;
    this.#rules = options.rules;
  }

  /** Standing approvals of a tool that the board did not take back. */
  async standingOf(
    tool: string,
    { standing }: Basis,
    trx?: Queryable,
  ): Promise<StandingApproval[]> {
    const known = trx ? undefined : standing.get(tool);
    if (known) return known;
    const cases = await this.#cases.list(
      { kind: 'standing', states: ['approved'], tool },
      trx,
    );
    const found = cases.flatMap(({ request }) => this.#approvalOf(request));
    if (!trx) standing.set(tool, found);
    return found;
  }

  /** A standing approval with the board that decided on it, which early entries do not name. */
  #approvalOf(request: RequestCase): StandingApproval[] {
    const { id, wish, standingEnded, decision } = request;
    if (!wish.standing || standingEnded) return [];
    const board =
      decision?.circumstances?.board ?? routeOf(request, this.#rules).board;
    return [{ id, limits: wish.standing, currency: wish.ask.currency, board }];
  }

  /** What an approved request for the same tool answered last; its own answers are not inherited. */
  async answersOf(
    request: WantedRequest,
    { answers }: Basis,
    trx?: Queryable,
  ): Promise<SecurityAnswers | null> {
    const tool = toolOf(request);
    if (tool === null || request.kind === 'standing') return null;
    let found = trx ? undefined : answers.get(tool);
    if (found === undefined) {
      found = (await this.#cases.securityAnswers(tool, trx)) ?? null;
      if (!trx) answers.set(tool, found);
    }
    return found?.request === request.id ? null : found;
  }

  /**
   * What a request continues: the exception that it renews, or the last one of the same team and tool that ended within
   * the months in which asking again counts as renewing.
   */
  async predecessorOf(
    request: WantedRequest,
    today: string,
    trx?: Queryable,
  ): Promise<ExceptionCase | null> {
    const cases = this.#cases;
    const rules = this.#rules;
    if (request.renews !== null) return this.renewedBy(request, trx);
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
  async renewedBy(
    request: Pick<RequestCase, 'renews' | 'wish'>,
    trx?: Queryable,
  ): Promise<ExceptionCase | null> {
    if (request.renews === null) return null;
    const renewed = await this.#cases.byException(request.renews, trx);
    // An edit may have turned it into a request for something else.
    const isSame =
      renewed?.request.wish.ask.team === request.wish.ask.team &&
      toolOf(renewed.request) === toolOf(request);
    return isSame ? renewed : null;
  }

  /** Why what a request renews, which nothing was granted for yet, cannot be renewed by now. */
  async notRenewable(
    { request, exception }: ExceptionCase,
    trx?: Queryable,
  ): Promise<string | null> {
    const renewed = exception ? null : await this.renewedBy(request, trx);
    if (!renewed?.exception) return null;
    const { state } = renewed.exception;
    if (!RENEWABLE.includes(state)) {
      return `What it renews is ${state} and cannot be renewed`;
    }
    return (await this.isRenewed(renewed, trx))
      ? 'It was renewed already'
      : null;
  }

  /** Whether the renewal of an exception was granted, whatever came of it since: each is renewed once. */
  async isRenewed(
    { request, exception }: ExceptionCase,
    trx?: Queryable,
  ): Promise<boolean> {
    if (!exception) return false;
    const granted = await this.#cases.count(
      {
        kind: 'team',
        team: request.wish.ask.team,
        tool: toolOf(request) ?? '',
        renews: exception.id,
        exceptionStates: ['pending', 'scheduled', ...LIVE, ...ENDED],
      },
      trx,
    );
    return granted > 0;
  }

  /**
   * What was granted and has not ended where an exception ends: its renewal, or, while an expired one is wound down, what
   * the team was granted since. Null for none.
   */
  async continuationOf(
    { request, exception }: ExceptionCase,
    trx?: Queryable,
  ): Promise<CaseContext['continuedBy']> {
    const isWoundDown =
      exception?.state === 'expired' && exception.windDown?.closed === false;
    const hasEnded = exception && ENDED.includes(exception.state);
    if (!exception || (hasEnded && !isWoundDown)) return null;
    const same = await this.#cases.list(
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

  /** Another open request or live exception of the same team and tool. */
  async inTheWay(
    request: Pick<RequestCase, 'id' | 'kind' | 'wish' | 'renews'>,
    trx?: Queryable,
  ): Promise<(NonNullable<CaseContext['inTheWay']> & { id: string }) | null> {
    const tool = toolOf(request);
    if (tool === null || request.kind === 'standing') return null;
    const same = await this.#cases.list(
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
}

function liveFirst(a: ExceptionCase, b: ExceptionCase): number {
  const isLive = ({ exception }: ExceptionCase) =>
    exception !== null && LIVE.includes(exception.state) ? 0 : 1;
  return isLive(a) - isLive(b);
}
