import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../../__testUtils__/databases';
import { createPushHarness } from '../__testUtils__/pushes';
import { FocusIntake } from './FocusIntake';

const HEADER =
  'ProviderName,BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,x_Tool';
const charge = (cost: string, day: string, tool = 'windsurf') =>
  `Acme,${cost},USD,${day}T00:00:00Z,${day}T23:59:59Z,${tool}`;

function start(knex: Knex) {
  const { clock, intake, recorder } = createPushHarness(knex);
  return new FocusIntake({
    intake,
    recorder,
    clock,
    rules: { currency: 'USD', services: {} },
    retentionDays: 800,
    isKnown: async tool => tool.endsWith('windsurf'),
    onCollected: () => undefined,
  });
}

async function billed(knex: Knex) {
  const rows = await knex('cost_facts').orderBy(['day', 'line']);
  return rows.map(row => [row.day, Number(row.micros), row.exact]);
}

describeOnEachDatabase('FocusIntake', init => {
  it('takes a bill, and replaces the days that the next one names', async () => {
    const knex = await init();
    const focus = start(knex);
    const first = [
      HEADER,
      charge('1.00000049', '2026-11-18'),
      charge('2', '2026-11-18'),
      charge('2', '2026-11-18'),
      charge('5', '2026-11-19'),
      charge('7', '2026-11-20', 'nobody-knows'),
    ].join('\n');
    expect(await focus.take(first)).toEqual({
      outcome: 'accepted',
      accepted: 5,
      duplicates: 0,
      refused: 0,
      refusedRows: [],
      unknownTools: ['resource:default/nobody-knows'],
    });
    expect(await knex('sources').pluck('last_attempt_at')).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    const bill = [
      ['2026-11-18', 1_000_000, '1.00000049'],
      ['2026-11-18', 2_000_000, '2'],
      ['2026-11-18', 2_000_000, '2'],
    ];
    expect(await billed(knex)).toEqual([
      ...bill,
      ['2026-11-19', 5_000_000, '5'],
      ['2026-11-20', 7_000_000, '7'],
    ]);
    await focus.take(first);
    expect(await billed(knex)).toHaveLength(5);
    await focus.take([HEADER, charge('4', '2026-11-19')].join('\n'));
    expect(await billed(knex)).toEqual([
      ...bill,
      ['2026-11-19', 4_000_000, '4'],
      ['2026-11-20', 7_000_000, '7'],
    ]);
  });

  it('keeps the bill of a day that a row is refused of', async () => {
    const knex = await init();
    const focus = start(knex);
    await focus.take(
      [HEADER, charge('9', '2026-11-18'), charge('9', '2026-11-19')].join('\n'),
    );
    const next = [
      HEADER,
      charge('1', '2026-11-18'),
      charge('2', '2026-11-19'),
      charge('free', '2026-11-19'),
      charge('3', '2026-11-19', 'other'),
    ];
    expect(await focus.take(next.join('\n'))).toMatchObject({
      outcome: 'partly-accepted',
      accepted: 2,
      refusedRows: [
        { row: 3, faults: [expect.stringContaining('taken whole')] },
        { row: 4, faults: ['BilledCost must be a decimal number'] },
      ],
    });
    const bill = [
      ['2026-11-18', 1_000_000, '1'],
      ['2026-11-19', 3_000_000, '3'],
      ['2026-11-19', 9_000_000, '9'],
    ];
    const sorted = async () => (await billed(knex)).sort();
    expect(await sorted()).toEqual(bill);
    expect(
      await focus.take(
        [HEADER, charge('4', '2026-11-18'), 'too,short'].join('\n'),
      ),
    ).toMatchObject({
      outcome: 'refused',
      accepted: 0,
      refusedRows: [
        { row: 2, faults: [expect.stringContaining('taken whole')] },
        { row: 3, faults: ['has 2 values where the header has 6'] },
      ],
    });
    expect(await sorted()).toEqual(bill);
  });

  it('corrects an earlier month in a later one, and keeps the bill of both', async () => {
    const knex = await init();
    const focus = start(knex);
    const header = `${HEADER},ChargeClass,BillingPeriodStart`;
    await focus.take([HEADER, charge('9', '2026-10-18')].join('\n'));
    const next = [
      `${charge('2', '2026-11-02')},,2026-11-01`,
      `${charge('-4', '2026-10-18')},Correction,2026-11-01`,
    ];
    await focus.take([header, ...next].join('\n'));
    expect(await billed(knex)).toEqual([
      ['2026-10-18', 9_000_000, '9'],
      ['2026-11-01', -4_000_000, '-4'],
      ['2026-11-02', 2_000_000, '2'],
    ]);
  });

  it('says what cannot be read at all', async () => {
    const focus = start(await init());
    await expect(focus.take('a,b\n1,2')).rejects.toThrow('header must be');
    await expect(focus.take(HEADER)).rejects.toThrow('holds no rows');
    const year = 'Acme,1,USD,2025-10-01,2026-10-01,windsurf\n';
    await expect(
      focus.take(`${HEADER}\n${year.repeat(1_400)}`),
    ).rejects.toMatchObject({ statusCode: 413 });
  });
});
