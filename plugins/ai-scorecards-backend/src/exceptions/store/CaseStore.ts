import {
  ENDED,
  ExceptionCase,
  OPEN,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { inList, Part, partOf, Queryable, readPart } from '../../database';
import { sortBy } from './caseOrders';
import { CaseQuery, narrow } from './caseQuery';
import { toolOf } from './toolOf';

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
      .modify(builder => narrow(builder, query, this.#knex))
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
  async count(query: CaseQuery, trx: Queryable = this.#knex): Promise<number> {
    const row = await trx('exception_requests')
      .modify(builder => narrow(builder, query, this.#knex))
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

/** Whether nothing happens to a case by itself any more. */
function isSettled({ request, exception }: ExceptionCase): boolean {
  if (!exception) return !OPEN.includes(request.state);
  return (
    ENDED.includes(exception.state) &&
    (exception.windDown === null || exception.windDown.closed)
  );
}
