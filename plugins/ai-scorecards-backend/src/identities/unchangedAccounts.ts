import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { inList, Queryable } from '../database';
import { IdentityRow, lower } from './rows';

type Names = Pick<
  IdentityRow,
  'id' | 'account' | 'email' | 'login' | 'vendor_id'
>;

/**
 * Returns the ids of those accounts, by their names, that are stored and say nothing new: nearly all on most days.
 * @param given - by the name under which accounts are stored; e-mails and logins are compared without case
 */
export async function unchangedAccounts(
  trx: Queryable,
  namespace: string,
  given: ReadonlyMap<string, AccountRef>,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  if (given.size === 0) return ids;
  const rows: Names[] = await trx('identities')
    .select('id', 'account', 'email', 'login', 'vendor_id')
    .where({ namespace })
    .andWhere(inList(trx, 'account', [...given.keys()]));
  for (const row of rows) {
    if (!isAnother(row, given.get(row.account)!)) {
      ids.set(row.account, Number(row.id));
    }
  }
  return ids;
}

/** Whether a vendor says something of an account that is not stored; what it leaves out says nothing. */
function isAnother(
  stored: Names,
  { email, login, vendorId }: AccountRef,
): boolean {
  return (
    (email !== undefined && lower(email) !== stored.email) ||
    (login !== undefined && lower(login) !== stored.login) ||
    (vendorId !== undefined && vendorId !== stored.vendor_id)
  );
}
