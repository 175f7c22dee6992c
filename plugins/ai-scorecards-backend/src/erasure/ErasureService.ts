import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { Clock } from '../clock';
import { isPostgres, Queryable, Settings } from '../database';
import { ORG_SETTINGS } from '../org';
import type { CatalogLook } from '../org/snapshot/readCatalog';
import { StandIns } from '../usage/push';
import {
  BY_ERASURE,
  eraseAccount,
  ERASED,
  ErasedNames,
  erasedRef,
  isUserRef,
  lockNames,
  rememberErased,
} from './names';
import { rewriteColumns } from './rewriteColumns';
import { rewritePushes } from './rewritePushes';
import { withoutErased } from './withoutErased';

/** Shorter names are in too many texts to look for. */
const SHORTEST_NAME = 3;

/** No person has this id. */
const NOBODY = -1;

/** What was erased, in numbers. */
export interface Erasure {
  /** Texts of the decision log that were emptied. */
  texts: number;
  /** Vendor accounts that have no name any more. */
  accounts: number;
}

export interface ErasureOptions {
  knex: Knex;
  clock: Clock;
  standIns: StandIns;
  /** Forgets a person in the decision log and in requests; returns how many texts were emptied. */
  eraseDecisions: (
    ref: string,
    names: readonly string[],
    by: string,
  ) => Promise<number>;
  /** Called after a change: what is kept in memory may hold names. */
  onChange: () => void;
}

/** What is stored of a person, or nothing but the ref. */
interface Known {
  id: number | null;
  title: string | null;
  email: string | null;
  login: string | null;
  /** Names in the configured annotations. */
  annotations: string[];
  accounts: StoredAccount[];
}

interface StoredAccount {
  id: number;
  namespace: string;
  account: string;
  email: string | null;
  login: string | null;
  vendorId: string | null;
}

/**
 * Takes the name from a person everywhere. What they used and cost stays with a person without a name, so that the
 * figures of their teams stay as they are, also when days are collected again.
 */
export class ErasureService {
  readonly #options: ErasureOptions;
  readonly #settings = new Settings();

  constructor(options: ErasureOptions) {
    this.#options = options;
  }

  /**
   * Erases a user. The decision log comes first, for it needs the names that the rest takes away; after a crash between
   * the two, erasing again ends the same. Throws InputError for a ref that is no user's.
   * @param person - the user's ref
   * @param given - other names that texts may hold
   * @param by - the admin's ref, which the log keeps
   */
  async erase(
    person: string,
    given: readonly string[],
    by: string,
  ): Promise<Erasure> {
    const { knex, eraseDecisions, onChange } = this.#options;
    const ref = refOfUser(person);
    const names = namesOf(await this.#known(knex, ref, given), given);
    const texts = await eraseDecisions(
      ref,
      // A number in a text is seldom how a vendor numbers somebody.
      names.filter(name => !/^\d+$/.test(name)),
      by,
    );
    const accounts = await knex.transaction(trx =>
      this.#eraseRest(trx, ref, given),
    );
    await clearFreePages(knex);
    onChange();
    return { texts, accounts };
  }

  /**
   * Forgets that a user was erased: the next look at the catalog puts them on rosters again, as somebody new. What was
   * erased stays erased. Returns whether anything was known.
   */
  async readmit(person: string): Promise<boolean> {
    const { knex, onChange } = this.#options;
    const ref = refOfUser(person);
    const known = await knex.transaction(async trx => {
      await this.#settings.raise(trx, ORG_SETTINGS.lock);
      const personId = (await ErasedNames.load(trx)).personOf(ref);
      if (personId === undefined) return false;
      await trx('erased_names').where({ person_id: personId }).delete();
      return true;
    });
    if (known) onChange();
    return known;
  }

  /** What is stored, accounts that nobody has and that are called as was given included. */
  async #known(
    trx: Queryable,
    ref: string,
    given: readonly string[],
  ): Promise<Known> {
    const row = await trx('people').where({ entity_ref: ref }).first();
    const id =
      row === undefined
        ? (await ErasedNames.load(trx)).personOf(ref) ?? null
        : Number(row.id);
    const annotations: string[] = row ? JSON.parse(row.accounts) : [];
    // By the rules that match accounts to people: one that came just now is matched by nobody yet.
    const names = [...given, row?.email, ...annotations].flatMap(
      name => name?.toLocaleLowerCase('en-US') ?? [],
    );
    const accounts: (Omit<StoredAccount, 'vendorId'> & {
      vendor_id: string | null;
    })[] = await trx('identities')
      .select('id', 'namespace', 'account', 'email', 'login', 'vendor_id')
      .where(whose =>
        whose.where({ person_id: id ?? NOBODY }).orWhere(open =>
          open.whereNull('person_id').where(called =>
            called
              .whereIn('account', names)
              .orWhereIn('email', names)
              .orWhereIn('login', names)
              .orWhere(github =>
                github
                  .where('namespace', 'like', 'github%')
                  .where('account', row?.login?.toLowerCase() ?? ''),
              ),
          ),
        ),
      )
      .whereRaw('coalesce(method, ?) <> ?', ['', BY_ERASURE]);
    return {
      id,
      title: row?.title ?? null,
      email: row?.email ?? null,
      login: row?.login ?? null,
      annotations,
      accounts: accounts.map(({ vendor_id: vendorId, ...account }) => ({
        ...account,
        id: Number(account.id),
        vendorId,
      })),
    };
  }

