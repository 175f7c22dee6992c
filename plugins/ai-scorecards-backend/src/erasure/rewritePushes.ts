import type { UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { Queryable } from '../database';
import { accountKey } from '../identities';
import { StandIns, sumAccount } from '../usage/push';
import { naming } from './naming';

/**
 * Takes erased names from what was pushed. Days need no adding up again: who is meant is the same.
 * @param names - what rows may hold anywhere
 * @param keys - what accounts may be called, however short
 */
export async function rewritePushes(
  trx: Queryable,
  standIns: StandIns,
  names: readonly string[],
  keys: readonly string[],
): Promise<void> {
  const sources: number[] = (
    await trx('sources').where({ pushed: true }).pluck('id')
  ).map(Number);
  for (const sourceId of sources) {
    await rewriteRows(trx, standIns, sourceId, names, keys);
    await rewriteSums(trx, standIns, sourceId);
  }
}

async function rewriteRows(
  trx: Queryable,
  standIns: StandIns,
  sourceId: number,
  names: readonly string[],
  keys: readonly string[],
): Promise<void> {
  const rows: { day: string; row_key: string; record: string }[] = await trx(
    'pushed_rows',
  )
    .select('day', 'row_key', 'record')
    .where({ source_id: sourceId })
    .andWhere(naming('record', [...names, ...keys.map(asKey)]));
  const read = rows.map(({ record, ...key }) => ({
    key,
    record: JSON.parse(record) as UsageRecord,
  }));
  const found = await standIns.of(
    trx,
    sourceId,
    read.map(({ record }) => record.account),
  );
  for (const { key, record } of read) {
    const name = found.get(accountKey(record.account.key));
    if (!name) continue;
    const account: UsageRecord['account'] = { kind: 'id', key: name };
    await trx('pushed_rows')
      .where({ source_id: sourceId, ...key })
      .update({ record: JSON.stringify({ ...record, account }) });
  }
}

/** An account as a record writes it, which is found where the name alone would be in too many texts. */
function asKey(name: string): string {
  return `"key":${JSON.stringify(accountKey(name))}`;
}

async function rewriteSums(
  trx: Queryable,
  standIns: StandIns,
  sourceId: number,
): Promise<void> {
  const accounts: string[] = await trx('pushed_sums')
    .where({ source_id: sourceId })
    .distinct()
    .pluck('account');
  const found = await standIns.of(trx, sourceId, accounts.map(sumAccount));
  for (const account of accounts) {
    const name = found.get(accountKey(account));
    if (!name) continue;
    const rows = await trx('pushed_sums')
      .select('*')
      .where({ source_id: sourceId, account });
    for (const row of rows) {
      await trx('pushed_sums')
        .insert({ ...row, account: name })
        .onConflict(['source_id', 'day', 'account', 'model', 'field'])
        .merge({ amount: trx.raw('pushed_sums.amount + excluded.amount') });
    }
    await trx('pushed_sums').where({ source_id: sourceId, account }).delete();
  }
}
