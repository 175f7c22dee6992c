import { ledgerEntry } from '../__testUtils__/ledger';
import { freshDays, settledDays, TODAY } from './__testUtils__/views';
import { dayStrip, STRIP_DAYS } from './dayStrip';

const rule = { kind: 'usage' as const, settleDays: 2 };

function stripOf(...entries: ReturnType<typeof ledgerEntry>[]) {
  return dayStrip(
    new Map(entries.map(entry => [entry.day, entry])),
    rule,
    TODAY,
  );
}

describe('dayStrip', () => {
  it('holds sixty days, oldest first, and ends yesterday', () => {
    const strip = stripOf();
    expect(strip).toHaveLength(STRIP_DAYS);
    expect(strip[0].day).toBe('2026-09-24');
    expect(strip[59].day).toBe('2026-11-22');
    expect(strip.every(({ state }) => state === 'missing')).toBe(true);
    expect(strip.every(({ rows }) => rows === null)).toBe(true);
  });

  it('ends today for a seat list', () => {
    const strip = dayStrip(
      new Map([[TODAY, ledgerEntry({ day: TODAY })]]),
      { kind: 'seats', settleDays: 0 },
      TODAY,
    );
    expect(strip[59]).toMatchObject({
      day: TODAY,
      state: 'complete',
      rows: 10,
    });
  });

  it('has no data of days before the first seat list, and misses those after it', () => {
    const seats = { kind: 'seats' as const, settleDays: 0 };
    const first = ledgerEntry({ day: '2026-11-20' });
    const known = dayStrip(new Map([[first.day, first]]), seats, TODAY);
    expect(known.slice(-5).map(({ state }) => state)).toEqual([
      'no-data',
      'complete',
      'missing',
      'missing',
      'missing',
    ]);
    const fresh = dayStrip(new Map(), seats, TODAY);
    expect(fresh.slice(-2).map(({ state }) => state)).toEqual([
      'no-data',
      'missing',
    ]);
  });

  it.each([
    ['complete', settledDays('2026-11-10', '2026-11-10')[0], 10],
    [
      'marked',
      { ...settledDays('2026-11-10', '2026-11-10')[0], unreadable: 2 },
      10,
    ],
    ['may-change', freshDays('2026-11-10', '2026-11-10')[0], 10],
    [
      'not-ready',
      ledgerEntry({ day: '2026-11-10', state: 'empty', rows: 0 }),
      null,
    ],
    [
      'no-data',
      ledgerEntry({ day: '2026-11-10', state: 'no-data', rows: 0 }),
      null,
    ],
    [
      'failed',
      ledgerEntry({
        day: '2026-11-10',
        state: 'failed',
        rows: 0,
        fetchedAt: null,
        error: 'The answer was cut off.',
        attempts: 3,
      }),
      null,
    ],
    [
      'missing',
      ledgerEntry({
        day: '2026-11-10',
        state: 'empty',
        rows: 0,
        fetchedAt: null,
        attemptedAt: null,
        askedAgain: true,
      }),
      null,
    ],
  ])('shows a day as %s', (state, entry, rows) => {
    const day = stripOf(entry).find(each => each.day === '2026-11-10');
    expect(day).toEqual({
      day: '2026-11-10',
      state,
      rows,
      unreadable: entry.unreadable,
      attempts: entry.attempts,
      fetchedAt: entry.fetchedAt,
      error: entry.error,
    });
  });
});
