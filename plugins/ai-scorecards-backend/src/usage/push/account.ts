import { AccountRef } from 'backstage-plugin-ai-scorecards-node';

/** The account of what names nobody: unresolved, and counted there. */
export const NOBODY = 'no-person';

/** The account behind a name as it was pushed: an e-mail address, or whatever the vendor calls its people. */
export function accountOf(name: string, kind?: AccountRef['kind']): AccountRef {
  const key = name.toLocaleLowerCase('en-US');
  switch (kind ?? (name.includes('@') ? 'email' : 'login')) {
    case 'email':
      return { kind: 'email', key, email: name };
    case 'login':
      return { kind: 'login', key, login: name };
    case 'id':
      return { kind: 'id', key, vendorId: name };
    case 'api-key':
      // As sources write it, so that a key is one account whatever reports it.
      return { kind: 'api-key', key: `api-key:${name}` };
    default:
      return { kind: 'service', key };
  }
}
