import fc from 'fast-check';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import {
  DayPlanRule,
  planDays,
  planProgress,
  waitAfter,
  wantedRange,
} from './dayPlan';
import { LedgerEntry } from './dayState';
import { ledgerEntry } from './__testUtils__/ledger';

const now = new Date('2026-03-10T12:00:00Z');
const rule: DayPlanRule = { kind: 'usage', settleDays: 3, backfillDays: 8 };

function plan(
  entries: Partial<LedgerEntry>[],
  parts: Partial<DayPlanRule> = {},
  at = now,
) {
  const ledger = new Map(
    entries.map(entry => {
      const full = ledgerEntry(entry);
      return [full.day, full];
    }),
  );
  return planDays(
    { ...rule, ...parts },
    ledger,
    at.toISOString().slice(0, 10),
    at,
  );
}

const days = (...numbers: number[]) =>
  numbers.map(number => `2026-03-${String(number).padStart(2, '0')}`);

/** Every day of the range answered for good. */
const settled = days(2, 3, 4, 5, 6, 7, 8, 9).map(day => ({
  day,
  fetchedAt: `${addDays(day, 4)}T00:00:00.000Z`,
}));
const but = (entry: Partial<LedgerEntry>) => [
  ...settled.filter(({ day }) => day !== entry.day),
  entry,
];

