import { costRow } from './__testUtils__/rows';
import { parseCostRow } from './costRow';

const DAY = '2026-09-21';

describe('parseCostRow', () => {
  it('turns fractional cents into currency units, to the digit', () => {
    expect(parseCostRow(costRow(), DAY)).toEqual({
      type: 'cost',
      day: DAY,
      account: {
        kind: 'email',
        key: 'ada@example.com',
        email: 'Ada@Example.com',
        vendorId: 'user_01Ada',
      },
      amount: {
        kind: 'usage',
        source: 'invoice',
        exact: '12.50125',
        currency: 'USD',
        model: 'claude-opus-9',
      },
      value: {
        kind: 'value',
        source: 'list',
        exact: '15.005',
        currency: 'USD',
        model: 'claude-opus-9',
      },
      description: 'claude_code, claude-opus-9',
      workspace: null,
    });
  });

  it('bills a row without actor without person', () => {
    expect(parseCostRow(costRow({ actor: null }), DAY)).not.toHaveProperty(
      'account',
    );
  });

  it('does not take a missing list amount for zero', () => {
    expect(
      parseCostRow(costRow({ list_amount: null }), DAY),
    ).not.toHaveProperty('value');
  });

  it('marks what another product costs', () => {
    expect(parseCostRow(costRow({ product: 'chat' }), DAY)).toMatchObject({
      leftOut: true,
    });
  });

  it.each([
    [{ amount: 'much' }, /^amount is not a number/],
    [{ list_amount: 'more' }, /^list_amount is not a number/],
    [{ amount: undefined }, /^amount is missing/],
    [{ actor: 'Ada' }, /^actor is missing or not as documented/],
    [{ starting_at: '2026-09-22T00:00:00Z' }, /of another day/],
  ])('says what is wrong with %j', (changes, reason) => {
    expect(parseCostRow(costRow(changes), DAY)).toMatchObject({
      type: 'unreadable',
      reason: expect.stringMatching(reason),
    });
  });
});
