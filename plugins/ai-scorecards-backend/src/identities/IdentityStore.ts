import type { IdentitiesQuery } from 'backstage-plugin-ai-scorecards-common';
import type { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import type { Clock } from '../clock';
import { inList, Queryable, StalePeriods, updateRows } from '../database';
import { BY_ERASURE } from '../erasure/names';
import { AccountIntake, Identified } from './AccountIntake';
import { IdentityChange, markChangedAccounts } from './changedAccounts';
import {
  countIdentities,
  IdentityCounts,
  ListedIdentity,
  listIdentities,
} from './listIdentities';
import { accountKey, accountsNamed, IdentityRow, toIdentity } from './rows';
import { Identity, Verdict } from './types';

/** Vendor accounts and who they are. */
export class IdentityStore {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #stale: StalePeriods;
  readonly #intake: AccountIntake;

  constructor(knex: Knex, clock: Clock, stale = new StalePeriods(knex)) {
    this.#knex = knex;
    this.#clock = clock;
    this.#stale = stale;
    this.#intake = new AccountIntake({ clock, stale });
  }

  /** See {@link AccountIntake.take}. */
  upsertAccounts(
    trx: Queryable,
    namespace: string,
    accounts: Iterable<AccountRef>,
  ): Promise<Map<string, number>> {
    return this.#intake.take(trx, namespace, accounts);
  }

  /** See {@link AccountIntake.identify}. */
  identify<T>(
    trx: Queryable,
    namespace: string,
    read: () => AsyncIterable<readonly T[]>,
    accountOf: (item: T) => AccountRef,
  ): AsyncIterable<Identified<T>[]> {
    return this.#intake.identify(trx, namespace, read, accountOf);
  }

  /** Every account, by id. */
  async all(trx: Queryable = this.#knex): Promise<Identity[]> {
    const rows: IdentityRow[] = await trx('identities').orderBy('id');
    return rows.map(toIdentity);
  }

  /**
   * Accounts that are unresolved or somebody's, and that no operator decided on, by id.
   * @param part - only so many, with an id above `after`, or the unresolved of them alone; or only those of `ids`
   */
  async undecided(
    part:
      | { after: number; limit: number; unresolved: boolean }
      | { ids: readonly number[] },
    trx: Queryable = this.#knex,
  ): Promise<Identity[]> {
    const query = trx('identities')
      .select('*')
      .where(open => {
        open.where({ state: 'unresolved', method: null });
        if ('unresolved' in part && part.unresolved) return;
        open.orWhere(matched =>
          matched
            .where({ state: 'person' })
            .whereNotIn('method', ['operator', BY_ERASURE]),
        );
      })
      .orderBy('id');
    const rows: IdentityRow[] = await ('ids' in part
      ? query.andWhere(inList(trx, 'id', part.ids))
      : query.andWhere('id', '>', part.after).limit(part.limit));
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
      for (const [key, identity] of await accountsNamed(trx, namespace, keys)) {
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

  /** See {@link listIdentities}. */
  list(
    query: IdentitiesQuery,
  ): Promise<{ items: ListedIdentity[]; nextCursor: string | null }> {
    return listIdentities(this.#knex, query);
  }

  /** How many accounts are in each state. */
  counts(): Promise<IdentityCounts> {
    return countIdentities(this.#knex);
  }

  /** See {@link markChangedAccounts}. */
  markChanged(
    trx: Queryable,
    changes: readonly IdentityChange[],
  ): Promise<ReadonlySet<string>> {
    return markChangedAccounts(
      trx,
      { stale: this.#stale, clock: this.#clock },
      changes,
    );
  }
}
