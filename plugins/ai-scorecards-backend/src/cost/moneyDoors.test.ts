import { describeOnEachDatabase } from '../__testUtils__/databases';
import { ledgerEntry } from '../usage/__testUtils__/ledger';
import { sourceOf, storeSource } from '../usage/status/__testUtils__/store';
import { Door, DoorDay, MoneyDoors, readMoneyDoors } from './moneyDoors';

const DAY = '2026-10-05';
const usage: Door = { id: 1, configKey: 'github', toolId: 7, kind: 'usage' };
const bill: Door = { ...usage, id: 2, kind: 'cost' };
const otherKey: Door = { ...usage, id: 3, configKey: 'otlp' };
const otherTool: Door = { ...usage, id: 4, toolId: 8 };
const all = [usage, bill, otherKey, otherTool];

const on = (door: Door, parts: Partial<DoorDay> = {}): DoorDay => ({
  ...door,
  day: DAY,
  byAccount: false,
  tellsUsage: false,
  ...parts,
});

describe('MoneyDoors', () => {
  it.each<[string, DoorDay[], boolean, number[]]>([
    ['nothing is known', [], false, [1, 2, 3, 4]],
    ['rows came with credits alone', [on(usage)], false, [1, 2, 3, 4]],
    [
      'rows came with what the use cost',
      [on(usage, { tellsUsage: true })],
      true,
      [1, 2, 3, 4],
    ],
    ['a bill came that names nobody', [on(bill)], true, [1, 2, 3, 4]],
    [
      'a bill came that names accounts',
      [on(usage), on(bill, { byAccount: true, tellsUsage: true })],
      true,
      [2, 3, 4],
    ],
    [
      'a bill came of another day',
      [on(bill, { byAccount: true, day: '2026-10-06' })],
      false,
      [1, 2, 3, 4],
    ],
    [
      'a bill came of another tool',
      [on(bill, { byAccount: true, toolId: 8 })],
      false,
      [1, 2, 3],
    ],
  ])('when %s', (_, days, isTold, counted) => {
    const doors = new MoneyDoors(all, days);
    expect(doors.isTold(7, DAY)).toBe(isTold);
    expect([...doors.countedOn(DAY)]).toEqual(counted);
  });
});

describeOnEachDatabase('readMoneyDoors', init => {
  it('reads answered days of usage and bills', async () => {
    const knex = await init();
    const { id: usageId, toolId } = await storeSource(knex, sourceOf(), [
      ledgerEntry({ day: '2026-10-01' }),
      ledgerEntry({ day: '2026-10-02' }),
      ledgerEntry({ day: '2026-10-03' }),
    ]);
    const { id: billId } = await storeSource(
      knex,
      sourceOf({ id: 'bill', kind: 'cost' }),
      [
        ledgerEntry({ day: '2026-10-01', byAccount: true, exactUsage: '1' }),
        ledgerEntry({ day: '2026-10-02', state: 'no-data' }),
        ledgerEntry({ day: '2026-10-03', state: 'failed' }),
      ],
    );
    const doors = await readMoneyDoors(knex, '2026-10-01', '2026-10-31');
    const days = ['2026-10-01', '2026-10-02', '2026-10-03'];
    expect(days.map(day => doors.isTold(toolId, day))).toEqual([
      true,
      true,
      false,
    ]);
    expect(days.map(day => [...doors.countedOn(day)].sort())).toEqual([
      [billId],
      [usageId, billId],
      [usageId, billId],
    ]);
    await storeSource(
      knex,
      { ...sourceOf({ id: 'focus', kind: 'cost' }), pushed: true },
      [
        ledgerEntry({ day: '2026-10-03', exactUsage: null }),
        ledgerEntry({ day: '2026-10-04', exactUsage: '0' }),
      ],
    );
    const pushed = await readMoneyDoors(knex, '2026-10-01', '2026-10-31');
    expect(pushed.isTold(toolId, '2026-10-03')).toBe(false);
    expect(pushed.isTold(toolId, '2026-10-04')).toBe(true);
    const earlier = await readMoneyDoors(knex, '2026-09-01', '2026-09-30');
    expect(earlier.isTold(toolId, '2026-10-01')).toBe(false);
  });
});
