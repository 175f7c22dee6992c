import { addDays } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { LedgerEntry } from '../dayState';
import { ledgerEntry } from '../__testUtils__/ledger';
import {
  freshDays,
  settledDays,
  TODAY,
  viewOf,
  WHOLE,
} from './__testUtils__/views';
import { settledThrough } from './settledThrough';

const YEAR = { backfillDays: 400 };

function without(entries: LedgerEntry[], ...days: string[]) {
  return entries.filter(({ day }) => !days.includes(day));
}

describe('settledThrough', () => {
  it('knows nothing without a source', () => {
    expect(settledThrough([], TODAY)).toEqual({ through: null, month: null });
  });

  it('ends at the last week and month that are settled to their last day', () => {
    // Saturday and Sunday of the week before today may still change.
    expect(
      settledThrough(
        [
          viewOf(
            [
              ...settledDays('2026-09-01', '2026-11-20'),
              ...freshDays('2026-11-21', '2026-11-22'),
            ],
            { rule: YEAR },
          ),
        ],
        TODAY,
      ),
    ).toEqual({ through: '2026-11-15', month: '2026-10' });
  });

  it('takes the week that has just ended once its Sunday is final', () => {
    expect(
      settledThrough(
        [viewOf(settledDays('2026-09-01', '2026-11-22'), { rule: YEAR })],
        TODAY,
      ),
    ).toEqual({ through: '2026-11-22', month: '2026-10' });
  });

  it.each([
    [
      'a failed day',
      [ledgerEntry({ day: '2026-11-11', state: 'failed', fetchedAt: null })],
      '2026-11-08',
    ],
    ['a missing day', [], '2026-11-08'],
    [
      'a day without data',
      [ledgerEntry({ day: '2026-11-11', state: 'no-data' })],
      '2026-11-15',
    ],
    [
      'unreadable rows',
      settledDays('2026-11-11', '2026-11-11').map(entry => ({
        ...entry,
        unreadable: 1,
      })),
      '2026-11-15',
    ],
  ])('with %s in the week of 9 November', (_, entries, through) => {
    const all = without(settledDays('2026-10-14', '2026-11-19'), '2026-11-11');
    expect(settledThrough([viewOf([...all, ...entries])], TODAY).through).toBe(
      through,
    );
  });

  it('waits for the slowest source', () => {
    const slow = viewOf(settledDays('2026-10-14', '2026-11-05'));
    expect(settledThrough([viewOf(WHOLE), slow], TODAY).through).toBe(
      '2026-11-01',
    );
  });

  it('waits for no day that a vendor cannot have', () => {
    const young = viewOf(settledDays('2026-11-11', '2026-11-19'), {
      rule: { earliestDay: '2026-11-11' },
    });
    expect(settledThrough([viewOf(WHOLE), young], TODAY).through).toBe(
      '2026-11-15',
    );
  });

  it('says nothing while a source has no settled day, instead of going back to before its history', () => {
    const silent = viewOf([], { rule: { earliestDay: '2026-11-01' } });
    expect(settledThrough([viewOf(WHOLE), silent], TODAY)).toEqual({
      through: null,
      month: null,
    });
  });

  it('does not wait for a source whose first days are not final yet', () => {
    const born = viewOf([], { rule: { earliestDay: '2026-11-22' } });
    expect(settledThrough([viewOf(WHOLE), born], TODAY).through).toBe(
      '2026-11-15',
    );
  });

  it('never speaks of a week with an unsettled day', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 39 })), holes => {
        const gone = holes.map(index => addDays('2026-10-14', index));
        const view = viewOf(
          without(settledDays('2026-10-14', '2026-11-22'), ...gone),
        );
        const { through } = settledThrough([view], TODAY);
        if (through === null) return;
        for (
          let day = addDays(through, -6);
          day <= through;
          day = addDays(day, 1)
        ) {
          expect(view.ledger.has(day)).toBe(true);
        }
      }),
    );
  });
});
