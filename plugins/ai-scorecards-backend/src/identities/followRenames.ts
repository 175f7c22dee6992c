import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { inList, Queryable } from '../database';

/** How a match is marked that outlived the name by which it was found. */
const BY_VENDOR_ID = 'vendor-id';

interface Row {
  id: number;
  account: string;
  vendor_id: string | null;
  method: string | null;
}

/**
 * Gives stored accounts the names that the vendor has for them now, where its own id of an account tells who is meant:
 * a renamed account stays one account of one person, and one that lost its name to another keeps its past under that
 * name and its id. An id that is given twice, or stored twice, tells nothing.
 * @param given - by the name under which accounts are stored
 * @param others - what is given besides: ids of stored accounts, under the names that they have, and vendor ids
 */
export async function followRenames(
  trx: Queryable,
  namespace: string,
  given: ReadonlyMap<string, AccountRef>,
  others: {
    taken: ReadonlySet<number>;
    isDoubled(vendorId: string): boolean;
  },
): Promise<void> {
  const names = new Map<string, string | null>();
  for (const [name, { vendorId }] of given) {
    if (!vendorId) continue;
    const isDoubled = names.has(vendorId) || others.isDoubled(vendorId);
    names.set(vendorId, isDoubled ? null : name);
  }
  if (names.size === 0) return;
  const stored: Row[] = await trx('identities')
    .select('id', 'account', 'vendor_id', 'method')
    .where({ namespace })
    .andWhere(inList(trx, 'vendor_id', [...names.keys()]));
  const holders: Row[] = await trx('identities')
    .select('id', 'account', 'vendor_id', 'method')
    .where({ namespace })
    .andWhere(inList(trx, 'account', [...given.keys()]));

  const holderOf = new Map(holders.map(row => [row.account, row]));
  const isOther = (row: Row) => {
    const vendorId = given.get(row.account)?.vendorId;
    return Boolean(vendorId && row.vendor_id && row.vendor_id !== vendorId);
  };
  const storedWith = new Map<string | null, number>();
  for (const { vendor_id: id } of stored) {
    storedWith.set(id, (storedWith.get(id) ?? 0) + 1);
  }
  const renamed = stored.flatMap(row => {
    const name = names.get(row.vendor_id ?? '');
    const holder = name ? holderOf.get(name) : undefined;
    return name &&
      name !== row.account &&
      !others.taken.has(Number(row.id)) &&
      (!given.has(row.account) || isOther(row)) &&
      storedWith.get(row.vendor_id) === 1 &&
      (!holder || isOther(holder))
      ? [{ row, name }]
      : [];
  });
  // First aside, so that two accounts can swap their names.
  const aside = new Map(
    [...holders.filter(isOther), ...renamed.map(({ row }) => row)].map(row => [
      row.id,
      row,
    ]),
  );
  for (const row of aside.values()) {
    await trx('identities')
      .where({ id: row.id })
      .update({
        account: `${row.account.split('#')[0]}#${row.vendor_id}`,
        login: null,
        ...(row.method === 'login' || row.method === 'annotation'
          ? { method: BY_VENDOR_ID }
          : {}),
      });
  }
  for (const { row, name } of renamed) {
    await trx('identities').where({ id: row.id }).update({ account: name });
  }
}
