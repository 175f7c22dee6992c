import type { Source } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { StalePeriods } from '../../../database';
import { ToolStore } from '../../../tools';
import { LedgerEntry } from '../../dayState';
import { LedgerStore } from '../../LedgerStore';
import { SourceStore } from '../../SourceStore';

/** A source that collects nothing, with what a test wants it to be. */
export function sourceOf(
  parts: Partial<
    Pick<Source, 'id' | 'title' | 'configKey' | 'settleDays' | 'test'>
  > & {
    kind?: 'usage' | 'cost';
  } = {},
): Source {
  return {
    kind: 'usage',
    id: 'cursor-usage',
    title: 'Cursor',
    configKey: 'cursor',
    namespace: 'cursor',
    tool: 'resource:default/cursor',
    settleDays: 2,
    access: 'The key has to be an Admin API key.',
    test: async () => undefined,
    collectDay: async () => ({ state: 'empty', reason: 'a test' }),
    ...parts,
  } as Source;
}

/** Makes a source known with what it collected. Returns its id and that of its tool. */
export async function storeSource(
  knex: Knex,
  source: Source & { pushed?: boolean },
  entries: readonly LedgerEntry[] = [],
): Promise<{ id: number; toolId: number }> {
  const stale = new StalePeriods(knex);
  const stored = await new SourceStore(
    knex,
    new ToolStore(knex, stale),
    stale,
  ).register(source);
  const ledger = new LedgerStore(knex);
  await knex.transaction(async trx => {
    for (const entry of entries) await ledger.put(trx, stored.id, entry);
  });
  return stored;
}

/** Stores accounts by name with their state. Returns their ids. */
export async function storeAccounts(
  knex: Knex,
  states: Record<string, string>,
): Promise<Record<string, number>> {
  await knex('identities').insert(
    Object.entries(states).map(([account, state]) => ({
      namespace: 'cursor',
      account,
      kind: 'email',
      state,
      updated_at: '2026-11-23T00:00:00.000Z',
    })),
  );
  const rows = await knex('identities').select('id', 'account');
  return Object.fromEntries(rows.map(row => [row.account, Number(row.id)]));
}
