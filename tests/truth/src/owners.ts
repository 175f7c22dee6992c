import { Settings, Verdict } from './settings';
import { Holder } from './truth';

/** Whose an account is, or the name of the bucket that its money goes to. */
export interface Owner {
  person?: string;
  bucket?: 'unresolved' | 'service-accounts' | 'left';
}

/** Whose the portal takes an account for, after what an operator said of it. */
export function ownerOf(holder: Holder, { verdicts }: Settings): Owner {
  const found: Record<Holder['standing'], Verdict> = {
    user: 'person',
    nobody: 'unresolved',
    left: 'unresolved',
    // A key tells by itself that it is nobody; a login does not.
    'service-account':
      holder.accountKind === 'api-key' || holder.accountKind === 'service'
        ? 'service-account'
        : 'unresolved',
  };
  const verdict =
    verdicts[holder.account.toLowerCase()] ?? found[holder.standing];
  if (verdict === 'person' && holder.person) {
    return { person: holder.person };
  }
  if (verdict === 'left') {
    return { person: holder.person ?? undefined, bucket: 'left' };
  }
  return {
    bucket: verdict === 'service-account' ? 'service-accounts' : 'unresolved',
  };
}

/** Whether an account is that of somebody whom the portal does not know; a key is nobody. */
export function isUnknownPerson(
  { accountKind }: Holder,
  { person, bucket }: Owner,
): boolean {
  return (
    person === undefined &&
    bucket !== 'service-accounts' &&
    accountKind !== 'api-key' &&
    accountKind !== 'service'
  );
}
