import { InputError } from '@backstage/errors';
import {
  addDays,
  daysFromTo,
  firstDay,
  IdentitiesQuery,
  IdentityState,
  monthOf,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  AccountKind,
  AccountRef,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import {
  dayText,
  inList,
  Queryable,
  StalePeriods,
  updateRows,
  writeRows,
} from '../database';
import {
  addErasedAccount,
  BY_ERASURE,
  eraseAccount,
  ErasedNames,
  isStandIn,
} from '../erasure/names';
import { markMerges } from '../outcomes/markMerges';
import { followRenames } from './followRenames';
import { Identity } from './types';
import { unchangedAccounts } from './unchangedAccounts';

const ACCOUNT_COLUMNS = {
  namespace: 'text',
  account: 'text',
  kind: 'text',
  email: 'text',
  login: 'text',
  vendor_id: 'text',
  state: 'text',
  method: 'text',
  updated_at: 'text',
} as const;

/** Snapshots tell what share of accounts is matched over their 28 days. */
const COVERAGE_WEEKS = 4;

/** What is decided of an account. */
export interface Verdict {
  id: number;
  state: IdentityState;
  personId: number | null;
  method: string | null;
  leftOn: string | null;
}

/** What an account was decided to be, and what it is now. */
export interface IdentityChange {
  before: Pick<Identity, 'state' | 'personId'>;
  after: Pick<Verdict, 'id' | 'state' | 'personId'>;
}

/** Whose use an account is; null for nobody's. */
function personOf({
  state,
  personId,
}: IdentityChange['before']): number | null {
  return state === 'person' || state === 'left' ? personId : null;
}

function isOfAnother({ before, after }: IdentityChange): boolean {
  return personOf(before) !== personOf(after);
}

function isOfAnotherKind(change: IdentityChange): boolean {
  return !isOfAnother(change) && change.before.state !== change.after.state;
}

function isMatchedOrNot(change: IdentityChange): boolean {
  const { before, after } = change;
  return (
    isOfAnotherKind(change) &&
    (before.state === 'unresolved' || after.state === 'unresolved')
  );
}

/** A listed account. */
export interface ListedIdentity extends Identity {
  personRef: string | null;
}

export type IdentityCounts = Record<IdentityState, number>;

/** Returns the name by which an account is stored: accounts are compared without case. */
export function accountKey(key: string): string {
  return key.trim().toLowerCase();
}

/** Vendor accounts and who they are. */
export class IdentityStore {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #stale: StalePeriods;

  constructor(knex: Knex, clock: Clock, stale = new StalePeriods(knex)) {
    this.#knex = knex;
    this.#clock = clock;
    this.#stale = stale;
  }

  /**
   * Makes accounts known and returns their ids by {@link accountKey}. New accounts are unresolved; API keys and service
   * accounts are what they say. An account whose e-mail or login changed is unresolved again, unless an operator
   * decided; what a vendor leaves out this time is kept.
   */
  async upsertAccounts(
    trx: Queryable,
    namespace: string,
    accounts: Iterable<AccountRef>,
  ): Promise<Map<string, number>> {
    const given = new Map<string, AccountRef>();
    for (const account of accounts) {
      const key = accountKey(account.key);
      const known = given.get(key);
      const defined = definedOf(account);
      given.set(key, known ? { ...known, ...defined } : defined);
    }
    const names = await ErasedNames.load(trx);
    const isErased = (key: string, account: AccountRef) =>
      isStandIn(key) ||
      (!names.isEmpty && names.accountOf(namespace, { ...account, key }));
    if (![...given].some(([key, account]) => isErased(key, account))) {
      const unchanged = await unchangedAccounts(trx, namespace, given);
      if (unchanged) return unchanged;
    }
    const erased = await this.#takeErased(trx, namespace, given, names);
    // In one order for all: two sources that make accounts known at once would lock each other out.
    const keys = [...given.keys()].sort();
    await followRenames(trx, namespace, given);
    const stored = await this.#byAccounts(trx, namespace, keys);
    const now = this.#clock.now().toISOString();
    const fresh = keys.filter(key => !stored.has(key));
    for (const key of keys) {
      const before = stored.get(key);
      const account = given.get(key);
      if (before && account) await this.#renew(trx, before, account, now);
    }
    if (fresh.length === 0) return new Map([...idsOf(stored), ...erased]);
    await writeRows(
      trx,
      'identities',
      ACCOUNT_COLUMNS,
      fresh.map(key => freshRow(namespace, key, given.get(key), now)),
      { conflict: { keys: ['namespace', 'account'] } },
    );
    const added = await this.#byAccounts(trx, namespace, fresh);
    return new Map([...idsOf(new Map([...stored, ...added])), ...erased]);
  }

  /** Takes accounts of erased people out of those given, and returns whose they are by the names given. */
  async #takeErased(
    trx: Queryable,
    namespace: string,
    given: Map<string, AccountRef>,
    names: ErasedNames,
  ): Promise<Map<string, number>> {
    const standIns = [...given.keys()].filter(isStandIn);
    const found = await this.#byStandIns(trx, standIns);
    if (!names.isEmpty) {
      const taken = new Set(found.values());
      const now = this.#clock.now().toISOString();
      for (const [key, account] of given) {
        const hit = found.has(key)
          ? undefined
          : names.accountOf(namespace, { ...account, key });
        if (!hit) continue;
        const { personId, identityId } = hit;
        const id =
          identityId !== null && !taken.has(identityId)
            ? identityId
            : await this.#eraseMet(trx, personId, namespace, account, now);
        if (id === null) continue;
        taken.add(id);
        found.set(key, id);
      }
    }
    for (const key of found.keys()) given.delete(key);
    return found;
  }

  /** An account that turns out to be an erased person's, stored already or new; null where it is somebody else's. */
  async #eraseMet(
    trx: Queryable,
    personId: number,
    namespace: string,
    given: AccountRef,
    now: string,
  ): Promise<number | null> {
    const key = accountKey(given.key);
    const stored = (await this.#byAccounts(trx, namespace, [key])).get(key);
    if (stored) {
      if (stored.personId !== null && stored.personId !== personId) return null;
      await eraseAccount(trx, personId, stored, now);
      return stored.id;
    }
    return addErasedAccount(
      trx,
      personId,
      namespace,
      {
        account: key,
        kind: given.kind,
        email: lower(given.email),
        login: lower(given.login),
        vendorId: given.vendorId ?? null,
      },
      now,
    );
  }

  /** Accounts under the names that they have since their own were erased. */
  async #byStandIns(
    trx: Queryable,
    names: readonly string[],
  ): Promise<Map<string, number>> {
    if (names.length === 0) return new Map();
    const rows: IdentityRow[] = await trx('identities')
      .select('*')
      .where({ method: BY_ERASURE })
      .andWhere(inList(trx, 'account', names));
    return new Map(rows.map(row => [row.account, Number(row.id)]));
  }

  async #renew(
    trx: Queryable,
    before: Identity,
    account: AccountRef,
    now: string,
  ): Promise<void> {
    const email = lower(account.email) ?? before.email;
    const login = lower(account.login) ?? before.login;
    const vendorId = account.vendorId ?? before.vendorId;
    // A login that was laid aside comes back with the vendor's own id: it is still the same person's.
    const renamed =
      email !== before.email ||
      (login !== before.login && before.login !== null);
    const isSame = login === before.login && vendorId === before.vendorId;
    if (!renamed && isSame) return;
    const undecided =
      renamed && before.state === 'person' && before.method !== 'operator';
    await trx('identities')
      .where({ id: before.id })
      .update({
        email,
        login,
        vendor_id: vendorId,
        updated_at: now,
        ...(undecided
          ? { state: 'unresolved', person_id: null, method: null }
          : {}),
      });
    if (undecided) {
      const after = {
        id: before.id,
        state: 'unresolved',
        personId: null,
      } as const;
      await this.markChanged(trx, [{ before, after }]);
    }
  }

  /** Every account, by id. */
  async all(trx: Queryable = this.#knex): Promise<Identity[]> {
    const rows: IdentityRow[] = await trx('identities').orderBy('id');
    return rows.map(toIdentity);
  }

  /** Accounts that are unresolved or somebody's, and that no operator decided on. */
  async undecided(trx: Queryable = this.#knex): Promise<Identity[]> {
    const rows: IdentityRow[] = await trx('identities')
      .select('*')
      .where({ state: 'unresolved', method: null })
      .orWhere(matched =>
        matched
          .where({ state: 'person' })
          .whereNotIn('method', ['operator', BY_ERASURE]),
      )
      .orderBy('id');
    return rows.map(toIdentity);
  }

  /** The accounts of one person. */
  async ofPerson(personId: number): Promise<Identity[]> {
    const rows: IdentityRow[] = await this.#knex('identities')
      .select('*')
      .where({ person_id: personId })
      .orderBy(['namespace', 'account']);
    return rows.map(toIdentity);
  }

  /** Finds accounts by namespace and name; the key of the answer is `namespace account`. */
  async find(
    trx: Queryable,
    wanted: readonly { namespace: string; account: string }[],
  ): Promise<Map<string, Identity>> {
    const found = new Map<string, Identity>();
    for (const namespace of new Set(wanted.map(item => item.namespace))) {
      const keys = wanted
        .filter(item => item.namespace === namespace)
        .map(item => accountKey(item.account));
      for (const [key, identity] of await this.#byAccounts(
        trx,
        namespace,
        keys,
      )) {
        found.set(`${namespace} ${key}`, identity);
      }
    }
    return found;
  }

  /** Stores verdicts. */
  async decide(trx: Queryable, verdicts: readonly Verdict[]): Promise<void> {
    const now = this.#clock.now().toISOString();
    await updateRows(
      trx,
      'identities',
      'id',
      {
        id: 'integer',
        state: 'text',
        person_id: 'integer',
        method: 'text',
        left_on: 'text',
        updated_at: 'text',
      },
      verdicts.map(verdict => ({
        id: verdict.id,
        state: verdict.state,
        person_id: verdict.personId,
        method: verdict.method,
        left_on: verdict.leftOn,
        updated_at: now,
      })),
    );
  }

  /** A page of accounts by namespace and name. Throws InputError for a cursor that this list did not give out. */
  async list(
    query: IdentitiesQuery,
  ): Promise<{ items: ListedIdentity[]; nextCursor: string | null }> {
    const rows = await this.#knex('identities')
      .leftJoin('people', 'people.id', 'identities.person_id')
      .modify(builder => {
        if (query.state) builder.where('identities.state', query.state);
        if (query.namespace) builder.where({ namespace: query.namespace });
        if (query.search) {
          const like = `%${query.search
            .toLowerCase()
            .replace(/[\\%_]/g, '\\$&')}%`;
          builder.whereRaw(
            `(identities.account like ? escape '\\' or people.entity_ref like ? escape '\\')`,
            [like, like],
          );
        }
        if (query.cursor) {
          const after = readCursor(query.cursor);
          builder.whereRaw(
            '(identities.namespace > ? or (identities.namespace = ? and identities.account > ?))',
            [after.namespace, after.namespace, after.account],
          );
        }
      })
      .select<(IdentityRow & { person_ref: string | null })[]>('identities.*', {
        person_ref: 'people.entity_ref',
      })
      .orderBy(['identities.namespace', 'identities.account'])
      .limit(query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page[page.length - 1];
    return {
      items: page.map(row => ({
        ...toIdentity(row),
        personRef: row.person_ref,
      })),
      nextCursor: rows.length > page.length ? writeCursor(last) : null,
    };
  }

  /** How many accounts are in each state. */
  async counts(): Promise<IdentityCounts> {
    const counts: IdentityCounts = {
      person: 0,
      'service-account': 0,
      left: 0,
      unresolved: 0,
    };
    const rows = await this.#knex('identities')
      .select('state')
      .count<{ state: IdentityState; n: number | string }[]>({ n: '*' })
      .groupBy('state');
    for (const row of rows) {
      counts[row.state] = Number(row.n);
    }
    return counts;
  }

  /**
   * Marks what has to be worked out again because accounts are somebody or something else, up to today. Returns of how many
   * UTC days that is: days with facts or merged changes of them, and days of their seats that anything was collected
   * for. Where the person stays the same, only money moves from bucket to bucket, and what share of accounts is matched.
   */
  async markChanged(
    trx: Queryable,
    changes: readonly IdentityChange[],
  ): Promise<number> {
    const whose = await this.#daysOf(trx, changes, isOfAnother);
    await this.#stale.mark(trx, 'day', [...whose.used, ...whose.held]);
    await markMerges(trx, this.#stale, whose.merged);
    const money = await this.#daysOf(trx, changes, isOfAnotherKind);
    const days = [...money.used, ...money.held];
    await this.#stale.mark(trx, 'month', [
      ...new Set(days.map(day => firstDay(monthOf(day)))),
    ]);
    const matched = await this.#daysOf(trx, changes, isMatchedOrNot);
    await markMerges(trx, this.#stale, matched.merged);
    const current = weekOf(today(this.#clock));
    const cards = [...matched.used].flatMap(day =>
      weeksBetween(weekOf(day), addDays(weekOf(day), 7 * (COVERAGE_WEEKS - 1))),
    );
    await this.#stale.mark(
      trx,
      'card',
      cards.filter(week => week <= current),
    );
    return new Set([...whose.used, ...whose.held, ...whose.merged, ...days])
      .size;
  }

  /** UTC days with facts, with seats and with merged changes of accounts that changed in some way. */
  async #daysOf(
    trx: Queryable,
    changes: readonly IdentityChange[],
    changed: (change: IdentityChange) => boolean,
  ): Promise<Record<'used' | 'held' | 'merged', Set<string>>> {
    const ids = changes.filter(changed).map(({ after }) => after.id);
    if (ids.length === 0) {
      return { used: new Set(), held: new Set(), merged: new Set() };
    }
    const isOne = inList(trx, 'identity_id', ids);
    const facts: { day: string }[] = await trx('usage_facts')
      .distinct(dayText(trx, 'day', 'day'))
      .where(isOne);
    const seats: { valid_from: string; valid_to: string }[] = await trx('seats')
      .distinct('valid_from', 'valid_to')
      .where(isOne);
    const held = new Set<string>();
    const first = await this.#stale.firstDay(trx);
    const now = today(this.#clock);
    for (const seat of seats) {
      if (first === null) break;
      const from = seat.valid_from < first ? first : seat.valid_from;
      const last = seat.valid_to > now ? now : addDays(seat.valid_to, -1);
      for (const day of daysFromTo(from, last)) held.add(day);
    }
    const merges: { day: string }[] = await trx('pull_requests')
      .distinct('day')
      .where(isOne);
    return {
      used: new Set(facts.map(row => row.day)),
      held,
      merged: new Set(merges.map(row => row.day)),
    };
  }

  async #byAccounts(
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
}

function freshRow(
  namespace: string,
  key: string,
  account: AccountRef | undefined,
  now: string,
) {
  const kind: AccountKind = account?.kind ?? 'id';
  const machine = kind === 'api-key' || kind === 'service';
  return {
    namespace,
    account: key,
    kind,
    email: lower(account?.email),
    login: lower(account?.login),
    vendor_id: account?.vendorId ?? null,
    state: machine ? 'service-account' : 'unresolved',
    method: machine ? 'kind' : null,
    updated_at: now,
  };
}

function definedOf(account: AccountRef): AccountRef {
  const { email, login, vendorId, ...rest } = account;
  return {
    ...rest,
    ...(email ? { email } : {}),
    ...(login ? { login } : {}),
    ...(vendorId ? { vendorId } : {}),
  };
}

function lower(text: string | null | undefined): string | null {
  return text ? text.trim().toLowerCase() : null;
}

function idsOf(identities: ReadonlyMap<string, Identity>): Map<string, number> {
  return new Map([...identities].map(([key, { id }]) => [key, id]));
}

function writeCursor(row: { namespace: string; account: string }): string {
  return Buffer.from(JSON.stringify([row.namespace, row.account])).toString(
    'base64url',
  );
}

function readCursor(cursor: string): { namespace: string; account: string } {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (Array.isArray(value) && value.every(part => typeof part === 'string')) {
      return { namespace: value[0], account: value[1] ?? '' };
    }
  } catch {
    // Told below, in the words of the parameter.
  }
  throw new InputError('cursor is not one that this list gave out');
}

interface IdentityRow {
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

function toIdentity(row: IdentityRow): Identity {
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
