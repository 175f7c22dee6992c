import fc from 'fast-check';
import { parseJson } from 'backstage-plugin-ai-scorecards-node';
import { costLine } from './__testUtils__/rows';
import { BUCKET_NUMBERS_AS_TEXT, parseCostBucket } from './costBucket';

const DAY = '2026-09-21';

function bucket(...results: unknown[]) {
  return {
    starting_at: `${DAY}T00:00:00Z`,
    ending_at: '2026-09-22T00:00:00Z',
    results,
  };
}

describe('parseCostBucket', () => {
  it('reads lines; amounts come in cents', () => {
    expect(parseCostBucket(bucket(costLine()), DAY)).toEqual([
      {
        type: 'cost',
        day: DAY,
        amount: {
          kind: 'usage',
          source: 'invoice',
          exact: '2.50125',
          currency: 'USD',
          model: 'claude-opus-9',
        },
        description: 'Claude Opus 9 Usage - Output Tokens',
        workspace: 'wrkspc_coding',
      },
    ]);
  });

  it('reads a day that cost nothing', () => {
    expect(parseCostBucket(bucket(), DAY)).toEqual([]);
  });

  it.each([
    [{ amount: '-13' }, { amount: { exact: '-0.13' } }],
    [{ amount: '0' }, { amount: { exact: '0' } }],
    [{ currency: 'eur' }, { amount: { currency: 'EUR' } }],
    [{ currency: undefined }, { amount: { currency: 'USD' } }],
    [
      { workspace_id: null, description: null, model: null },
      { workspace: null, description: null },
    ],
    [{ brand_new: 1 }, { workspace: 'wrkspc_coding' }],
  ])('reads %j', (changes, expected) => {
    expect(parseCostBucket(bucket(costLine(changes)), DAY)).toMatchObject([
      expected,
    ]);
  });

  it.each([
    [{ amount: undefined }, /amount/],
    [{ amount: 'lots' }, /amount is not a number/],
    [{ workspace_id: 7 }, /workspace_id/],
  ])(
    'keeps what it cannot read in %j, and the line beside it',
    (changes, reason) => {
      const line = costLine(changes);
      expect(parseCostBucket(bucket(line, costLine()), DAY)).toMatchObject([
        {
          type: 'unreadable',
          raw: JSON.stringify(line),
          reason: expect.stringMatching(reason),
        },
        { type: 'cost' },
      ]);
    },
  );

  it.each([['a text'], [null], [{ results: [] }]])(
    'keeps the bucket %j',
    value => {
      expect(parseCostBucket(value, DAY)).toMatchObject([
        { type: 'unreadable', raw: JSON.stringify(value) },
      ]);
    },
  );

  it('books nothing of another day', () => {
    expect(parseCostBucket(bucket(costLine()), '2026-09-20')).toMatchObject([
      { type: 'unreadable', reason: expect.stringMatching(/another day/) },
    ]);
  });

  it('never loses a digit, sent as text or as number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.stringMatching(/^\d{1,18}$/),
        fc.constantFrom('', '"'),
        (whole, decimals, quote) => {
          const text = JSON.stringify(bucket(costLine({ amount: 'HERE' })));
          const [read] = parseCostBucket(
            parseJson(
              text.replace('"HERE"', `${quote}${whole}.${decimals}${quote}`),
              BUCKET_NUMBERS_AS_TEXT,
            ),
            DAY,
          );
          const exact = read.type === 'cost' ? read.amount.exact : '';
          const [dollars, rest = ''] = exact.split('.');
          expect(BigInt(dollars + rest.padEnd(20, '0'))).toBe(
            BigInt(whole + decimals.padEnd(18, '0')),
          );
        },
      ),
    );
  });
});
