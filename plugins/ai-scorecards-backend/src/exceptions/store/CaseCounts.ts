import {
  ExceptionCase,
  lapsedForBoard,
  LIVE,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

/** A decided request as the history counts it. */
export interface DecidedRow {
  state: string;
  lane: string;
  submittedAt: string | null;
  decidedAt: string;
}

/** What is counted over all cases, for the board and its digest. */
export class CaseCounts {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The active exception that ends next; undefined for none. */
  async nextExpiry(): Promise<ExceptionCase | undefined> {
    const row = await this.#knex('exception_requests')
      .where({ exception_state: 'active' })
      .orderBy(['exception_until', 'id'])
      .first('content');
    return row ? JSON.parse(row.content) : undefined;
  }

  /** How many open requests wait for each user, and how many of them were due before a UTC day. */
  async waitingByVoter(
    today: string,
  ): Promise<{ user: string; toDecide: number; overdue: number }[]> {
    const rows: { ref: string; n: unknown; late: unknown }[] = await this.#knex(
      'exception_deciders as d',
    )
      .join('exception_requests as r', 'r.id', 'd.request_id')
      .where({ 'd.awaited': true, 'r.state': 'in_review' })
      .groupBy('d.ref')
      .orderBy('d.ref')
      .select(
        'd.ref',
        this.#knex.raw('count(*) as n'),
        this.#knex.raw(
          'sum(case when r.due_on < ? then 1 else 0 end) as late',
          [today],
        ),
      );
    return rows.map(({ ref, n, late }) => ({
      user: ref,
      toDecide: Number(n),
      overdue: Number(late),
    }));
  }

  /** What the board's history is counted from: requests decided, lapsed or granted since an instant. */
  async decidedSince(at: string): Promise<DecidedRow[]> {
    const rows: Record<
      'state' | 'lane' | 'submitted_at' | 'decided_at',
      string
    >[] = await this.#knex('exception_requests')
      .select('state', 'lane', 'submitted_at', 'decided_at')
      .where('decided_at', '>=', at)
      .whereNot({ state: 'withdrawn' })
      .orderBy('id');
    return rows.map(row => ({
      state: row.state,
      lane: row.lane,
      submittedAt: row.submitted_at,
      decidedAt: row.decided_at,
    }));
  }

  /** How many requests lapsed since an instant because the board did not decide. */
  async lapsedForBoardSince(at: string): Promise<number> {
    const rows: { content: string }[] = await this.#knex('exception_requests')
      .select('content')
      .where('decided_at', '>=', at)
      .andWhere({ state: 'lapsed' });
    return rows.filter(row => {
      const { request }: ExceptionCase = JSON.parse(row.content);
      return request.decision !== null && lapsedForBoard(request.decision);
    }).length;
  }

  /** How many exceptions granted since an instant continue another one, by renewal or because the team asked again. */
  async renewedSince(at: string): Promise<number> {
    const rows: { content: string }[] = await this.#knex('exception_requests')
      .select('content')
      .where('decided_at', '>=', at)
      .andWhere({ state: 'approved', kind: 'team' });
    return rows.filter(row => {
      const { exception }: ExceptionCase = JSON.parse(row.content);
      return (exception?.renewals ?? 0) > 0;
    }).length;
  }

  /** Reasons for which teams leave the default, of requests filed since an instant, the most frequent first. */
  async reasonsSince(
    at: string,
  ): Promise<{ category: string; count: number }[]> {
    const rows: { category: string; n: unknown }[] = await this.#knex(
      'exception_requests',
    )
      .select('category', this.#knex.raw('count(*) as n'))
      .where('submitted_at', '>=', at)
      .andWhere({ kind: 'team' })
      .whereNotNull('category')
      .groupBy('category');
    return rows
      .map(row => ({ category: row.category, count: Number(row.n) }))
      .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
  }

  /** Expected cost a month of live exceptions, in micro-units, by currency. */
  async liveCost(): Promise<{ currency: string; amount: number }[]> {
    const rows: { currency: string; amount: unknown }[] = await this.#knex(
      'exception_requests',
    )
      .select('currency', this.#knex.raw('sum(cost_per_month) as amount'))
      .whereIn('exception_state', [...LIVE])
      .whereNotNull('cost_per_month')
      .groupBy('currency')
      .orderBy('currency');
    return rows.map(row => ({
      currency: row.currency,
      amount: Number(row.amount),
    }));
  }
}
