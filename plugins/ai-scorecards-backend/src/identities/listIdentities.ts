import { InputError } from '@backstage/errors';
import type {
  IdentitiesQuery,
  IdentityState,
} from 'backstage-plugin-ai-scorecards-common';
import type { Queryable } from '../database';
import { IdentityRow, toIdentity } from './rows';
import type { Identity } from './types';

/** A listed account. */
export interface ListedIdentity extends Identity {
  personRef: string | null;
}

export type IdentityCounts = Record<IdentityState, number>;

/** A page of accounts by namespace and name. Throws InputError for a cursor that this list did not give out. */
export async function listIdentities(
  db: Queryable,
  query: IdentitiesQuery,
): Promise<{ items: ListedIdentity[]; nextCursor: string | null }> {
  const rows = await db('identities')
    .leftJoin('people', 'people.id', 'identities.person_id')
    .modify(builder => {
      if (query.state) builder.where('identities.state', query.state);
      if (query.namespace) builder.where({ namespace: query.namespace });
      if (query.search) {
        const like = `%${query.search
          .toLowerCase()
          .replace(/[\\%_]/g, '\\$&')}%`;
        builder.whereRaw(
          `(identities.account like ? escape '\\' or people.entity_ref like ? escape '\\')`,
          [like, like],
        );
      }
      if (query.cursor) {
        const after = readCursor(query.cursor);
        builder.whereRaw(
          '(identities.namespace > ? or (identities.namespace = ? and identities.account > ?))',
          [after.namespace, after.namespace, after.account],
        );
      }
    })
    .select<(IdentityRow & { person_ref: string | null })[]>('identities.*', {
      person_ref: 'people.entity_ref',
    })
    .orderBy(['identities.namespace', 'identities.account'])
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page[page.length - 1];
  return {
    items: page.map(row => ({
      ...toIdentity(row),
      personRef: row.person_ref,
    })),
    nextCursor: rows.length > page.length ? writeCursor(last) : null,
  };
}

/** How many accounts are in each state. */
export async function countIdentities(db: Queryable): Promise<IdentityCounts> {
  const counts: IdentityCounts = {
    person: 0,
    'service-account': 0,
    left: 0,
    unresolved: 0,
  };
  const rows = await db('identities')
    .select('state')
    .count<{ state: IdentityState; n: number | string }[]>({ n: '*' })
    .groupBy('state');
  for (const row of rows) {
    counts[row.state] = Number(row.n);
  }
  return counts;
}

function writeCursor(row: { namespace: string; account: string }): string {
  return Buffer.from(JSON.stringify([row.namespace, row.account])).toString(
    'base64url',
  );
}

function readCursor(cursor: string): { namespace: string; account: string } {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (Array.isArray(value) && value.every(part => typeof part === 'string')) {
      return { namespace: value[0], account: value[1] ?? '' };
    }
  } catch {
    // Told below, in the words of the parameter.
  }
  throw new InputError('cursor is not one that this list gave out');
}
