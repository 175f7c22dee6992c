import { sumExact } from 'backstage-plugin-ai-scorecards-common';
import { FocusRules, readFocusRow } from './focusRow';

const rules: FocusRules = {
  today: '2026-11-23',
  oldest: '2024-09-14',
  currency: 'USD',
  services: { 'gemini code assist': 'resource:default/gemini-cli' },
};
const row = {
  BilledCost: '12.3456789',
  BillingCurrency: 'USD',
  ChargePeriodStart: '2026-11-20T00:00:00Z',
  ChargePeriodEnd: '2026-11-21T00:00:00Z',
  ChargeCategory: 'Usage',
  ServiceName: 'Gemini Code Assist',
  SkuId: 'tokens',
  SubAccountId: 'org-1',
};
const read = (parts: Record<string, string>) =>
  readFocusRow({ ...row, ...parts }, rules);

describe('readFocusRow', () => {
  it('reads the cost of a day as it is written', () => {
    expect(read({})).toEqual({
      tool: 'resource:default/gemini-cli',
      lines: [
        {
          type: 'cost',
          day: '2026-11-20',
          amount: {
            kind: 'usage',
            source: 'invoice',
            exact: '12.3456789',
            currency: 'USD',
          },
          description: 'tokens',
          workspace: 'org-1',
        },
      ],
    });
  });

  it('spreads a month over its days, to the micro-unit', () => {
    const charge = read({
      BilledCost: '100',
      ChargePeriodStart: '2026-10-01',
      ChargePeriodEnd: '2026-11-01',
    });
    const lines = 'lines' in charge ? charge.lines : [];
    expect(lines).toHaveLength(31);
    expect(sumExact(lines.map(({ amount }) => amount.exact))).toBe('100');
    expect(lines[30].day).toBe('2026-10-31');
  });

  it.each([
    [{ x_Tool: 'windsurf' }, 'resource:default/windsurf'],
    [{ ServiceName: 'Some Service (EU)' }, 'resource:default/some-service-eu'],
  ])('takes %j for the tool %s', (parts, tool) => {
    expect(read(parts)).toMatchObject({ tool });
  });

  it('spreads large amounts exactly', () => {
    const charge = read({
      BilledCost: '9007199254.740991',
      ChargePeriodStart: '2026-11-20',
      ChargePeriodEnd: '2026-11-23',
    });
    const lines = 'lines' in charge ? charge.lines : [];
    expect(lines.map(({ amount }) => amount.exact)).toEqual([
      '3002399751.58033',
      '3002399751.580331',
      '3002399751.58033',
    ]);
  });

  it('takes of a purchase the days that have come', () => {
    const charge = read({
      BilledCost: '30',
      ChargePeriodStart: '2026-11-01',
      ChargePeriodEnd: '2026-12-01',
      ChargeCategory: 'Purchase',
    });
    const lines = 'lines' in charge ? charge.lines : [];
    expect(lines.map(({ amount }) => Number(amount.exact))).toEqual(
      Array(23).fill(1),
    );
    expect(lines[22].day).toBe(rules.today);
  });

  it('takes a correction in the month that it is billed in, whatever it corrects', () => {
    const correction = {
      BilledCost: '-3.1',
      ChargeClass: 'Correction',
      ChargePeriodStart: '2026-10-01T00:00:00Z',
      ChargePeriodEnd: '2026-11-01T00:00:00Z',
      BillingPeriodStart: '2026-11-01T00:00:00Z',
      BillingPeriodEnd: '2026-12-01T00:00:00Z',
    };
    const daysOf = (parts: Record<string, string>) => {
      const charge = read({ ...correction, ...parts });
      return 'lines' in charge
        ? charge.lines.map(({ day, amount }) => [day, amount.exact])
        : charge.faults;
    };
    expect(daysOf({})).toEqual([['2026-11-01', '-3.1']]);
    expect(daysOf({ ChargeCategory: 'Purchase' })).toHaveLength(1);
    expect(daysOf({ BillingPeriodStart: '' })).toHaveLength(31);
    expect(daysOf({ ChargeClass: '' })).toHaveLength(31);
    expect(daysOf({ BillingPeriodStart: 'soon' })).toEqual([
      'BillingPeriodStart must be a date',
    ]);
    expect(daysOf({ BillingPeriodStart: '2026-12-01' })).toEqual([
      'BillingPeriodStart must not be in the future',
    ]);
  });

  it('tells what can be told of a refused row', () => {
    expect(read({ BilledCost: 'free' })).toMatchObject({
      tool: 'resource:default/gemini-cli',
      days: ['2026-11-20'],
    });
    expect(read({ ChargePeriodStart: 'soon', ServiceName: '' })).toMatchObject({
      tool: undefined,
      days: undefined,
    });
  });

  it('keeps a purchase beside', () => {
    expect(read({ ChargeCategory: 'Purchase' })).toMatchObject({
      lines: [{ leftOut: true }],
    });
  });

  it.each([
    [{ BilledCost: 'free' }, 'BilledCost must be'],
    [{ BillingCurrency: 'EUR' }, 'BillingCurrency must be USD'],
    [{ ChargePeriodStart: 'soon' }, 'ChargePeriodStart must be a date'],
    [
      { ChargePeriodStart: '2027-01-01', ChargePeriodEnd: '2027-01-02' },
      'must not be in the future',
    ],
    [
      { ChargePeriodStart: '2020-01-01', ChargePeriodEnd: '2020-01-02' },
      'must not be before',
    ],
    [
      {
        ChargePeriodStart: '2026-11-23',
        ChargePeriodEnd: '2026-11-24T00:00:01Z',
      },
      'ChargePeriodEnd must not be in the future',
    ],
    [{ ChargePeriodEnd: '2029-01-01' }, 'up to a year after'],
    [{ ServiceName: '' }, 'x_Tool or ServiceName must say'],
  ])('refuses %j: %s', (parts, words) => {
    const charge = read(parts);
    expect('faults' in charge ? charge.faults.join('; ') : '').toContain(words);
  });
});
