import { ENDED } from 'backstage-plugin-ai-scorecards-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { RequestFilter } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { inList } from '../../database';
import { CaseOrder, narrowTo } from './caseOrders';
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
  /** An exception: the requests that renew it. */
  renews?: string;
  /** Also exceptions that ended and are not wound down yet. */
  orWindingDown?: boolean;
  /** A user: exceptions whose support waits for them to accept it. */
  toAccept?: string;
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

/** Leaves the cases that a query asks for. */
export function narrow(
  builder: Knex.QueryBuilder,
  query: CaseQuery,
  knex: Knex,
): void {
  const { visible, states, exceptionStates, kind, team, tool } = query;
  if (visible) builder.where(where => narrowToVisible(where, visible, knex));
  if (states) builder.whereIn('state', [...states]);
  if (exceptionStates) {
    builder.where(where => {
      where.whereIn('exception_state', [...exceptionStates]);
      if (query.orWindingDown) where.orWhere(isWindingDown);
    });
  }
  if (query.toAccept !== undefined) waitsFor(builder, query.toAccept);
  if (kind) builder.where({ kind });
  if (team) builder.where({ team });
  if (tool) builder.where({ tool });
  if (query.renews !== undefined) builder.where({ renews: query.renews });
  if (query.deciders) decidedBy(builder, query.deciders, knex);
  if (query.awaiting !== undefined) {
    const awaited = knex('exception_deciders')
      .select('request_id')
      .where({ ref: query.awaiting, awaited: true });
    builder.whereIn('id', awaited);
  }
  if (query.dueBefore !== undefined) {
    builder.where('due_on', '<', query.dueBefore);
  }
  narrowTo(builder, query.order ?? 'due', query.after);
}

/** What ended and is settled has nothing left to wind down. */
function isWindingDown(builder: Knex.QueryBuilder): void {
  builder.whereIn('exception_state', [...ENDED]).andWhere({ settled: false });
}

/** Whoever is to support it, or was named to take over. */
function waitsFor(builder: Knex.QueryBuilder, user: string): void {
  builder.where(where =>
    where
      .where({ exception_state: 'pending', support_owner: user })
      .orWhere({ successor: user }),
  );
}

function narrowToVisible(
  builder: Knex.QueryBuilder,
  criteria: CaseFilter,
  knex: Knex,
): void {
  if ('anyOf' in criteria) {
    criteria.anyOf.forEach(part =>
      builder.orWhere(where => narrowToVisible(where, part, knex)),
    );
  } else if ('allOf' in criteria) {
    criteria.allOf.forEach(part =>
      builder.andWhere(where => narrowToVisible(where, part, knex)),
    );
  } else if ('not' in criteria) {
    builder.whereNot(where => narrowToVisible(where, criteria.not, knex));
  } else if (criteria.type === 'asker') {
    builder
      .where('requester', criteria.user)
      .orWhere('support_owner', criteria.user)
      .orWhere('budget_owner', criteria.user)
      .orWhere('successor', criteria.user);
  } else if (criteria.type === 'teams') {
    builder.where(inList(knex, 'team', criteria.teams));
  } else {
    decidedBy(builder, criteria.claims, knex);
  }
}

function decidedBy(
  builder: Knex.QueryBuilder,
  refs: readonly string[],
  knex: Knex,
): void {
  builder.whereIn(
    'id',
    knex('exception_deciders')
      .select('request_id')
      .where(inList(knex, 'ref', refs)),
  );
}
