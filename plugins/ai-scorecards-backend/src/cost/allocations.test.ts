import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { parseCsv } from '../csv/parseCsv';
import {
  FOCUS_OPTIONAL,
  FOCUS_REQUIRED,
  readFocusRow,
} from '../usage/push/focus/focusRow';
import { allocate } from './allocations';
import { chargebackCsv } from './chargeback';
import { focusCsv } from './focusCsv';
import { lineOf } from './__testUtils__/line';

const line = lineOf({
  priceSource: 'invoice',
  partsPriceSource: 'estimate',
  totalMicros: 112_500_001,
  teamsMicros: 100_000_001,
  buckets: [
    { bucket: 'small-groups', micros: 2_500_000 },
    { bucket: 'billed-without-person', micros: 10_000_000 },
  ],
  byTeam: {
    teams: [
      { team: 'group:default/alpha', title: 'Alpha', micros: 60_000_000 },
      { team: 'group:default/beta', title: 'Beta', micros: 30_000_000 },
      { team: 'group:default/gamma', title: 'Gamma', micros: 9_000_001 },
    ],
    notShownApartMicros: 1_000_000,
  },
  adjustments: [
    {
      ofMonth: '2026-09',
      bookedOn: '2026-10-04',
      totalMicros: -1_500_000,
      teamsMicros: -2_000_000,
      teams: [
        { team: 'group:default/beta', title: 'Beta', micros: -2_500_000 },
      ],
      buckets: [{ bucket: 'unresolved', micros: 500_000 }],
    },
  ],
});

const centres: Record<string, string> = {
  'group:default/alpha': '=1+1',
  'group:default/beta': '=1+1',
};
const costCentreOf = (team: string, month: string) =>
  month === '2026-09' ? 'september' : centres[team] ?? null;

/** What a file says when it is read as a bill, in micro-units by the month that it is billed in. */
function readAgain(csv: string): Map<string, number> {
  const { lines } = parseCsv(
    csv,
    FOCUS_REQUIRED,
    FOCUS_OPTIONAL,
    'passed-over',
  );
  const sums = new Map<string, number>();
  for (const { values } of lines) {
    const charge = readFocusRow(values, {
      today: '2026-11-23',
      oldest: '2024-09-14',
      currency: 'USD',
      services: {},
    });
    if ('faults' in charge) throw new Error(charge.faults.join());
    for (const { day, amount, leftOut } of charge.lines) {
      const kind = leftOut ? 'seat' : 'usage';
      const key = `${day.slice(0, 7)} ${charge.tool} ${kind}`;
      sums.set(key, (sums.get(key) ?? 0) + toMicros(amount.exact));
    }
  }
  return sums;
}

