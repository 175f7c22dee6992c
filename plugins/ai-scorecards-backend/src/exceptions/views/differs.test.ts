import {
  Ask,
  askSchema,
  ExceptionCase,
} from 'backstage-plugin-ai-scorecards-common';
import { differsFrom } from './differs';

const ask = (change: Partial<Ask> = {}): Ask => ({
  ...askSchema.parse({ team: 'group:default/atlas' }),
  seats: 5,
  costPerMonth: 100_000_000,
  data: 'internal',
  until: '2027-02-21',
  ...change,
});

const granted = (change: Partial<Ask> = {}, conditions: unknown[] = []) =>
  ({
    request: { wish: { ask: ask(change) }, decision: { conditions } },
    exception: { from: '2026-11-24', until: '2027-02-21' },
  } as unknown as ExceptionCase);

describe('what differs from precedent', () => {
  it('is nothing for more of the same', () => {
    expect(differsFrom(ask(), '2026-11-24', [granted()])).toEqual([]);
  });

  it('is that there is none', () => {
    expect(differsFrom(ask(), '2026-11-24', [])).toEqual([
      'First request for this tool that could be granted',
    ]);
  });

  it.each([
    [{ seats: 6 }, 'More seats than any granted so far (5)'],
    [
      { costPerMonth: 100_000_001 },
      'Costs more a month than any granted so far (100 USD)',
    ],
    [{ until: '2027-02-22' }, 'Longer than any granted so far (90 days)'],
    [
      { data: 'confidential' as const },
      'More sensitive data than any granted so far (internal)',
    ],
  ])('names %j', (change, sentence) => {
    expect(differsFrom(ask(change), '2026-11-24', [granted()])).toEqual([
      sentence,
    ]);
  });

  it('names that nobody got it without a condition', () => {
    expect(differsFrom(ask(), '2026-11-24', [granted({}, [{}])])).toEqual([
      'Every grant so far had a condition',
    ]);
  });
});
