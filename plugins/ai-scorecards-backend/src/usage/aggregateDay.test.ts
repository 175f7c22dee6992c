import fc from 'fast-check';
import {
  UnreadableRecord,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { inTwoOrders } from '../__testUtils__/inTwoOrders';
import { AggregatedDay, aggregateDay } from './aggregateDay';
import { TemporaryFile } from './TemporaryFile';
import { allFacts, countersOf } from './__testUtils__/facts';
import { streamOf, usageRecord } from './__testUtils__/records';

const options = { day: '2026-03-02', currency: 'USD' };

function aggregate(records: (UsageRecord | UnreadableRecord)[]) {
  return aggregateDay(streamOf(records), options);
}

/** Facts by account key, as plain values. */
async function factsOf(day: AggregatedDay) {
  return Object.fromEntries(
    (await allFacts(day)).map(fact => [
      fact.account.key,
      { ...fact, ...countersOf(fact) },
    ]),
  );
}

const usd = (exact: string, kind: 'usage' | 'value' = 'usage') => ({
  kind,
  source: 'estimate' as const,
  exact,
  currency: 'USD',
});

describe('aggregateDay', () => {
  it('adds rows of one account, written in any case, and keeps null apart from zero', async () => {
    const day = await aggregate([
      usageRecord({
        account: { key: 'Ada@Example.com', kind: 'email' },
        counters: { interactions: null, sessions: 2, linesAdded: 0 },
        features: ['chat'],
      }),
      usageRecord({
        counters: {
          sessions: 3,
          commits: null,
          tokensCacheRead: 4,
          tokensCacheWrite: 5,
        },
        features: ['agent', 'chat'],
      }),
    ]);
    expect(await factsOf(day)).toEqual({
      'ada@example.com': expect.objectContaining({
        active: true,
        features: 6,
        sessions: 5,
        lines_added: 0,
        interactions: null,
        commits: null,
        tokens_cache: 9,
        usage_micros: null,
      }),
    });
    expect(day.rows).toBe(2);
    expect(day.accounts).toBe(1);
    expect((await allFacts(day))[0].account.email).toBe('ada@example.com');
  });

  it.each([false, true])(
    'does not keep a sum that cannot be counted, and says so (pushed: %s)',
    async isPushed => {
      const row = usageRecord({
        counters: { sessions: 2 ** 31 - 1, commits: 1, tokensIn: 2 ** 53 - 1 },
        models: [{ model: 'm', tokensIn: 2 ** 53 - 1, tokensOut: 1 }],
        amounts: [usd('9007199254')],
      });
      const day = await aggregateDay(streamOf([row, { ...row }]), {
        ...options,
        isPushed,
      });
      expect((await factsOf(day))['ada@example.com']).toMatchObject({
        sessions: null,
        commits: 2,
        tokens_in: null,
        usage_micros: null,
        models: [{ model: 'm', tokensIn: null, tokensOut: 2 }],
      });
      expect(day.rows).toBe(2);
      expect(day.unreadable).toMatchObject({ count: 4, tooMany: !isPushed });
      expect(day.unreadable.kept).toContainEqual({
        raw: '{"account":"ada@example.com","sessions":4294967294}',
        reason: expect.stringContaining('sessions come to 4294967294 in all'),
      });
    },
  );

  it('rounds each amount once, half to even, and keeps the exact sum of each kind', async () => {
    const day = await aggregate([
      usageRecord({ amounts: [usd('0.0000005'), usd('0.0000015')] }),
      usageRecord({ amounts: [usd('0.0000005'), usd('1.25', 'value')] }),
    ]);
    expect((await factsOf(day))['ada@example.com']).toMatchObject({
      usage_micros: 2,
      value_micros: 1_250_000,
    });
    expect(day.exactUsage).toBe('0.0000025');
    expect(day.exactValue).toBe('1.25');
  });

  it('counts a repeated row once, and one that contradicts its repetition as unreadable', async () => {
    const row = usageRecord({ counters: { sessions: 2 }, dedupeKey: 'ada' });
    const day = await aggregate([
      row,
      { ...row },
      { ...row, counters: { sessions: 3 } },
    ]);
    expect((await factsOf(day))['ada@example.com']).toMatchObject({
      sessions: 2,
    });
    expect(day.rows).toBe(1);
    expect(day.unreadable.count).toBe(1);
  });

  it('keeps models apart, and what they cost and what they are worth', async () => {
    const day = await aggregate([
      usageRecord({
        models: [{ model: 'b', tokensIn: 5, tokensOut: null }, { model: 'a' }],
        amounts: [{ ...usd('0.5'), model: 'b' }],
      }),
      usageRecord({
        models: [{ model: 'b', tokensIn: 1, tokensOut: 2 }],
        amounts: [{ ...usd('2', 'value'), model: 'b' }],
      }),
    ]);
    expect((await factsOf(day))['ada@example.com'].models).toEqual([
      {
        model: 'a',
        tokensIn: null,
        tokensOut: null,
        usageMicros: null,
        valueMicros: null,
      },
      {
        model: 'b',
        tokensIn: 6,
        tokensOut: 2,
        usageMicros: 500_000,
        valueMicros: 2_000_000,
      },
    ]);
  });

  it('takes a row alone as no activity', async () => {
    const day = await aggregate([
      usageRecord({ counters: { sessions: 0 }, credits: '0' }),
    ]);
    expect((await allFacts(day))[0].active).toBe(false);
    expect(day.creditsKnown).toBe(true);
  });

  it.each<[string, Partial<UsageRecord>, RegExp]>([
    ['another day', { day: '2026-03-01' }, /2026-03-01/],
    ['no account', { account: { key: ' ', kind: 'login' } }, /no account/],
    ['a negative count', { counters: { commits: -1 } }, /commits is -1/],
    ['half a count', { counters: { sessions: 0.5 } }, /sessions is 0.5/],
    [
      'a count beyond its column',
      { counters: { sessions: 2 ** 31 } },
      /sessions/,
    ],
    [
      'bad tokens of a model',
      { models: [{ model: 'x', tokensIn: -1 }] },
      /tokens of x/,
    ],
    ['credits that are no number', { credits: 'many' }, /credits: "many"/],
    [
      'another currency',
      { amounts: [{ ...usd('1'), currency: 'EUR' }] },
      /EUR.*USD/,
    ],
    ['an amount beyond counting', { amounts: [usd('1e300')] }, /beyond/],
  ])(
    'a row of %s is unreadable and kept with its text',
    async (_, parts, reason) => {
      const day = await aggregate([
        usageRecord(parts),
        usageRecord({ counters: { commits: 1 } }),
      ]);
      expect(day.unreadable.count).toBe(1);
      expect(day.unreadable.kept[0].reason).toMatch(reason);
      expect(JSON.parse(day.unreadable.kept[0].raw)).toMatchObject({
        type: 'usage',
      });
      expect(day.rows).toBe(1);
    },
  );

  it.each([
    [99, 1, true],
    [100, 1, false],
    [297, 3, true],
    [298, 3, false],
    [0, 0, false],
    [0, 1, true],
  ])(
    '%i readable and %i unreadable rows: too many is %s',
    async (readable, unreadable, tooMany) => {
      const day = await aggregate([
        ...Array.from({ length: readable }, () => usageRecord()),
        ...Array.from({ length: unreadable }, () => ({
          type: 'unreadable' as const,
          raw: '{',
          reason: 'cut off',
        })),
      ]);
      expect(day.unreadable.tooMany).toBe(tooMany);
    },
  );

  it('keeps only some unreadable rows, cut to what can be stored', async () => {
    const day = await aggregate(
      Array.from({ length: 1000 }, (_, index) => ({
        type: 'unreadable' as const,
        raw: `${index}\u0000${'😀'.repeat(4000)}`,
        reason: '|'.repeat(1000),
      })),
    );
    expect(day.unreadable.count).toBe(1000);
    expect(day.unreadable.kept).toHaveLength(200);
    for (const { raw, reason } of day.unreadable.kept) {
      expect(raw.length).toBeLessThanOrEqual(2000);
      expect(raw).not.toContain('\u0000');
      expect(reason).toHaveLength(500);
    }
  });

  const anyRecord = fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .record({
          who: fc.integer({ min: 0, max: 4 }),
          sessions: fc.option(fc.nat(50)),
          tokensIn: fc.option(fc.nat(1e9)),
          micros: fc.integer({ min: -1e9, max: 1e9 }),
          kind: fc.constantFrom('usage' as const, 'value' as const),
          credits: fc.option(fc.nat(9999).map(n => `${n / 100}`)),
          email: fc.option(fc.constantFrom('a@x.io', 'b@x.io'), {
            nil: undefined,
          }),
          repeated: fc.boolean(),
        })
        .map(
          ({
            who,
            sessions,
            tokensIn,
            micros,
            kind,
            credits,
            email,
            repeated,
          }): UsageRecord => {
            const record = usageRecord({
              account: { key: `p${who}`, kind: 'login', email },
              counters: { sessions, tokensIn },
              amounts: [usd(`${micros}e-8`, kind)],
              models: [{ model: `m${who % 2}`, tokensIn }],
              credits,
            });
            return repeated
              ? { ...record, dedupeKey: JSON.stringify(record) }
              : record;
          },
        ),
    },
    {
      weight: 1,
      arbitrary: fc.string().map(
        (raw): UnreadableRecord => ({
          type: 'unreadable',
          raw,
          reason: 'bad',
        }),
      ),
    },
  );

  it('gives equal facts and an equal checksum for the same rows in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        inTwoOrders(fc.array(anyRecord, { maxLength: 40 })),
        async ([rows, shuffled]) => {
          const [one, other] = [
            await aggregate(rows),
            await aggregate(shuffled),
          ];
          expect(await factsOf(other)).toEqual(await factsOf(one));
          expect(other.checksum).toBe(one.checksum);
          expect(other.exactUsage).toBe(one.exactUsage);
        },
      ),
    );
  });

  it('has another checksum when anything stored is another', async () => {
    const base = usageRecord({
      counters: { sessions: 1 },
      amounts: [usd('1')],
    });
    const others: UsageRecord[] = [
      { ...base, counters: { sessions: 2 } },
      { ...base, counters: { sessions: 1, commits: 0 } },
      { ...base, flagged: true, counters: {}, amounts: [] },
      { ...base, amounts: [usd('1.0000000001')] },
      { ...base, amounts: [usd('1', 'value')] },
      { ...base, features: ['cli'] },
      { ...base, credits: '0' },
      { ...base, models: [{ model: 'm' }] },
      { ...base, account: { key: 'ada@example.com', kind: 'service' } },
    ];
    const checksums = await Promise.all(
      [base, ...others].map(async row => (await aggregate([row])).checksum),
    );
    expect(new Set(checksums).size).toBe(checksums.length);
  });

  it('gives the same whether facts are held in memory or put aside', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRecord, { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        async (rows, factsInMemory) => {
          const held = await aggregate(rows);
          const aside = await aggregateDay(streamOf(rows), {
            ...options,
            factsInMemory,
          });
          const { facts: _, close, ...rest } = aside;
          expect(held).toMatchObject(rest);
          expect(await allFacts(aside)).toEqual(await allFacts(held));
          // A transaction that has to be tried again reads them once more.
          expect(await allFacts(aside, 2)).toEqual(await allFacts(held));
          await close();
        },
      ),
    );
  });

  it('drops a sum beyond counting that only comes of facts put aside', async () => {
    const row = usageRecord({ counters: { sessions: 2 ** 31 - 1 } });
    const day = await aggregateDay(streamOf([row, row]), {
      ...options,
      factsInMemory: 1,
    });
    expect(countersOf((await allFacts(day))[0]).sessions).toBeNull();
    expect(countersOf((await allFacts(day))[0]).sessions).toBeNull();
    expect(day.unreadable.count).toBe(1);
    await day.close();
  });

  it('adds up a day of far more accounts than it holds', async () => {
    const accounts = 25_000;
    async function* rows() {
      for (let index = 0; index < accounts * 3; index += 1) {
        yield usageRecord({
          account: { key: `p${index % accounts}`, kind: 'login' },
          counters: { interactions: 1, tokensIn: index },
        });
      }
    }
    const day = await aggregateDay(rows(), options);
    expect(day.rows).toBe(accounts * 3);
    expect(day.accounts).toBe(accounts);
    let seen = 0;
    let last = '';
    for await (const piece of day.facts(1_000)) {
      expect(piece.length).toBeLessThanOrEqual(1_000);
      for (const { account, counters } of piece) {
        if (account.key <= last || counters[0] !== 3) {
          throw new Error(`${account.key} is out of order or not added up`);
        }
        last = account.key;
        seen += 1;
      }
    }
    expect(seen).toBe(accounts);
    await day.close();
  });

  it('rejects when the vendor breaks off, and gives back the file', async () => {
    async function* rows() {
      yield usageRecord({ account: { key: 'a', kind: 'login' } });
      yield usageRecord({ account: { key: 'b', kind: 'login' } });
      throw new Error('broke off');
    }
    const close = jest.spyOn(TemporaryFile.prototype, 'close');
    await expect(
      aggregateDay(rows(), { ...options, factsInMemory: 1 }),
    ).rejects.toThrow('broke off');
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
  });
});
