import { createHmac, randomBytes } from 'node:crypto';
import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { isPostgres, Queryable, Settings, writeRows } from '../database';

/** What stands in the place of an erased name. */
export const ERASED = 'erased';

/** How names of accounts begin that were given in the place of erased ones. */
const STAND_IN = `${ERASED}:`;

/** The number of a lock of PostgreSQL: whoever writes what may name people shares it, whoever erases has it alone. */
const LOCK = 0x65_72_61_73;

const SALT = 'erasure.salt';

/** GitHub logins of managed users end in an underscore and the enterprise's short code. */
const SHORT_CODE = /_[a-z0-9]+$/;

/** Names in running text have at most so many words. */
const MOST_WORDS = 8;
const WORD = /[\p{L}\p{N}]+/gu;
/** What may stand between the words of one name: `ann.lee@example.com`, `user:default/ann`, `Ann Lee`. */
const BETWEEN = /^(?:[._%+@:/#'-]|\s){1,2}$/u;
/** Shorter names, and shorter numbers, are too often something else. */
const SHORTEST = /^(?!\d{1,4}$).{3,}$/u;

/** What API keys and service accounts are called after somebody by has no less: `ci` and `bot` are nobody. */
const SHORTEST_IN_KEY = 4;

/** A number in JSON is an amount: it is left as it is, whatever a vendor numbers its people by. */
const NUMBER = /^-?[\d.]+$/;

/** Who an erased name belonged to: a person without a name, and the account, where one had it. */
export interface ErasedName {
  personId: number;
  identityId: number | null;
}

/** Names of one person, or of one account of theirs. */
export interface Names {
  ref?: string;
  emails?: readonly string[];
  /** GitHub logins. */
  logins?: readonly string[];
  /** Names in the configured annotations, and others by which vendors may call the person. */
  annotations?: readonly string[];
  /** Everything else that texts may name the person by. */
  words?: readonly string[];
}

/** A vendor's account as it is stored or reported. */
export interface NamedAccount {
  account: string;
  email: string | null;
  login: string | null;
  vendorId: string | null;
}

const fold = (text: string) => text.trim().toLocaleLowerCase('en-US');

/** Returns the ref of a nameless person. It is no user's, so nobody can sign in under it. */
export function erasedRef(personId: number): string {
  return `${ERASED}:default/${personId}`;
}

/** Whether an entity ref is that of a user, and not of a person who was erased. */
export function isUserRef(ref: string): boolean {
  return ref.startsWith('user:');
}

/** Returns a new name for an account whose own is erased; nothing of the old one is in it. */
export function standInName(): string {
  return STAND_IN + randomBytes(8).toString('hex');
}

/** Whether an account was named by {@link standInName}. */
export function isStandIn(account: string): boolean {
  return account.startsWith(STAND_IN);
}

/** The names that were erased, as salted digests: they can be recognised, and not read. */
export class ErasedNames {
  readonly #salt: string;
  readonly #byDigest: ReadonlyMap<string, ErasedName>;

  private constructor(salt: string, byDigest: ReadonlyMap<string, ErasedName>) {
    this.#salt = salt;
    this.#byDigest = byDigest;
  }

  /**
   * Reads what is known. While nobody was erased this costs one look at an empty table. In a transaction nobody is erased
   * before it ends, so that what it writes by these names holds no name that was erased meanwhile.
   */
  static async load(trx: Queryable): Promise<ErasedNames> {
    if (trx.isTransaction && isPostgres(trx)) {
      await trx.raw('select pg_advisory_xact_lock_shared(?)', [LOCK]);
    }
    const rows: {
      digest: string;
      person_id: number;
      identity_id: number | null;
    }[] = await trx('erased_names').select('*');
    const salt =
      rows.length === 0 ? null : await new Settings().get<string>(trx, SALT);
    return new ErasedNames(
      salt ?? '',
      new Map(
        rows.map(row => [
          row.digest,
          {
            personId: Number(row.person_id),
            identityId:
              row.identity_id === null ? null : Number(row.identity_id),
          },
        ]),
      ),
    );
  }

  get isEmpty(): boolean {
    return this.#byDigest.size === 0;
  }

  /** Ids of the people who were erased. */
  get people(): number[] {
    return [
      ...new Set([...this.#byDigest.values()].map(({ personId }) => personId)),
    ];
  }

  /** Who had a user ref; undefined for one that was not erased. */
  personOf(ref: string): number | undefined {
    return this.#find('ref', ref)?.personId;
  }

  /** Returns the ref that stands for a user: their own, or that of a nameless person. */
  refOf(ref: string): string {
    const personId = this.personOf(ref);
    return personId === undefined ? ref : erasedRef(personId);
  }

  /** Who had an account, by the rules that match accounts to people; undefined for one that was not erased. */
  accountOf(namespace: string, account: AccountRef): ErasedName | undefined {
    if (this.isEmpty) return undefined;
    const { kind, key, email, login, vendorId } = account;
    const own = this.#find(`account ${namespace}`, key);
    if (own) return own;
    const byId = vendorId && this.#find(`id ${namespace}`, vendorId);
    if (byId) return byId;
    if (isMachine(kind)) return this.namedIn(key);
    const address = email ?? (kind === 'email' ? key : undefined);
    const github = namespace.startsWith('github')
      ? login ?? (kind === 'login' ? key : undefined)
      : undefined;
    const names = [key, email, login, vendorId].filter(name => name);
    const found =
      (address && this.#find('email', address)) ||
      (github &&
        (this.#find('login', github) ??
          this.#find('login', fold(github).replace(SHORT_CODE, '')))) ||
      names.map(name => this.#find('annotation', name!)).find(hit => hit);
    return found ? { personId: found.personId, identityId: null } : undefined;
  }

  /**
   * Whom an API key or a service account is called after, as `ann-lee-laptop` is; undefined where it names nobody who was
   * erased. It is still nobody's own.
   */
  namedIn(account: string): ErasedName | undefined {
    if (this.isEmpty) return undefined;
    const words = account.match(WORD) ?? [];
    for (let first = 0; first < words.length; first++) {
      for (let last = first; last < first + MOST_WORDS; last++) {
        if (last >= words.length) break;
        const hit = this.#find('in key', words.slice(first, last + 1).join(''));
        if (hit) return { personId: hit.personId, identityId: null };
      }
    }
    return undefined;
  }

  /** Returns a text without erased names. */
  redact(text: string): string {
    if (this.isEmpty) return text;
    const words = [...text.matchAll(WORD)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
    let result = '';
    let done = 0;
    for (let first = 0; first < words.length; first++) {
      const last = this.#longest(text, words, first);
      if (last === undefined) continue;
      const { start } = words[first];
      const { end } = words[last];
      const personId = this.personOf(text.slice(start, end));
      result +=
        text.slice(done, start) +
        (personId === undefined ? ERASED : erasedRef(personId));
      done = end;
      first = last;
    }
    return result + text.slice(done);
  }

  /** Returns a value of JSON without erased names in its texts. */
  redactIn<T>(value: T): T {
    return this.isEmpty ? value : (this.#redactIn(value) as T);
  }

  #redactIn(value: unknown): unknown {
    if (typeof value === 'string') {
      return NUMBER.test(value) ? value : this.redact(value);
    }
    if (Array.isArray(value)) return value.map(each => this.#redactIn(each));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [
          this.refOf(key),
          this.#redactIn(each),
        ]),
      );
    }
    return value;
  }

  /** The last word of the longest erased name that begins with a word; undefined where none does. */
  #longest(
    text: string,
    words: readonly { start: number; end: number }[],
    first: number,
  ): number | undefined {
    let found: number | undefined;
    for (let last = first; last < first + MOST_WORDS; last++) {
      if (last >= words.length) break;
      const gap = text.slice(words[last - 1]?.end, words[last].start);
      if (last > first && !BETWEEN.test(gap)) break;
      if (this.#isWord(text.slice(words[first].start, words[last].end))) {
        found = last;
      }
    }
    return found;
  }

  #isWord(text: string): boolean {
    return SHORTEST.test(text) && this.#find('word', text) !== undefined;
  }

  #find(kind: string, name: string): ErasedName | undefined {
    return this.#byDigest.get(digestOf(this.#salt, kind, name));
  }
}

/** Waits for all who write by the names that are known, and makes others wait until the transaction ends. */
export async function lockNames(trx: Queryable): Promise<void> {
  // SQLite has one writer.
  if (isPostgres(trx)) await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
}

/** Stores what a person, or an account of theirs, was called. */
export async function rememberErased(
  trx: Queryable,
  { personId, identityId }: ErasedName,
  names: Names,
): Promise<void> {
  await remember(trx, { personId, identityId }, [
    ...(names.ref ? [['ref', names.ref] as const] : []),
    ...(names.emails ?? []).map(name => ['email', name] as const),
    ...(names.logins ?? []).map(name => ['login', name] as const),
    ...(names.annotations ?? []).map(name => ['annotation', name] as const),
    ...[
      names.ref,
      ...(names.emails ?? []),
      ...(names.logins ?? []),
      ...(names.annotations ?? []),
      ...(names.words ?? []),
    ].flatMap(name => (name ? [['word', trimmed(name)] as const] : [])),
    ...namesInKeys(names).map(name => ['in key', name] as const),
  ]);
}

/** Whether an account is none that a person signs in with. */
export function isMachine(kind: string): boolean {
  return kind === 'api-key' || kind === 'service';
}

/** How keys may be called after a person, without what stands between words: `annlee` for `ann.lee@example.com`. */
function namesInKeys({ ref, emails, logins, words }: Names): string[] {
  return [
    ref?.slice(ref.lastIndexOf('/') + 1),
    ...(emails ?? []).map(email => email.slice(0, email.indexOf('@'))),
    ...(logins ?? []),
    ...(words ?? []).filter(word => !word.includes('@')),
  ]
    .map(name => (name?.match(WORD) ?? []).join(''))
    .filter(name => name.length >= SHORTEST_IN_KEY && !NUMBER.test(name));
}

/** Stores what an account was called. What is reported of it again is that account's. */
export async function rememberAccount(
  trx: Queryable,
  who: ErasedName,
  namespace: string,
  { account, email, login, vendorId }: NamedAccount,
): Promise<void> {
  await remember(trx, who, [
    [`account ${namespace}`, account],
    ...(vendorId ? [[`id ${namespace}`, vendorId] as const] : []),
    ...[account, email, login, vendorId].flatMap(name =>
      name ? [['word', trimmed(name)] as const] : [],
    ),
  ]);
}

async function remember(
  trx: Queryable,
  { personId, identityId }: ErasedName,
  names: readonly (readonly [kind: string, name: string])[],
): Promise<void> {
  const settings = new Settings();
  let salt = await settings.get<string>(trx, SALT);
  if (salt === null) {
    salt = randomBytes(32).toString('hex');
    await settings.set(trx, SALT, salt);
  }
  const digests = new Set<string>();
  for (const [kind, name] of names) digests.add(digestOf(salt, kind, name));
  await writeRows(
    trx,
    'erased_names',
    { digest: 'text', person_id: 'integer', identity_id: 'integer' },
    [...digests].map(digest => ({
      digest,
      person_id: personId,
      identity_id: identityId,
    })),
    { conflict: { keys: ['digest'], update: ['person_id', 'identity_id'] } },
  );
}

function digestOf(salt: string, kind: string, name: string): string {
  return createHmac('sha256', salt)
    .update(`${kind}\n${fold(name)}`)
    .digest('hex');
}

/** From the first letter or digit of a name to the last, as it is found in a text. */
function trimmed(name: string): string {
  return name.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
