import { Queryable } from '../database';
import {
  ErasedName,
  isMachine,
  NamedAccount,
  rememberAccount,
  standInName,
} from './ErasedNames';

/** How an account is marked whose name was erased: neither rules nor operators decide on it again. */
export const BY_ERASURE = 'erased';

/** Takes its names from a stored account and keeps what it was decided to be. */
export async function eraseAccount(
  trx: Queryable,
  personId: number,
  stored: NamedAccount & { id: number; namespace: string },
  at: string,
): Promise<void> {
  const who: ErasedName = { personId, identityId: stored.id };
  await rememberAccount(trx, who, stored.namespace, stored);
  await trx('identities').where({ id: stored.id }).update({
    account: standInName(),
    email: null,
    login: null,
    vendor_id: null,
    method: BY_ERASURE,
    updated_at: at,
  });
}

/**
 * Makes an account of an erased person, or one that is called after them, known under a name that says nothing, and returns
 * its id.
 */
export async function addErasedAccount(
  trx: Queryable,
  personId: number,
  namespace: string,
  given: NamedAccount & { kind: string },
  at: string,
): Promise<number> {
  const account = standInName();
  await trx('identities').insert({
    namespace,
    account,
    kind: given.kind,
    ...(isMachine(given.kind)
      ? { state: 'service-account' }
      : { state: 'person', person_id: personId }),
    method: BY_ERASURE,
    updated_at: at,
  });
  const row = await trx('identities').select('id').where({ account }).first();
  const who: ErasedName = { personId, identityId: Number(row.id) };
  await rememberAccount(trx, who, namespace, given);
  return who.identityId!;
}
