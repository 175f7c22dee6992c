import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { givenRows, Queryable, readColumns } from '../database';

const COLUMNS = {
  place: 'integer',
  account: 'text',
  email: 'text',
  login: 'text',
  vendor_id: 'text',
} as const;

/**
 * Returns the ids of accounts by their names when all of them are stored and say nothing new, which is how most days
 * are; null when any of them has to be looked at. The database compares: what is stored of accounts is far larger than
 * their ids.
 * @param given - by the name under which accounts are stored; e-mails and logins are compared without case
 */
export async function unchangedAccounts(
  trx: Queryable,
  namespace: string,
  given: ReadonlyMap<string, AccountRef>,
): Promise<Map<string, number> | null> {
  const names = [...given.keys()];
  const lower = (text: string | undefined) => text?.trim().toLowerCase();
  const columns = await readColumns(
    trx,
    trx
      .from(
        givenRows(
          trx,
          COLUMNS,
          names.map((account, place) => {
            const { email, login, vendorId } = given.get(account)!;
            return {
              place,
              account,
              email: lower(email),
              login: lower(login),
              vendor_id: vendorId,
            };
          }),
        ),
      )
      // A left join, so that no engine begins with the stored accounts and goes through the given ones for each.
      .leftJoin('identities as i', join => {
        join.on('i.account', 'r.account').andOnVal('i.namespace', namespace);
        for (const name of ['email', 'login', 'vendor_id']) {
          join.andOn(same =>
            same.onNull(`r.${name}`).orOn(`r.${name}`, `i.${name}`),
          );
        }
      })
      .select('r.place', 'i.id'),
    ['place', 'id'],
  );
  if (columns.id.length !== names.length || columns.id.includes(''))
    return null;
  return new Map(
    columns.id.map((id, at) => [names[Number(columns.place[at])], Number(id)]),
  );
}
