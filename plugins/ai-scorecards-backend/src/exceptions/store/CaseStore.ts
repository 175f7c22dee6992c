import type { RequestFilter } from 'backstage-plugin-ai-scorecards-node';
import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import { ENDED, LIVE, OPEN } from 'backstage-plugin-ai-scorecards-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { inList, Queryable } from '../../database';

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
  limit?: number;
  /** The place of the last row of the page before. */
  after?: { due: string; id: string };
}

/** After every day: requests without a due day come last. */
const NEVER = '9999-12-31';
const DUE = `coalesce(due_on, '${NEVER}')`;

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

  /** Writes a case, with whoever decides on it. */
  async save(
    trx: Queryable,
    { request, exception }: ExceptionCase,
    deciders: readonly string[],
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
        submitted_at: request.submittedAt,
        due_on: request.dueOn,
        updated_at: request.updatedAt,
        exception_id: exception?.id ?? null,
        exception_state: exception?.state ?? null,
        exception_from: exception?.from ?? null,
        exception_until: exception?.until ?? null,
        renews: request.renews,
        content: JSON.stringify({ request, exception }),
      })
      .onConflict('id')
      .merge();
    await trx('exception_deciders').where({ request_id: request.id }).delete();
    for (const ref of new Set(deciders)) {
      await trx('exception_deciders').insert({ request_id: request.id, ref });
    }
  }

  /** Removes a draft. */
  async remove(trx: Queryable, id: string): Promise<void> {
    await trx('exception_deciders').where({ request_id: id }).delete();
    await trx('exception_requests').where({ id }).delete();
  }

  /** Cases in the order of the day on which they are due, equals by id. */
  async list(
    query: CaseQuery,
    trx: Queryable = this.#knex,
  ): Promise<ExceptionCase[]> {
    const rows: { content: string }[] = await trx('exception_requests')
      .select('content')
      .modify(builder => this.#narrow(builder, query))
      .orderByRaw(`${DUE}, id`)
      .modify(builder => {
        if (query.limit !== undefined) builder.limit(query.limit);
      });
    return rows.map(row => JSON.parse(row.content));
  }

  /** How many cases a query finds. */
  async count(query: CaseQuery): Promise<number> {
    const row = await this.#knex('exception_requests')
      .modify(builder => this.#narrow(builder, query))
      .count({ n: '*' })
      .first();
    return Number(row?.n ?? 0);
  }

  /** Ids of cases to which something may happen by itself. */
  async unsettled(): Promise<string[]> {
    const rows = await this.#knex('exception_requests')
      .select('id', 'exception_state', 'content')
      .where(open =>
        open
          .whereIn('state', [...OPEN])
          .orWhereIn('exception_state', ['pending', 'scheduled', ...LIVE])
          .orWhereIn('exception_state', [...ENDED]),
      )
      .orderBy('id');
    return rows
      .filter(row => {
        if (!ENDED.includes(row.exception_state)) return true;
        const { exception }: ExceptionCase = JSON.parse(row.content);
        return exception?.windDown?.closed === false;
      })
      .map(row => row.id);
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
    if (query.after) {
      builder.whereRaw(`(${DUE} > ? or (${DUE} = ? and id > ?))`, [
        query.after.due,
        query.after.due,
        query.after.id,
      ]);
    }
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
        .orWhere('support_owner', criteria.user);
    } else if (criteria.type === 'teams') {
      builder.where(inList(this.#knex, 'team', criteria.teams));
    } else {
      this.#decidedBy(builder, criteria.claims);
    }
  }
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

/** Where a case stands in the order of lists. */
export function placeOf({ request }: ExceptionCase): {
  due: string;
  id: string;
} {
  return { due: request.dueOn ?? NEVER, id: request.id };
}
