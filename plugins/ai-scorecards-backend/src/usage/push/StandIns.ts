import type { AccountRef, Source } from 'backstage-plugin-ai-scorecards-node';
import { inList, Queryable } from '../../database';
import { ErasedNames } from '../../erasure/names';
import { accountKey, IdentityStore } from '../../identities';
import { namespaceOf } from './PushIntake';

/** Tells under which names accounts of erased people are kept, so that what is pushed of them names nobody. */
export class StandIns {
  readonly #accounts: IdentityStore;
  readonly #vendors: () => readonly Pick<Source, 'tool' | 'namespace'>[];

  constructor(
    accounts: IdentityStore,
    vendors: () => readonly Pick<Source, 'tool' | 'namespace'>[],
  ) {
    this.#accounts = accounts;
    this.#vendors = vendors;
  }

  /** Returns the names that stand for accounts of a source, by {@link accountKey}; only for those that were erased. */
  async of(
    trx: Queryable,
    sourceId: number,
    accounts: readonly AccountRef[],
  ): Promise<ReadonlyMap<string, string>> {
    const erased = await ErasedNames.load(trx);
    if (erased.isEmpty || accounts.length === 0) return new Map();
    const row = await trx('sources')
      .join('tools', 'tools.id', 'sources.tool_id')
      .where('sources.id', sourceId)
      .first('tools.entity_ref');
    const namespace = namespaceOf(this.#vendors(), row?.entity_ref ?? '');
    const met = accounts.filter(account =>
      erased.accountOf(namespace, account),
    );
    if (met.length === 0) return new Map();
    const ids = await this.#accounts.upsertAccounts(trx, namespace, met);
    const rows: { id: number; account: string }[] = await trx('identities')
      .select('id', 'account')
      .where(inList(trx, 'id', [...ids.values()]));
    const names = new Map(rows.map(({ id, account }) => [Number(id), account]));
    return new Map(
      met.flatMap(({ key }) => {
        const name = names.get(ids.get(accountKey(key)) ?? 0);
        return name ? [[accountKey(key), name] as const] : [];
      }),
    );
  }
}
