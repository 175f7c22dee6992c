import { ledgerEntry } from '../__testUtils__/ledger';
import {
  freshDays,
  NOW,
  settledDays,
  TODAY,
  viewOf,
  WHOLE,
} from './__testUtils__/views';
import { sourceSentence } from './sourceSentence';
import { sourceState } from './sourceState';
import { SourceView } from './sourceView';

const FAILING = {
  failingSince: '2026-11-23T02:10:00.000Z',
  lastError: '401, key revoked',
};
const brokenDay = (day: string) =>
  ledgerEntry({
    day,
    state: 'failed',
    fetchedAt: null,
    rows: 0,
    attempts: 2,
    error: 'The answer was cut off.',
  });

const cases: [string, SourceView, string, string][] = [
  [
    'no run yet',
    viewOf([], { stored: { lastAttemptAt: null } }),
    'never-run',
    'Waits for its first run.',
  ],
  [
    'not even registered',
    viewOf([], { stored: null }),
    'never-run',
    'Waits for its first run.',
  ],
  [
    'everything there',
    viewOf(WHOLE),
    'current',
    'Current to 22 Nov; 2 days may still change.',
  ],
  [
    'yesterday not asked for yet',
    viewOf(WHOLE.slice(0, -1)),
    'current',
    'Current to 21 Nov; one day may still change.',
  ],
  [
    'unreadable rows',
    viewOf([
      { ...WHOLE[37], unreadable: 3 },
      ...WHOLE.slice(0, 37),
      ...WHOLE.slice(38),
    ]),
    'current',
    'Current to 22 Nov; 2 days may still change; 3 rows of the last 60 days could not be read.',
  ],
  [
    'a history that still runs',
    viewOf(WHOLE.slice(30)),
    'collecting',
    'Collecting: 10 of 40 days.',
  ],
  [
    'a history that runs with a failed day',
    viewOf([...WHOLE.slice(30), brokenDay('2026-11-01')]),
    'collecting',
    'Collecting: 10 of 40 days, 1 day to be tried again.',
  ],
  [
    'a first run that was told to wait',
    viewOf([], { pausedUntil: '2026-11-23T10:20:00.000Z' }),
    'collecting',
    'Collecting: 0 of 40 days. Paused until 10:20 UTC, as the vendor asked.',
  ],
  [
    'a run that was told to wait',
    viewOf(WHOLE, { pausedUntil: '2026-11-23T10:20:00.000Z' }),
    'current',
    'Current to 22 Nov; 2 days may still change. Paused until 10:20 UTC, as the vendor asked.',
  ],
  [
    'nothing for a week',
    viewOf(settledDays('2026-10-14', '2026-11-15')),
    'late',
    'The last day is 15 Nov, 7 days behind.',
  ],
  [
    'a single failed day',
    viewOf([
      ...WHOLE.filter(({ day }) => day !== '2026-11-01'),
      brokenDay('2026-11-01'),
    ]),
    'late',
    '1 Nov could not be collected and is tried again: The answer was cut off.',
  ],
  [
    'a single failed day that the last run ended with',
    viewOf(
      [
        ...WHOLE.filter(({ day }) => day !== '2026-11-01'),
        brokenDay('2026-11-01'),
      ],
      { stored: { ...FAILING, lastError: 'The answer was cut off.' } },
    ),
    'late',
    '1 Nov could not be collected and is tried again: The answer was cut off.',
  ],
  [
    'a revoked key found on a day that an operator asked for',
    viewOf(
      [
        ...WHOLE.filter(({ day }) => day !== '2026-11-01'),
        {
          ...brokenDay('2026-11-01'),
          error: FAILING.lastError,
          askedAgain: true,
        },
      ],
      { stored: FAILING },
    ),
    'failed',
    'Failing since 02:10 UTC: 401, key revoked.',
  ],
  [
    'several failed days',
    viewOf([
      ...WHOLE.slice(2),
      brokenDay('2026-10-14'),
      brokenDay('2026-10-15'),
    ]),
    'late',
    '2 days could not be collected and are tried again, the last 15 Oct: The answer was cut off.',
  ],
  [
    'a revoked key',
    viewOf(settledDays('2026-10-14', '2026-11-18'), { stored: FAILING }),
    'failed',
    'Failing since 02:10 UTC: 401, key revoked. What was collected stays, the last day being 18 Nov.',
  ],
  [
    'a revoked key, since yesterday, before anything came',
    viewOf([], {
      stored: { ...FAILING, failingSince: '2026-11-22T23:00:00.000Z' },
    }),
    'failed',
    'Failing since 22 Nov, 23:00 UTC: 401, key revoked. Nothing was collected yet.',
  ],
  [
    'a revoked key found on a day whose facts are there',
    viewOf(
      [
        ...WHOLE.slice(0, -1),
        {
          ...freshDays('2026-11-22', '2026-11-22')[0],
          error: '401, key revoked',
        },
      ],
      { stored: FAILING },
    ),
    'failed',
    'Failing since 02:10 UTC: 401, key revoked. What was collected stays, the last day being 22 Nov.',
  ],
  [
    'a vendor without any day yet',
    viewOf([], { rule: { earliestDay: TODAY } }),
    'current',
    'The vendor has nothing before 23 Nov.',
  ],
  [
    'seats of today',
    viewOf([ledgerEntry({ day: TODAY })], {
      rule: { kind: 'seats', settleDays: 0 },
    }),
    'current',
    'Current: the seats of today are known.',
  ],
  [
    'seats of yesterday',
    viewOf([ledgerEntry({ day: '2026-11-22' })], {
      rule: { kind: 'seats', settleDays: 0 },
    }),
    'current',
    "Current: the seats of 22 Nov are known, today's come next.",
  ],
  [
    'seats of last week',
    viewOf([ledgerEntry({ day: '2026-11-16' })], {
      rule: { kind: 'seats', settleDays: 0 },
    }),
    'late',
    'The last day is 16 Nov, 6 days behind.',
  ],
];

describe('sourceState', () => {
  it.each(cases)('%s', (_, view, state, sentence) => {
    const found = sourceState(view, TODAY);
    expect(found.state).toBe(state);
    expect(
      sourceSentence(view, found, { today: TODAY, machine: NOW }),
    ).toContain(sentence);
  });

  it('counts the whole days between the last collected one and yesterday', () => {
    expect(sourceState(viewOf(WHOLE), TODAY)).toMatchObject({
      lastDay: '2026-11-22',
      lagDays: 0,
      backfill: null,
    });
    expect(
      sourceState(
        viewOf([ledgerEntry({ day: TODAY })], {
          rule: { kind: 'seats', settleDays: 0 },
        }),
        TODAY,
      ).lagDays,
    ).toBe(0);
    expect(sourceState(viewOf([]), TODAY)).toMatchObject({
      lastDay: null,
      lagDays: null,
    });
  });

  it('takes a day without data as answered, and one that is not ready as not', () => {
    const entries = settledDays('2026-10-14', '2026-11-19');
    const withNothing = [
      ...entries,
      ledgerEntry({ day: '2026-11-20', state: 'no-data' as const, rows: 0 }),
      ledgerEntry({ day: '2026-11-21', state: 'empty' as const, rows: 0 }),
    ];
    expect(sourceState(viewOf(withNothing), TODAY)).toMatchObject({
      state: 'current',
      lastDay: '2026-11-20',
      lagDays: 2,
    });
  });
});
