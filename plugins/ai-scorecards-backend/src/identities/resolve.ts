import type { PeopleNamed, Person } from '../org/types';
import type { Identity } from './types';

/** Who an account is, and by which rule that was found. */
export interface Match {
  person: Person;
  method: 'e-mail' | 'login' | 'annotation';
}

/** GitHub logins of managed users end in an underscore and the enterprise's short code. */
const SHORT_CODE = /_[a-z0-9]+$/;

/**
 * Finds people by what vendors call them. An address, login or name that two people share names nobody, unless only one
 * of them is still in the catalog: a wrong match would show one person's use as another's.
 */
export class Directory {
  readonly #byEmail = new Map<string, Person[]>();
  readonly #byLogin = new Map<string, Person[]>();
  readonly #byAccount = new Map<string, Person[]>();
  readonly #byRef = new Map<string, Person>();
  readonly #people: readonly Person[];
  #stems: Map<string, Person[]> | undefined;

  constructor(people: readonly Person[]) {
    this.#people = people;
    for (const person of people) {
      this.#byRef.set(person.ref, person);
      if (person.email) add(this.#byEmail, person.email, person);
      if (person.login) add(this.#byLogin, person.login, person);
      for (const account of new Set(person.accounts)) {
        add(this.#byAccount, account, person);
      }
    }
  }

  person(ref: string): Person | undefined {
    return this.#byRef.get(ref);
  }

  /**
   * Matches an account by e-mail, then by GitHub login (exactly, then without the short code), then by the configured
   * annotations. Undefined when no rule names exactly one person.
   */
  match(account: Identity): Match | undefined {
    const { email, logins, names } = namesOf(account);
    const byEmail = email && theOne(this.#byEmail.get(email));
    if (byEmail) return { person: byEmail, method: 'e-mail' };
    for (const login of logins) {
      const person = theOne(this.#byLogin.get(login));
      if (person) return { person, method: 'login' };
    }
    for (const name of names) {
      const person = theOne(this.#byAccount.get(name));
      if (person) return { person, method: 'annotation' };
    }
    return undefined;
  }

  /** A person of the catalog who may be meant: the same local part of the e-mail, or a login or name that differs in signs alone. */
  suggest(account: Identity): Person | undefined {
    const names = [account.email, account.login, account.account];
    for (const name of names) {
      if (!name) continue;
      const local = name.split('@')[0];
      const person =
        theOne(this.#byStem.get(stem(local))) ??
        theOne(this.#byStem.get(stem(local.replace(SHORT_CODE, ''))));
      if (person) return person;
    }
    return undefined;
  }

  /** Made when it is asked for the first time: matching does without. */
  get #byStem(): ReadonlyMap<string, Person[]> {
    if (!this.#stems) {
      this.#stems = new Map();
      for (const person of this.#people) {
        // Operators could not say that somebody is meant who is in the catalog no more.
        if (!person.present) continue;
        for (const name of stemsOf(person)) add(this.#stems, name, person);
      }
    }
    return this.#stems;
  }
}

/** What an account may be matched by, lower case; of several the first that names somebody holds. */
interface AccountNames {
  email: string | null;
  logins: readonly string[];
  /** In annotations. */
  names: readonly string[];
}

function namesOf(account: Identity): AccountNames {
  const login = githubLogin(account);
  return {
    email: account.email ?? (account.kind === 'email' ? account.account : null),
    logins: login ? [login, login.replace(SHORT_CODE, '')] : [],
    names: [
      account.account,
      account.email,
      account.login,
      account.vendorId?.toLowerCase(),
    ].filter((name): name is string => Boolean(name)),
  };
}

/** What people have to be found by so that {@link Directory.match} of these accounts misses none. */
export function namesToFind(accounts: readonly Identity[]): PeopleNamed {
  const found = {
    ids: [] as number[],
    emails: [] as string[],
    logins: [] as string[],
    accounts: [] as string[],
  };
  for (const account of accounts) {
    const { email, logins, names } = namesOf(account);
    if (account.personId !== null) found.ids.push(account.personId);
    if (email) found.emails.push(email);
    found.logins.push(...logins);
    found.accounts.push(...names);
  }
  return found;
}

/** Logins of other vendors are no GitHub logins, however alike they look. */
function githubLogin(account: Identity): string | null {
  if (!account.namespace.startsWith('github')) return null;
  return account.login ?? (account.kind === 'login' ? account.account : null);
}

function stemsOf(person: Person): Set<string> {
  const names = [
    person.email?.split('@')[0],
    person.login,
    person.login?.replace(SHORT_CODE, ''),
    person.ref.split('/')[1],
    person.title,
  ];
  return new Set(
    names.map(name => stem(name ?? '')).filter(name => name.length > 2),
  );
}

/** Lower case, without accents and without signs between the letters. */
function stem(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function add(map: Map<string, Person[]>, key: string, person: Person): void {
  const people = map.get(key);
  if (people) people.push(person);
  else map.set(key, [person]);
}

function theOne(people: Person[] | undefined): Person | undefined {
  if (!people) return undefined;
  const present = people.filter(person => person.present);
  const candidates = present.length > 0 ? present : people;
  return candidates.length === 1 ? candidates[0] : undefined;
}
