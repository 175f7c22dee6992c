import type { RequestFilter } from 'backstage-plugin-ai-scorecards-node';
import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import {
  ENDED,
  lapsedForBoard,
  LIVE,
  OPEN,
} from 'backstage-plugin-ai-scorecards-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { inList, Part, partOf, Queryable, readPart } from '../../database';
import { CaseOrder, narrowTo, sortBy } from './caseOrders';
import type { Place } from './cursor';

/** What a rule means in SQL: refs of the teams that it lets through are worked out by the caller. */
export type CaseFilter = PermissionCriteria<
  | Exclude<RequestFilter, { type: 'member' } | { type: 'lead' }>
  | { type: 'teams'; teams: string[] }
>;

export interface CaseQuery {
  /** Which cases the caller may see; left out for all. */
  visible?: CaseFilter;
  states?: readonly string[];
  exceptionStates?: readonly string[];
  kind?: 'team' | 'standing';
  team?: string;
  tool?: string;
  /** Users or Groups: cases that one of them decides. */
  deciders?: readonly string[];
  /** A user: cases whose decision waits for their vote. */
  awaiting?: string;
  /** Due before this UTC day. */
  dueBefore?: string;
  limit?: number;
  /** Left out: the next due first. */
  order?: CaseOrder;
  /** The place of the last row of the page before, in the same order. */
  after?: Place;
}

/** Who decides on a case: users and Groups, and the users among them who may vote now and have not. */
export interface Deciders {
  refs: readonly string[];
  awaited: readonly string[];
}

