import type { IdentityState } from 'backstage-plugin-ai-scorecards-common';
import type { AccountKind } from 'backstage-plugin-ai-scorecards-node';
import { inList, Queryable } from '../database';
import { Identity } from './types';

/** An account as it is stored. */
export interface IdentityRow {
  id: number;
  namespace: string;
  account: string;
  kind: AccountKind;
  email: string | null;
  login: string | null;
  vendor_id: string | null;
  state: IdentityState;
  person_id: number | null;
  method: string | null;
  left_on: string | null;
}

export function toIdentity(row: IdentityRow): Identity {
  return {
    id: Number(row.id),
    namespace: row.namespace,
    account: row.account,
    kind: row.kind,
    email: row.email,
    login: row.login,
    vendorId: row.vendor_id,
    state: row.state,
    personId: row.person_id === null ? null : Number(row.person_id),
    method: row.method,
    leftOn: row.left_on,
  };
}

/** Returns the name by which an account is stored: accounts are compared without case. */
export function accountKey(key: string): string {
  return key.trim().toLowerCase();
}

/** Returns a name as it is compared; null for none. */
export function lower(text: string | null | undefined): string | null {
  return text ? text.trim().toLowerCase() : null;
}

/** Accounts of a namespace by the names under which they are stored. */
export async function accountsNamed(
  trx: Queryable,
  namespace: string,
  keys: readonly string[],
): Promise<Map<string, Identity>> {
  if (keys.length === 0) return new Map();
  const rows: IdentityRow[] = await trx('identities')
    .select('*')
    .where({ namespace })
    .andWhere(inList(trx, 'account', keys));
  return new Map(rows.map(row => [row.account, toIdentity(row)]));
}
