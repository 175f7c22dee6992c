import {
  Amount,
  CostRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import fc from 'fast-check';
import { aggregateCostDay } from './aggregateCostDay';
import { allFacts, countersOf } from './__testUtils__/facts';
import { streamOf } from './__testUtils__/records';

const DAY = '2026-03-02';

const usd = (exact: string, parts: Partial<Amount> = {}): Amount => ({
  kind: 'usage',
  source: 'invoice',
  exact,
  currency: 'USD',
  ...parts,
});

const line = (exact: string, parts: Partial<CostRecord> = {}): CostRecord => ({
  type: 'cost',
  day: DAY,
  amount: usd(exact, { model: 'm' }),
  description: 'credits',
  workspace: null,
  ...parts,
});

const of = (key: string) => ({ kind: 'login', key, login: key } as const);

const aggregate = (...records: (CostRecord | UnreadableRecord)[]) =>
  aggregateCostDay(streamOf(records), { day: DAY, currency: 'USD' });

describe('aggregateCostDay', () => {
  it('keeps lines without an account as they are', async () => {
    const bill = await aggregate(line('1'), line('1'), line('0.0000005'));
    expect(bill).toMatchObject({
      byAccount: false,
      rows: 3,
      exactUsage: '2.0000005',
      exactValue: null,
      named: { accounts: 0 },
    });
    expect(bill.lines.map(({ micros }) => micros)).toEqual([0, 1e6, 1e6]);
  });

  it('sums what accounts were billed, each amount rounded once', async () => {
    const value = usd('4', { kind: 'value', source: 'list' });
    const guess = usd('1', { source: 'estimate' });
    expect(
      await aggregate(line('1', { account: of('ada'), amount: guess })),
    ).toMatchObject({ estimated: true });
    const bill = await aggregate(
      line('0.0000015', { account: of('ada'), value }),
      line('0.0000015', { account: of('ada'), value }),
      line('2', { account: of('bob') }),
      line('3'),
    );
    expect(bill).toMatchObject({
      byAccount: true,
      rows: 4,
      exactUsage: '5.000003',
      exactValue: '8',
      estimated: false,
    });
    expect(
      (await allFacts(bill.named)).map(fact => [
        fact.account.key,
        countersOf(fact).usage_micros,
        countersOf(fact).value_micros,
        fact.active,
      ]),
    ).toEqual([
      ['ada', 4, 8_000_000, false],
      ['bob', 2_000_000, null, false],
    ]);
    // What accounts were billed is one line for all of them, so that the bill names nobody.
    expect(bill.lines.map(({ micros, exact }) => [micros, exact])).toEqual([
      [2_000_004, '2.000003'],
      [3_000_000, '3'],
    ]);
  });

  it('counts a repeated line once, and refuses one that says something else', async () => {
    const bill = await aggregate(
      line('1', { account: of('ada'), dedupeKey: 'a' }),
      line('1', { account: of('ada'), dedupeKey: 'a' }),
      line('2', { dedupeKey: 'b' }),
      line('3', { dedupeKey: 'b' }),
    );
    expect(bill.rows).toBe(2);
    expect(bill.exactUsage).toBe('3');
    expect(bill.unreadable.kept).toMatchObject([
      { reason: expect.stringContaining('twice with different figures') },
    ]);
  });

  it.each<[string, CostRecord]>([
    ['another day', line('1', { day: '2026-03-03' })],
    ['another currency', line('1', { amount: usd('1', { currency: 'EUR' }) })],
    ['an account without name', line('1', { account: of(' ') })],
    [
      'two costs in one line',
      line('1', { account: of('ada'), value: usd('1') }),
    ],
    [
      'a value in another currency',
      line('1', {
        account: of('ada'),
        value: usd('1', { kind: 'value', currency: 'EUR' }),
      }),
    ],
    [
      'a value that is no number',
      line('1', { account: of('ada'), value: usd('x', { kind: 'value' }) }),
    ],
  ])('refuses a line with %s', async (_, record) => {
    const bill = await aggregate(record);
    expect(bill.rows).toBe(0);
    expect(bill.unreadable.count).toBe(1);
  });

  it('leaves what is not the tool’s out of what accounts cost', async () => {
    const bill = await aggregate(
      line('1', { account: of('ada'), leftOut: true }),
    );
    expect(bill).toMatchObject({
      byAccount: false,
      exactUsage: null,
      lines: [{ leftOut: true, micros: 1e6 }],
    });
  });

  it('is the same whatever the order, and its lines add up to its amounts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            who: fc.constantFrom(undefined, 'ada', 'bob'),
            tenths: fc.integer({ min: -50, max: 5_000 }),
          }),
          { maxLength: 12 },
        ),
        async drawn => {
          const records = drawn.map(({ who, tenths }) =>
            line(`${tenths}e-7`, who ? { account: of(who) } : {}),
          );
          const bill = await aggregate(...records);
          const again = await aggregate(...[...records].reverse());
          expect(again.checksum).toBe(bill.checksum);
          expect(again.lines).toEqual(bill.lines);
          const named = (await allFacts(bill.named)).reduce(
            (sum, fact) => sum + (countersOf(fact).usage_micros ?? 0),
            0,
          );
          const lines = bill.lines.reduce((sum, { micros }) => sum + micros, 0);
          const alone = await aggregate(
            ...records.filter(({ account }) => !account),
          );
          expect(lines - named).toBe(
            alone.lines.reduce((sum, { micros }) => sum + micros, 0),
          );
        },
      ),
    );
  });
});
