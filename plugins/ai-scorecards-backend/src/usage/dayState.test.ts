import {
  dayState,
  finalFrom,
  isSettled,
  LedgerEntry,
  SettleRule,
} from './dayState';
import { ledgerEntry } from './__testUtils__/ledger';

const rule: SettleRule = { kind: 'usage', settleDays: 3 };
const inTime = '2026-03-05T23:59:59.999Z';
const settledAt = '2026-03-06T00:00:00.000Z';

describe('dayState of what is pushed', () => {
  const pushed: SettleRule = { kind: 'usage', settleDays: 2, pushed: true };

  it.each<[string, string, string]>([
    ['stays open for two full days', '2026-03-04T23:59:59Z', 'may-change'],
    ['closes as observed then', '2026-03-05T00:00:00Z', 'observed'],
  ])('%s', (_, fetchedAt, state) => {
    const entry = ledgerEntry({ fetchedAt });
    expect(dayState(entry, pushed)).toBe(state);
    expect(isSettled('observed')).toBe(true);
  });
});

describe('dayState', () => {
  it.each<[string, Partial<LedgerEntry>, string]>([
    ['inside the settle time', { fetchedAt: inTime }, 'may-change'],
    ['after it', { fetchedAt: settledAt }, 'complete'],
    [
      'after it, with unreadable rows',
      { fetchedAt: settledAt, unreadable: 1 },
      'marked',
    ],
    [
      'inside it, and the last attempt failed',
      { fetchedAt: inTime, error: '503' },
      'failed',
    ],
    [
      'after it, and a later attempt failed',
      { fetchedAt: settledAt, error: '503' },
      'complete',
    ],
    ['empty so far', { state: 'empty' }, 'not-ready'],
    [
      'empty so far, and the last attempt failed',
      { state: 'empty', error: '503' },
      'failed',
    ],
    ['empty for good', { state: 'no-data' }, 'no-data'],
    ['never answered', { state: 'failed', fetchedAt: null }, 'failed'],
  ])('%s', (_, parts, expected) => {
    expect(dayState(ledgerEntry(parts), rule)).toBe(expected);
  });

  it('is missing without a row, and while an operator only wants it', () => {
    expect(dayState(undefined, rule)).toBe('missing');
    const wanted = {
      state: 'empty',
      attemptedAt: null,
      fetchedAt: null,
    } as const;
    expect(dayState(ledgerEntry(wanted), rule)).toBe('missing');
  });

  it('takes a seat list as final at once', () => {
    expect(
      dayState(ledgerEntry({ fetchedAt: '2026-03-02T08:00:00.000Z' }), {
        kind: 'seats',
        settleDays: 0,
      }),
    ).toBe('complete');
    expect(finalFrom('2026-03-02', { kind: 'cost', settleDays: 0 })).toBe(
      '2026-03-03',
    );
  });

  it('counts what is known for good as settled', () => {
    expect(
      (
        [
          'complete',
          'marked',
          'no-data',
          'may-change',
          'not-ready',
          'failed',
          'missing',
        ] as const
      ).map(isSettled),
    ).toEqual([true, true, true, false, false, false, false]);
  });
});