/** Requests with their exceptions, whole, beside the columns that lists ask for. */
export class CaseStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The case of a request; undefined for an unknown id. */
  async get(
    id: string,
    trx: Queryable = this.#knex,
  ): Promise<ExceptionCase | undefined> {
    const row = await trx('exception_requests').where({ id }).first('content');
    return row ? JSON.parse(row.content) : undefined;
  }

  /** The case of an exception; undefined for an unknown id. */
  async byException(
    exceptionId: string,
    trx: Queryable = this.#knex,
  ): Promise<ExceptionCase | undefined> {
    const row = await trx('exception_requests')
      .where({ exception_id: exceptionId })
      .first('content');
    return row ? JSON.parse(row.content) : undefined;
  }

  /** Writes a case, with whoever decides on it and its last entry of the log; without one that stays as it is. */
  async save(
    trx: Queryable,
    { request, exception }: ExceptionCase,
    deciders: Deciders,
    lastEntry?: number,
  ): Promise<void> {
    const { ask } = request.wish;
    await trx('exception_requests')
      .insert({
        id: request.id,
        kind: request.kind,
        state: request.state,
        lane: request.lane,
        team: ask.team,
        tool: toolOf(request),
        requester: request.requester,
        support_owner: exception?.supportOwner ?? ask.supportOwner,
        budget_owner: exception ? exception.budgetOwner : ask.budgetOwner,
        successor: exception?.successor ?? null,
        security_answered: givesAnswers({ request, exception }),
        submitted_at: request.submittedAt,
        due_on: request.dueOn,
        updated_at: request.updatedAt,
        exception_id: exception?.id ?? null,
        exception_state: exception?.state ?? null,
        exception_from: exception?.from ?? null,
        exception_until: exception?.until ?? null,
        renews: request.renews,
        settled: isSettled({ request, exception }),
        decided_at: request.decision?.at ?? null,
        category: ask.category,
        cost_per_month: ask.costPerMonth,
        currency: ask.currency,
        ...(lastEntry !== undefined && { log_entry: lastEntry }),
        content: JSON.stringify({ request, exception }),
      })
      .onConflict('id')
      .merge();
    await this.replaceDeciders(trx, request.id, deciders);
  }

  /** Writes who decides on a case. */
  async replaceDeciders(
    trx: Queryable,
    id: string,
    { refs, awaited }: Deciders,
  ): Promise<void> {
    await trx('exception_deciders').where({ request_id: id }).delete();
    const rows = [...new Set([...refs, ...awaited])].map(ref => ({
      request_id: id,
      ref,
      awaited: awaited.includes(ref),
    }));
    if (rows.length > 0) await trx('exception_deciders').insert(rows);
  }

  /** Who decides on some cases, as stored, by request. */
  async decidersOf(ids: readonly string[]): Promise<Map<string, Deciders>> {
    const rows = await this.#knex('exception_deciders')
      .select('request_id', 'ref', 'awaited')
      .where(inList(this.#knex, 'request_id', ids))
      .orderBy(['request_id', 'ref']);
    const found = new Map<string, { refs: string[]; awaited: string[] }>();
    for (const row of rows) {
      const known = found.get(row.request_id) ?? { refs: [], awaited: [] };
      known.refs.push(row.ref);
      if (row.awaited) known.awaited.push(row.ref);
      found.set(row.request_id, known);
    }
    return found;
  }

  /** Removes a draft. */
  async remove(trx: Queryable, id: string): Promise<void> {
    await trx('exception_deciders').where({ request_id: id }).delete();
    await trx('exception_requests').where({ id }).delete();
  }

  /** Ids of cases that name somebody, in any way of naming them. */
  async naming(trx: Queryable, names: readonly string[]): Promise<string[]> {
    const rows = await trx('exception_requests')
      .select('id')
      .where(builder =>
        names.forEach(name => {
          // As the text stands in JSON, with the wildcards of SQL taken for themselves.
          const text = JSON.stringify(name)
            .slice(1, -1)
            .replace(/[\\%_]/g, found => `\\${found}`);
          builder.orWhereRaw("lower(content) like ? escape '\\'", [
            `%${text.toLocaleLowerCase('en-US')}%`,
          ]);
        }),
      );
    return rows.map(row => row.id);
  }

  /** Cases in the order that is asked for; equals by id. */
  async list(
    query: CaseQuery,
    trx: Queryable = this.#knex,
  ): Promise<ExceptionCase[]> {
    const rows: { content: string }[] = await trx('exception_requests')
      .select('content')
      .modify(builder => this.#narrow(builder, query))
      .modify(builder => {
        sortBy(builder, query.order ?? 'due');
        if (query.limit !== undefined) builder.limit(query.limit);
      });
    return rows.map(row => JSON.parse(row.content));
  }

  /** Reads a part by itself. */
  fetch<T>(part: Part<T>): Promise<T> {
    return readPart(this.#knex, part);
  }

  /** Cases of teams whose exception is active, in no order; to be read together with other things. */
  activePart(teams: readonly string[]): Part<ExceptionCase[]> {
    return partOf(
      `select content as a, cast(null as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d
       from exception_requests where exception_state = 'active' and team in (${teams
         .map(() => '?')
         .join()})`,
      teams,
      rows => rows.map(({ a }) => JSON.parse(a ?? '')),
    );
  }

  /** How many cases a query finds. */
  async count(query: CaseQuery): Promise<number> {
    const row = await this.#knex('exception_requests')
      .modify(builder => this.#narrow(builder, query))
      .count({ n: '*' })
      .first();
    return Number(row?.n ?? 0);
  }

  /** A page of the cases in the order of their ids, from after one on: all, or those that are not settled. */
  async pageOf(
    which: 'all' | 'unsettled',
    after: string,
    limit: number,
  ): Promise<ExceptionCase[]> {
    const rows = await this.#knex('exception_requests')
      .select('content')
      .where('id', '>', after)
      .modify(builder => {
        if (which === 'unsettled') builder.andWhere({ settled: false });
      })
      .orderBy('id')
      .limit(limit);
    return rows.map((row: { content: string }) => JSON.parse(row.content));
  }

  /** Cases of a tool that the board decided, the last decided first. */
  async lastDecided(tool: string, limit: number): Promise<ExceptionCase[]> {
    const rows = await this.#knex('exception_requests')
      .select('content')
      .where({ tool, kind: 'team' })
      .whereIn('state', ['approved', 'rejected'])
      .whereNotNull('decided_at')
      .orderBy([{ column: 'decided_at', order: 'desc' }, 'id'])
      .limit(limit);
    return rows.map(row => JSON.parse(row.content));
  }

  /** What the board last approved on the security of a tool; undefined for nothing. */
  async securityAnswers(
    tool: string,
    trx: Queryable = this.#knex,
  ): Promise<SecurityAnswers | undefined> {
    const row = await trx('exception_requests')
      .where({ tool, security_answered: true })
      .orderBy([{ column: 'decided_at', order: 'desc' }, 'id'])
      .first('content');
    if (!row) return undefined;
    const { request }: ExceptionCase = JSON.parse(row.content);
    const on = request.decision?.at.slice(0, 10) ?? '';
    return { request: request.id, on, text: request.wish.ask.security ?? '' };
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
      'state' | 'lane' | 'submitted_at' | 'decided_at' | 'renews',
      string
    >[] = await this.#knex('exception_requests')
      .select('state', 'lane', 'submitted_at', 'decided_at', 'renews')
      .where('decided_at', '>=', at)
      .whereNot({ state: 'withdrawn' })
      .orderBy('id');
    return rows.map(row => ({
      state: row.state,
      lane: row.lane,
      submittedAt: row.submitted_at,
      decidedAt: row.decided_at,
      isRenewal: row.renews !== null,
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

  #narrow(builder: Knex.QueryBuilder, query: CaseQuery): void {
    const { visible, states, exceptionStates, kind, team, tool } = query;
    if (visible) builder.where(where => this.#criteria(where, visible));
    if (states) builder.whereIn('state', [...states]);
    if (exceptionStates) {
      builder.whereIn('exception_state', [...exceptionStates]);
    }
    if (kind) builder.where({ kind });
    if (team) builder.where({ team });
    if (tool) builder.where({ tool });
    if (query.deciders) this.#decidedBy(builder, query.deciders);
    if (query.awaiting !== undefined) {
      const awaited = this.#knex('exception_deciders')
        .select('request_id')
        .where({ ref: query.awaiting, awaited: true });
      builder.whereIn('id', awaited);
    }
    if (query.dueBefore !== undefined) {
      builder.where('due_on', '<', query.dueBefore);
    }
    narrowTo(builder, query.order ?? 'due', query.after);
  }

  #decidedBy(builder: Knex.QueryBuilder, refs: readonly string[]): void {
    builder.whereIn(
      'id',
      this.#knex('exception_deciders')
        .select('request_id')
        .where(inList(this.#knex, 'ref', refs)),
    );
  }

  #criteria(builder: Knex.QueryBuilder, criteria: CaseFilter): void {
    if ('anyOf' in criteria) {
      criteria.anyOf.forEach(part =>
        builder.orWhere(where => this.#criteria(where, part)),
      );
    } else if ('allOf' in criteria) {
      criteria.allOf.forEach(part =>
        builder.andWhere(where => this.#criteria(where, part)),
      );
    } else if ('not' in criteria) {
      builder.whereNot(where => this.#criteria(where, criteria.not));
    } else if (criteria.type === 'asker') {
      builder
        .where('requester', criteria.user)
        .orWhere('support_owner', criteria.user)
        .orWhere('budget_owner', criteria.user)
        .orWhere('successor', criteria.user);
    } else if (criteria.type === 'teams') {
      builder.where(inList(this.#knex, 'team', criteria.teams));
    } else {
      this.#decidedBy(builder, criteria.claims);
    }
  }
}

/** What an approved request answered on the security of its tool. */
export interface SecurityAnswers {
  request: string;
  /** UTC day of the approval. */
  on: string;
  text: string;
}

/** Whether later requests for the tool inherit what a request answers: the board approved it on a full review. */
function givesAnswers({ request }: ExceptionCase): boolean {
  const { security } = request.wish.ask;
  return (
    request.kind === 'team' &&
    request.state === 'approved' &&
    request.lane === 'full' &&
    request.decision?.basis === 'votes' &&
    Boolean(security?.trim())
  );
}

/** A decided request as the history counts it. */
export interface DecidedRow {
  state: string;
  lane: string;
  submittedAt: string | null;
  decidedAt: string;
  isRenewal: boolean;
}

/** Whether nothing happens to a case by itself any more. */
function isSettled({ request, exception }: ExceptionCase): boolean {
  if (!exception) return !OPEN.includes(request.state);
  return (
    ENDED.includes(exception.state) &&
    (exception.windDown === null || exception.windDown.closed)
  );
}

/** Ref of the tool that is asked for: provisional for one that is not in the registry yet; null for none. */
export function toolOf({
  wish: {
    ask: { tool, newTool },
  },
}: Pick<ExceptionCase['request'], 'wish'>): string | null {
  if (tool !== null) return tool;
  if (!newTool) return null;
  const name = newTool.name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `resource:provisional/${name || 'tool'}`;
}
