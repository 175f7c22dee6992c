import type {
  AccountKind,
  AccountRef,
} from 'backstage-plugin-ai-scorecards-node';
import type { Clock } from '../clock';
import {
  inList,
  Queryable,
  StalePeriods,
  TransactionConflict,
  writeRows,
} from '../database';
import {
  addErasedAccount,
  BY_ERASURE,
  eraseAccount,
  ErasedNames,
  isStandIn,
} from '../erasure/names';
import { markChangedAccounts } from './changedAccounts';
import { followRenames } from './followRenames';
import { accountKey, accountsNamed, IdentityRow, lower } from './rows';
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

/** Something of an account, and the account's id. */
export interface Identified<T> {
  item: T;
  id: number;
}

type Pieces<T> = AsyncIterable<readonly T[]> | Iterable<readonly T[]>;

/** What is known of all accounts of a transaction while some are looked at. */
interface Others {
  names: ErasedNames;
  /** Ids of accounts that it took already. */
  taken: ReadonlySet<number>;
  vendorIds: VendorIds;
}

/** Which vendor ids were given twice. */
class VendorIds {
  readonly #seen = new Set<string>();
  readonly #doubled = new Set<string>();

  add(vendorId: string | undefined): void {
    if (!vendorId) return;
    if (this.#seen.has(vendorId)) this.#doubled.add(vendorId);
    this.#seen.add(vendorId);
  }

  isDoubled(vendorId: string): boolean {
    return this.#doubled.has(vendorId);
  }
}

/** Makes accounts known that sources tell of. */
export class AccountIntake {
  readonly #clock: Clock;
  readonly #stale: StalePeriods;

  constructor(options: { clock: Clock; stale: StalePeriods }) {
    this.#clock = options.clock;
    this.#stale = options.stale;
  }

  /**
   * Makes accounts known and returns their ids by {@link accountKey}. New accounts are unresolved; API keys and service
   * accounts are what they say. An account whose e-mail or login changed is unresolved again, unless an operator
   * decided; what a vendor leaves out this time is kept.
   */
  async take(
    trx: Queryable,
    namespace: string,
    accounts: Iterable<AccountRef>,
  ): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    const given = [...byKey(accounts).values()];
    const pieces = this.identify(
      trx,
      namespace,
      () => [given],
      account => account,
    );
    for await (const piece of pieces) {
      for (const { item, id } of piece) ids.set(item.key, id);
    }
    return ids;
  }

  /**
   * The same of any number of items that each have an account of their own, some at a time: those of accounts that are
   * known and say nothing new, which are nearly all of them on most days, as they come. Where there are others, all are
   * read once more for them, so that it is known by then which ids were given twice and which accounts are taken. No two
   * items have the same id.
   * @param read - the items in pieces; the same each time
   */
  async *identify<T>(
    trx: Queryable,
    namespace: string,
    read: () => Pieces<T>,
    accountOf: (item: T) => AccountRef,
  ): AsyncGenerator<Identified<T>[]> {
    const names = await ErasedNames.load(trx);
    const taken = new Set<number>();
    /** Places of items whose accounts have to be looked at. */
    const open: number[] = [];
    const vendorIds = new VendorIds();
    let place = 0;
    for await (const piece of read()) {
      const given = byKey(piece.map(accountOf));
      for (const [key, account] of given) {
        if (isErased(names, namespace, key, account)) given.delete(key);
      }
      const known = await unchangedAccounts(trx, namespace, given);
      const found: Identified<T>[] = [];
      for (const item of piece) {
        const account = accountOf(item);
        const id = known.get(accountKey(account.key));
        if (id === undefined) {
          open.push(place);
          vendorIds.add(account.vendorId);
        } else {
          found.push({ item, id: takeOnce(taken, id) });
        }
        place += 1;
      }
      if (found.length > 0) yield found;
    }
    if (open.length === 0) return;

    const settle = async (items: readonly T[]): Promise<Identified<T>[]> => {
      const ids = await this.#settle(
        trx,
        namespace,
        byKey(items.map(accountOf)),
        { names, taken, vendorIds },
      );
      return items.map(item => {
        const id = ids.get(accountKey(accountOf(item).key));
        if (id === undefined) throw new Error('An account was not stored');
        return { item, id: takeOnce(taken, id) };
      });
    };
    place = 0;
    let next = 0;
    for await (const piece of read()) {
      const items: T[] = [];
      for (const item of piece) {
        if (open[next] === place) {
          items.push(item);
          next += 1;
        }
        place += 1;
      }
      if (items.length > 0) yield await settle(items);
    }
  }

  /** Looks at accounts that are new or say something new. */
  async #settle(
    trx: Queryable,
    namespace: string,
    given: Map<string, AccountRef>,
    { names, taken, vendorIds }: Others,
  ): Promise<Map<string, number>> {
    const erased = await this.#takeErased(trx, namespace, given, names, taken);
    // In one order for all: two sources that make accounts known at once would lock each other out.
    const keys = [...given.keys()].sort();
    await followRenames(trx, namespace, given, {
      taken,
      isDoubled: vendorId => vendorIds.isDoubled(vendorId),
    });
    const stored = await accountsNamed(trx, namespace, keys);
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
    const added = await accountsNamed(trx, namespace, fresh);
    return new Map([...idsOf(new Map([...stored, ...added])), ...erased]);
  }

  /** Takes accounts of erased people out of those given, and returns whose they are by the names given. */
  async #takeErased(
    trx: Queryable,
    namespace: string,
    given: Map<string, AccountRef>,
    names: ErasedNames,
    takenBefore: ReadonlySet<number>,
  ): Promise<Map<string, number>> {
    const standIns = [...given.keys()].filter(isStandIn);
    const found = await this.#byStandIns(trx, standIns);
    if (!names.isEmpty) {
      const taken = new Set([...takenBefore, ...found.values()]);
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
    const stored = (await accountsNamed(trx, namespace, [key])).get(key);
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
      await markChangedAccounts(
        trx,
        { stale: this.#stale, clock: this.#clock },
        [{ before, after }],
      );
    }
  }
}

/** Adds an id. Throws a conflict where it is there: then another transaction gave the account another name meanwhile. */
function takeOnce(taken: Set<number>, id: number): number {
  if (taken.has(id)) throw new TransactionConflict();
  taken.add(id);
  return id;
}

/** Accounts by {@link accountKey}; of one that is given twice, what was told last. */
function byKey(accounts: Iterable<AccountRef>): Map<string, AccountRef> {
  const given = new Map<string, AccountRef>();
  for (const account of accounts) {
    const key = accountKey(account.key);
    given.set(key, { ...given.get(key), ...definedOf(account), key });
  }
  return given;
}

function isErased(
  names: ErasedNames,
  namespace: string,
  key: string,
  account: AccountRef,
): boolean {
  if (isStandIn(key)) return true;
  return (
    !names.isEmpty && Boolean(names.accountOf(namespace, { ...account, key }))
  );
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

function idsOf(identities: ReadonlyMap<string, Identity>): Map<string, number> {
  return new Map([...identities].map(([key, { id }]) => [key, id]));
}