describe('planDays', () => {
  it('asks for the whole history newest first, and never for today', () => {
    expect(plan([])).toEqual(days(9, 8, 7, 6, 5, 4, 3, 2));
  });

  it('asks for nothing earlier than the vendor can have', () => {
    expect(plan([], { earliestDay: '2026-03-07' })).toEqual(days(9, 8, 7));
    expect(plan([], { earliestDay: '2026-03-10' })).toEqual([]);
  });

  it('asks again for the days of the settle time', () => {
    const fetchedToday = days(2, 3, 4, 5, 6, 7, 8, 9).map(day => ({
      day,
      fetchedAt: '2026-03-10T00:30:00.000Z',
    }));
    expect(plan(fetchedToday)).toEqual(days(9, 8, 7));
    expect(plan(fetchedToday, { settleDays: 2 })).toEqual(days(9, 8));
  });

  it('leaves an answered day alone for as long as the vendor has nothing new', () => {
    const answered = (minutesAgo: number, more: Partial<LedgerEntry> = {}) =>
      plan(
        but({
          day: '2026-03-09',
          fetchedAt: '2026-03-10T10:00:00.000Z',
          attemptedAt: new Date(
            now.getTime() - minutesAgo * 60_000,
          ).toISOString(),
          ...more,
        }),
        { refreshMinutes: 60 },
      );
    expect(answered(59)).toEqual([]);
    expect(answered(60)).toEqual(days(9));
    expect(answered(5, { state: 'empty' })).toEqual([]);
    expect(answered(5, { askedAgain: true })).toEqual(days(9));
    expect(answered(5, { error: 'The key was refused' })).toEqual(days(9));
  });

  it.each<[string, Partial<LedgerEntry>, boolean]>([
    [
      'fetched the moment it settles',
      { fetchedAt: '2026-03-09T00:00:00.000Z' },
      false,
    ],
    [
      'fetched a moment before it settles',
      { fetchedAt: '2026-03-08T23:59:59.999Z' },
      true,
    ],
    [
      'empty so far',
      { state: 'empty', fetchedAt: '2026-03-08T00:00:00.000Z' },
      true,
    ],
    ['no data for good', { state: 'no-data' }, false],
    [
      'failed long ago',
      {
        state: 'failed',
        fetchedAt: null,
        attempts: 9,
        attemptedAt: '2026-03-10T05:59:00.000Z',
      },
      true,
    ],
    [
      'failed often and lately',
      {
        state: 'failed',
        fetchedAt: null,
        attempts: 9,
        attemptedAt: '2026-03-10T06:01:00.000Z',
      },
      false,
    ],
    [
      'failed once, 15 minutes ago',
      {
        state: 'failed',
        fetchedAt: null,
        attempts: 1,
        attemptedAt: '2026-03-10T11:45:00.000Z',
      },
      true,
    ],
    [
      'failed once, a minute ago',
      {
        state: 'failed',
        fetchedAt: null,
        attempts: 1,
        attemptedAt: '2026-03-10T11:59:00.000Z',
      },
      false,
    ],
    [
      'failed by no fault of the day',
      {
        state: 'failed',
        fetchedAt: null,
        attempts: 0,
        attemptedAt: '2026-03-10T11:59:00.000Z',
      },
      true,
    ],
  ])('a day %s: asked again is %s', (_, entry, asked) => {
    const rest = plan(but({ day: '2026-03-05', ...entry }));
    expect(rest.includes('2026-03-05')).toBe(asked);
  });

  it('puts the days an operator wants first, history and answers notwithstanding', () => {
    expect(
      plan([
        ...but({ day: '2026-03-05', askedAgain: true }).filter(
          ({ day }) => day !== '2026-03-09',
        ),
        { day: '2026-01-01', askedAgain: true, state: 'no-data' },
        { day: '2026-03-10', askedAgain: true },
      ]),
    ).toEqual(['2026-03-05', '2026-01-01', '2026-03-09']);
  });

  it('asks a seat list for today alone, as often as it is looked at', () => {
    const seats = { kind: 'seats', settleDays: 0 } as const;
    expect(plan([], seats)).toEqual(['2026-03-10']);
    expect(
      plan(
        [{ day: '2026-03-10', fetchedAt: '2026-03-10T08:00:00.000Z' }],
        seats,
      ),
    ).toEqual(['2026-03-10']);
  });

  describe('of a source that revises its days', () => {
    const revising = { restatedForDays: 5 };
    const answered = (at: string) =>
      days(2, 3, 4, 5, 6, 7, 8, 9).map(day => ({ day, fetchedAt: at }));

    it('asks settled days again on the next UTC day, after all others', () => {
      const yesterday = answered('2026-03-09T23:00:00.000Z');
      expect(plan(yesterday, revising)).toEqual(days(9, 8, 7, 6, 5, 4));
      expect(plan(yesterday)).toEqual(days(9, 8, 7, 6));
    });

    it('asks them once a day', () => {
      const today = answered('2026-03-10T00:00:00.000Z');
      expect(plan(today, revising)).toEqual(days(9, 8, 7));
    });

    it('leaves one alone whose last answer failed a moment ago', () => {
      const failed = answered('2026-03-09T23:00:00.000Z').map(entry =>
        entry.day === '2026-03-05'
          ? { ...entry, attempts: 1, attemptedAt: '2026-03-10T11:59:00.000Z' }
          : entry,
      );
      expect(plan(failed, revising)).toEqual(days(9, 8, 7, 6, 4));
    });

    it('does not ask again for what the vendor has nothing of', () => {
      const none = answered('2026-03-09T23:00:00.000Z').map(entry => ({
        ...entry,
        state: 'no-data' as const,
      }));
      expect(plan(none, revising)).toEqual([]);
    });

    it('asks each day once a day until the revisions are over, and never again', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 40 }),
          (settleDays, restatedForDays) => {
            const day = '2026-03-02';
            const asked: string[] = [];
            let entry: Partial<LedgerEntry> | undefined;
            for (let passed = 1; passed <= 60; passed += 1) {
              const at = new Date(`${addDays(day, passed)}T09:00:00Z`);
              const parts = { settleDays, restatedForDays, backfillDays: 100 };
              if (plan(entry ? [entry] : [], parts, at).includes(day)) {
                asked.push(addDays(day, passed));
                entry = { day, fetchedAt: at.toISOString() };
              }
            }
            const last = Math.max(settleDays, restatedForDays) + 1;
            expect(asked).toEqual(
              Array.from({ length: last }, (_, i) => addDays(day, i + 1)),
            );
          },
        ),
      );
    });
  });

  it('comes to an end: answering every planned day after its settle time leaves nothing to ask', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (settleDays, backfillDays) => {
          const parts = { settleDays, backfillDays };
          const wanted = plan([], parts);
          expect(wanted).toHaveLength(backfillDays);
          const later = new Date('2026-04-30T00:00:00Z');
          const entries = wanted.map(day => ({
            day,
            fetchedAt: `${addDays(day, settleDays + 1)}T00:00:00.000Z`,
          }));
          expect(
            plan(
              entries,
              { ...parts, backfillDays: backfillDays + 51 },
              later,
            ).filter(day => wanted.includes(day)),
          ).toEqual([]);
        },
      ),
    );
  });
});

describe('waitAfter', () => {
  it('doubles from a quarter of an hour to six hours', () => {
    expect(
      [0, 1, 2, 3, 6, 40].map(attempts => waitAfter(attempts) / 60_000),
    ).toEqual([0, 15, 30, 60, 360, 360]);
  });
});

describe('wantedRange and planProgress', () => {
  it('counts answered days of those wanted', () => {
    expect(wantedRange(rule, '2026-03-10')).toEqual({
      from: '2026-03-02',
      to: '2026-03-09',
    });
    const ledger = new Map(
      [
        ledgerEntry({ day: '2026-03-09', state: 'empty' }),
        ledgerEntry({ day: '2026-03-08' }),
        ledgerEntry({ day: '2026-03-07', state: 'failed' }),
        ledgerEntry({ day: '2026-01-01' }),
      ].map(entry => [entry.day, entry]),
    );
    expect(planProgress(rule, ledger, '2026-03-10')).toEqual({
      daysDone: 2,
      daysWanted: 8,
      missing: 5,
    });
  });
});