describe('cost in files', () => {
  it('is the same money when the FOCUS file is read again as a bill', () => {
    const micros = fc.integer({ min: -5_000_000_000, max: 50_000_000_000 });
    const part = fc.record({
      tool: fc.constantFrom('resource:default/cursor', 'resource:eu/other'),
      kind: fc.constantFrom('seat' as const, 'usage' as const),
      ofTeam: micros,
      hidden: micros,
      unresolved: micros,
      adjusted: micros,
    });
    const parts = fc.uniqueArray(part, {
      selector: ({ tool, kind }) => `${tool} ${kind}`,
      minLength: 1,
    });
    fc.assert(
      fc.property(parts, drawn => {
        const lines = drawn.map(each =>
          lineOf({
            tool: each.tool,
            kind: each.kind,
            totalMicros: each.ofTeam + each.hidden + each.unresolved,
            teamsMicros: each.ofTeam + each.hidden,
            buckets: [{ bucket: 'unresolved', micros: each.unresolved }],
            byTeam: {
              teams: [
                {
                  team: 'group:default/alpha',
                  title: 'Alpha',
                  micros: each.ofTeam,
                },
              ],
              notShownApartMicros: each.hidden,
            },
            adjustments: [
              {
                ofMonth: '2026-09',
                bookedOn: '2026-10-04',
                totalMicros: each.adjusted,
                teamsMicros: each.adjusted,
                teams: [],
                buckets: [],
              },
            ],
          }),
        );
        const csv = focusCsv(allocate(lines, costCentreOf), () => ({
          title: 'A tool, "quoted"',
          vendor: null,
        }));
        const read = readAgain(csv);
        for (const each of drawn) {
          expect(read.get(`2026-10 ${each.tool} ${each.kind}`) ?? 0).toBe(
            each.ofTeam + each.hidden + each.unresolved + each.adjusted,
          );
        }
        expect([...read.keys()].every(key => key.startsWith('2026-10'))).toBe(
          true,
        );
      }),
    );
  });

  it('is charged to cost centres, buckets and adjustments beside them', () => {
    expect(
      chargebackCsv(allocate([line], costCentreOf))
        .trimEnd()
        .split('\r\n'),
    ).toEqual([
      'month,costCentre,bucket,tool,kind,priceSource,microUnits,amount,currency,closed,adjustmentOf',
      '2026-10,,billed-without-person,resource:default/cursor,usage,invoice,10000000,10,USD,no,',
      '2026-10,,small-groups,resource:default/cursor,usage,estimate,3500000,3.5,USD,no,',
      '2026-10,,teams,resource:default/cursor,usage,estimate,500000,0.5,USD,no,2026-09',
      '2026-10,,unresolved,resource:default/cursor,usage,estimate,500000,0.5,USD,no,2026-09',
      '2026-10,,without-cost-centre,resource:default/cursor,usage,estimate,9000001,9.000001,USD,no,',
      "2026-10,'=1+1,,resource:default/cursor,usage,estimate,90000000,90,USD,no,",
      '2026-10,september,,resource:default/cursor,usage,estimate,-2500000,-2.5,USD,no,2026-09',
    ]);
  });

  it('has its teams in one part where they cannot be shown', () => {
    const parts = allocate(
      [{ ...line, adjustments: [], byTeam: null }],
      costCentreOf,
    );
    expect(parts.map(({ bucket, micros }) => [bucket, micros])).toEqual([
      ['small-groups', 102_500_001],
      ['billed-without-person', 10_000_000],
    ]);
  });

  it('is written as FOCUS, seats and usage, without usage value', () => {
    const seat = lineOf({
      kind: 'seat',
      totalMicros: 19_000_000,
      teamsMicros: 19_000_000,
      priceSource: 'list',
      partsPriceSource: 'list',
      closed: { at: '2026-11-04T00:00:00.000Z', by: null },
    });
    const value = lineOf({ kind: 'value', totalMicros: 5, teamsMicros: 5 });
    const [header, ...rows] = focusCsv(
      allocate([line, seat, value], costCentreOf),
      () => ({ title: 'Cursor', vendor: 'Anysphere' }),
    )
      .trimEnd()
      .split('\r\n');
    const cells = (row: string) => {
      const values = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
      return Object.fromEntries(
        header.split(',').map((name, i) => [name, values[i].replace(/,$/, '')]),
      );
    };
    expect(rows).toHaveLength(9);
    expect(cells(rows[0])).toMatchObject({
      BilledCost: '60',
      EffectiveCost: '60',
      ListCost: '60',
      ContractedCost: '60',
      BillingCurrency: 'USD',
      BillingPeriodStart: '2026-10-01T00:00:00Z',
      BillingPeriodEnd: '2026-11-01T00:00:00Z',
      ChargeCategory: 'Usage',
      ChargeClass: '',
      ChargeFrequency: 'Usage-Based',
      ServiceCategory: 'AI and Machine Learning',
      ServiceName: 'Cursor',
      ProviderName: 'Anysphere',
      Tags: '"{""team"":""group:default/alpha"",""costCentre"":""=1+1""}"',
      x_CostCentre: "'=1+1",
      x_Closed: 'false',
      x_PriceSource: 'estimate',
    });
    expect(cells(rows[5])).toMatchObject({
      BilledCost: '-2.5',
      x_Team: 'group:default/beta',
      x_CostCentre: 'september',
      ChargeClass: 'Correction',
      ChargePeriodStart: '2026-09-01T00:00:00Z',
      ChargePeriodEnd: '2026-10-01T00:00:00Z',
      x_AdjustmentOf: '2026-09',
    });
    expect(cells(rows[8])).toMatchObject({
      BilledCost: '19',
      ChargeCategory: 'Purchase',
      ChargeFrequency: 'Recurring',
      x_Closed: 'true',
      x_PriceSource: 'list',
    });
  });
});
