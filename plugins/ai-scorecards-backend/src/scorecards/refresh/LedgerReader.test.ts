import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ToolStore } from '../../tools';
import { ledgerEntry } from '../../usage/__testUtils__/ledger';
import { LedgerStore } from '../../usage/LedgerStore';
import { OTLP_DOOR, pushedSource } from '../../usage/push/pushedSource';
import { SourceStore } from '../../usage/SourceStore';
import { sourceOf, storeSource } from '../../usage/status/__testUtils__/store';
import { LedgerReader } from './LedgerReader';

const TODAY = '2026-11-23';
const vendor = sourceOf();
const LICENSED = 'resource:default/licensed';

/** Pushes of 18 and 20 November, the day between without any, added up when all were over. */
async function pushed(knex: Knex, tool: string) {
  const { id } = await new SourceStore(knex, new ToolStore(knex)).register(
    pushedSource(OTLP_DOOR, tool),
  );
  const ledger = new LedgerStore(knex);
  await knex.transaction(async trx => {
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      await ledger.put(
        trx,
        id,
        ledgerEntry({
          day,
          rows: day === '2026-11-19' ? 0 : 3,
          fetchedAt: `${TODAY}T00:00:00.000Z`,
        }),
      );
    }
  });
}

async function read(knex: Knex, withVendor: boolean) {
  const reader = new LedgerReader({
    knex,
    sources: () => (withVendor ? [vendor] : []),
    backfillDays: 30,
    pooledTools: () => false,
    licensedTools: tool => tool === LICENSED,
  });
  const found = await reader.between('2026-11-16', '2026-11-22', TODAY);
  return found.map(({ title, ofTotal, stateOf }) => [
    title,
    ofTotal,
    ...['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-22'].map(stateOf),
  ]);
}

describeOnEachDatabase('LedgerReader', init => {
  const states = ['no-data', 'observed', 'observed', 'missing'];

  it('rests on the vendor alone where both report a tool', async () => {
    const knex = await init();
    await storeSource(knex, vendor, []);
    await pushed(knex, vendor.tool);
    const titles = (await read(knex, true)).map(([title]) => title);
    expect(titles).toEqual(['Cursor']);
  });

  it('knows of pushes what came, and holds up the whole only for who is licensed', async () => {
    const knex = await init();
    await storeSource(knex, vendor, []);
    await pushed(knex, LICENSED);
    await pushed(knex, 'resource:default/other');
    expect((await read(knex, true)).slice(1)).toEqual([
      ['OpenTelemetry of licensed', true, ...states],
      ['OpenTelemetry of other', false, ...states],
    ]);
  });

  it('rests on pushes where there is nothing else', async () => {
    const knex = await init();
    await pushed(knex, 'resource:default/other');
    expect(await read(knex, false)).toEqual([
      ['OpenTelemetry of other', true, ...states],
    ]);
  });
});