  /** Everything but the decision log, in one transaction that nothing runs beside which may write names. */
  async #eraseRest(
    trx: Knex.Transaction,
    ref: string,
    given: readonly string[],
  ): Promise<number> {
    const { clock, standIns } = this.#options;
    await this.#settings.raise(trx, ORG_SETTINGS.lock);
    await lockNames(trx);
    const known = await this.#known(trx, ref, given);
    const personId = known.id ?? (await addPerson(trx, ref));
    const { title, email, login, annotations } = known;
    const who = { personId, identityId: null };
    await rememberErased(trx, who, {
      ref,
      emails: [email, ...given.filter(name => name.includes('@'))].flatMap(
        name => name ?? [],
      ),
      logins: login ? [login] : [],
      annotations,
      words: [...(title ? [title] : []), ...given],
    });
    const accounts = [...known.accounts, ...(await machinesNamed(trx))];
    const called = namesOf({ ...known, accounts }, given);
    const names = [ref, ...called];
    const now = clock.now().toISOString();
    for (const account of accounts) {
      await eraseAccount(trx, personId, account, now);
    }
    await trx('people')
      .where({ id: personId })
      .update({
        entity_ref: erasedRef(personId),
        title: ERASED,
        email: null,
        login: null,
        accounts: '[]',
      });
    await trx('person_reads').where({ person_id: personId }).delete();
    await eraseLeads(trx, ref);
    await eraseHeldLook(trx);
    await rewritePushes(
      trx,
      standIns,
      names,
      namesOf({ ...known, accounts }, given, 1),
    );
    await rewriteColumns(trx, { ref, personId }, names);
    await this.#settings.raise(trx, ORG_SETTINGS.version);
    return accounts.length;
  }
}

/**
 * SQLite leaves what is deleted or replaced in its file, also what was so before. `secure_delete` would miss what stays
 * behind in pages that are split or written shorter.
 */
async function clearFreePages(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) await knex.raw('vacuum');
}

function refOfUser(person: string): string {
  const ref = person.toLocaleLowerCase('en-US');
  if (!isUserRef(ref)) throw new InputError('person must be the ref of a user');
  return ref;
}

/** API keys and service accounts that are called after somebody who was erased: nobody's, and named no more. */
async function machinesNamed(trx: Queryable): Promise<StoredAccount[]> {
  const names = await ErasedNames.load(trx);
  const rows: { id: number; namespace: string; account: string }[] = await trx(
    'identities',
  )
    .select('id', 'namespace', 'account')
    .where({ state: 'service-account' })
    .whereRaw('coalesce(method, ?) <> ?', ['', BY_ERASURE]);
  return rows
    .filter(({ account }) => names.namedIn(account))
    .map(row => ({
      ...row,
      id: Number(row.id),
      email: null,
      login: null,
      vendorId: null,
    }));
}

/** How texts may name a person, by names of so many characters. */
function namesOf(
  known: Known,
  given: readonly string[],
  shortest = SHORTEST_NAME,
): string[] {
  const names = [
    ...given,
    known.title,
    known.email,
    known.login,
    ...known.annotations,
    ...known.accounts.flatMap(account => [
      account.account,
      account.email,
      account.login,
      account.vendorId,
    ]),
  ].flatMap(name => name?.trim() ?? []);
  return [...new Set(names)].filter(name => name.length >= shortest);
}

/** Somebody whom no look at the catalog saw, so that what names them has a ref to hold instead. */
async function addPerson(trx: Queryable, ref: string): Promise<number> {
  await trx('people').insert({ entity_ref: ref, present: false });
  const row = await trx('people').where({ entity_ref: ref }).first('id');
  return Number(row.id);
}

async function eraseLeads(trx: Queryable, ref: string): Promise<void> {
  const groups: { id: number; leads: string }[] = await trx('groups').select(
    'id',
    'leads',
  );
  for (const { id, leads } of groups) {
    const before: string[] = JSON.parse(leads);
    if (!before.includes(ref)) continue;
    await trx('groups')
      .where({ id })
      .update({ leads: JSON.stringify(before.filter(lead => lead !== ref)) });
  }
}

async function eraseHeldLook(trx: Queryable): Promise<void> {
  const names = await ErasedNames.load(trx);
  const held: { id: number; payload: string }[] = await trx('org_snapshots')
    .select('id', 'payload')
    .whereNotNull('payload');
  for (const { id, payload } of held) {
    const look = withoutErased(names, JSON.parse(payload) as CatalogLook);
    await trx('org_snapshots')
      .where({ id })
      .update({ payload: JSON.stringify(look) });
  }
}
