import { parseBillingAnswer } from './billingAnswer';

const DAY = '2026-09-05';

const item = (changes: Record<string, unknown> = {}) => ({
  product: 'Copilot',
  sku: 'Copilot AI Credits',
  model: 'GPT-9',
  unitType: 'credits',
  pricePerUnit: 0.01,
  grossQuantity: 200,
  grossAmount: '2',
  discountAmount: 1.5,
  netAmount: '0.5',
  ...changes,
});

const answer = (
  items: unknown[],
  period: unknown = { year: 2026, month: 9, day: 5 },
) =>
  parseBillingAnswer(
    { timePeriod: period, enterprise: 'acme', usageItems: items },
    DAY,
  );

describe('parseBillingAnswer', () => {
  it('reads amounts by model, which name nobody', () => {
    expect(answer([item()])).toEqual([
      {
        type: 'cost',
        day: DAY,
        amount: {
          kind: 'usage',
          source: 'invoice',
          exact: '0.5',
          currency: 'USD',
          model: 'GPT-9',
        },
        value: {
          kind: 'value',
          source: 'list',
          exact: '2',
          currency: 'USD',
          model: 'GPT-9',
        },
        description: 'Copilot AI Credits, GPT-9',
        workspace: null,
      },
    ]);
  });

  it('takes the person where GitHub names one', () => {
    expect(answer([item({ user: 'Mona' })])).toMatchObject([
      { account: { kind: 'login', key: 'mona', login: 'Mona' } },
    ]);
  });

  it('keeps what it cannot read', () => {
    expect(answer([item({ netAmount: undefined }), 7, item()])).toMatchObject([
      { type: 'unreadable', reason: expect.stringMatching(/^netAmount/) },
      { type: 'unreadable', raw: '7' },
      { type: 'cost' },
    ]);
  });

  it.each([
    [{ year: 2026, month: 9 }],
    [{ year: 2026, month: 9, day: 6 }],
    [{ year: 2026 }],
  ])('refuses an answer about %j', period => {
    expect(() => answer([], period)).toThrow(/another time/);
  });

  it('refuses something else', () => {
    expect(() => parseBillingAnswer({ items: [] }, DAY)).toThrow(
      /something else than usage items/,
    );
  });
});
