import { BillingLine, parseBillingLine } from './billingLine';

const line = (changes: Partial<BillingLine> = {}): BillingLine => ({
  day: '2026-09-21',
  username: 'Mona-Lisa_acme',
  product: 'copilot',
  sku: 'copilot_ai_credit',
  model: 'Claude Sonnet 9',
  gross: '3.5113242',
  net: '1.22896346',
  organization: 'acme',
  distinct: ['', ''],
  ...changes,
});

describe('parseBillingLine', () => {
  it('takes the net amount for what is billed and the gross one for what it is worth', () => {
    expect(parseBillingLine(line())).toEqual({
      state: 'record',
      record: {
        type: 'cost',
        day: '2026-09-21',
        account: {
          kind: 'login',
          key: 'mona-lisa_acme',
          login: 'Mona-Lisa_acme',
        },
        amount: {
          kind: 'usage',
          source: 'invoice',
          exact: '1.22896346',
          currency: 'USD',
          model: 'Claude Sonnet 9',
        },
        value: {
          kind: 'value',
          source: 'list',
          exact: '3.5113242',
          currency: 'USD',
          model: 'Claude Sonnet 9',
        },
        description: 'copilot_ai_credit, Claude Sonnet 9',
        workspace: 'acme',
        dedupeKey:
          '["2026-09-21","mona-lisa_acme","copilot_ai_credit","Claude Sonnet 9","acme","",""]',
      },
    });
  });

  it.each([
    ['1e-5', '0.00001'],
    ['0.0000000000000000001', '0.0000000000000000001'],
    ['-0.50', '-0.5'],
    ['0', '0'],
  ])('keeps every digit of %s', (net, exact) => {
    expect(parseBillingLine(line({ net }))).toMatchObject({
      record: { amount: { exact } },
    });
  });

  it('bills a line without a user without person', () => {
    const parsed = parseBillingLine(line({ username: '' }));
    expect(parsed).toMatchObject({ state: 'record' });
    expect(parsed).not.toHaveProperty('record.account');
  });

  it.each([
    ['copilot', 'copilot_ai_credit', undefined],
    ['Copilot', 'Copilot AI Credits', undefined],
    ['Copilot', 'Copilot Premium Request', undefined],
    ['copilot', 'coding_agent_premium_request', undefined],
    ['copilot', 'copilot_for_business', true],
    ['actions', 'actions_linux', true],
    ['models', 'models_ai_credit', true],
  ])('of %s, %s: left out is %p', (product, sku, leftOut) => {
    const parsed = parseBillingLine(line({ product, sku }));
    expect(parsed.state === 'record' && parsed.record.leftOut).toBe(leftOut);
  });

  it('has no key where GitHub sends sums', () => {
    expect(parseBillingLine(line({ distinct: undefined }))).not.toHaveProperty(
      'record.dedupeKey',
    );
  });

  it.each([
    [{ net: '' }, /^The net amount/],
    [{ gross: 'much' }, /^The gross amount/],
  ])('says what is wrong with %j', (changes, reason) => {
    expect(parseBillingLine(line(changes))).toEqual({
      state: 'unreadable',
      reason: expect.stringMatching(reason),
    });
  });
});
