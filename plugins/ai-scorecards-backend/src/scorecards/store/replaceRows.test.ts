import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { replaceRows } from './replaceRows';

const COLUMNS = {
  period: 'text',
  tool_id: 'integer',
  group_id: 'integer',
  minimum_size: 'integer',
  shown: 'boolean',
  people: 'integer',
  active: 'integer',
  cost_micros: 'integer',
  detail: 'text',
} as const;

const row = (groupId: number, costMicros: number | null, shown = true) => ({
  period: '2026-11-01',
  tool_id: 0,
  group_id: groupId,
  minimum_size: 5,
  shown,
  people: 7,
  active: 3,
  cost_micros: costMicros,
  detail: '[]',
});

describeOnEachDatabase('replaceRows', init => {
  it('writes what differs, deletes what is no more, and leaves the rest', async () => {
    const knex = await init();
    const replace = (rows: ReturnType<typeof row>[], period = '2026-11-01') =>
      knex.transaction(async trx => {
        const changed = await replaceRows(
          trx,
          'team_months',
          COLUMNS,
          { period: { period }, keys: ['tool_id', 'group_id'] },
          rows.map(each => ({ ...each, period })),
        );
        return [...new Set(changed.map(each => Number(each.group_id)))].sort();
      });
    const first = [row(1, 9_007_199_254_740_991), row(2, null), row(3, 5)];
    expect(await replace(first)).toEqual([1, 2, 3]);
    expect(await replace(first, '2026-10-01')).toEqual([1, 2, 3]);
    expect(await replace(first)).toEqual([]);
    // The same key with something in between: 1 stays, 2 is shown no more, 3 has none left, 4 is new.
    expect(await replace([first[0], row(2, null, false), row(4, 0)])).toEqual([
      2, 3, 4,
    ]);
    expect(
      await knex('team_months')
        .where({ period: '2026-11-01' })
        .orderBy('group_id')
        .pluck('group_id'),
    ).toEqual([1, 2, 4]);
    expect(await replace([])).toEqual([1, 2, 4]);
    expect(await knex('team_months').pluck('period')).toEqual(
      Array(3).fill('2026-10-01'),
    );
  });
});
