import {
  DataClass,
  defaultRules,
  ExceptionCase,
} from 'backstage-plugin-ai-scorecards-common';
import type { WantedRequest } from './Surroundings';
import { termsOf } from './terms';

// A Tuesday.
const TODAY = '2026-11-24';
const asks = (data: DataClass | null) =>
  ({
    kind: 'team',
    wish: { ask: { data }, standing: null },
  } as Pick<WantedRequest, 'kind' | 'wish'>);
const known = (state: string, since: string, daysUsed: number) =>
  ({ request: { state, since, daysUsed }, exception: null } as ExceptionCase);

describe('terms', () => {
  it.each([
    ['five business days', 'internal', '2026-12-01'],
    ['ten with confidential data', 'confidential', '2026-12-08'],
    ['five where nobody said', null, '2026-12-01'],
  ] as const)('give a decision %s', (_, data, dueOn) => {
    expect(termsOf(undefined, asks(data), TODAY, defaultRules)).toMatchObject({
      dueOn,
      ratifyBy: '2026-12-01',
      daysUsed: 0,
    });
  });

  it.each([
    [['internal'], '2026-12-01'],
    [['internal', 'restricted'], '2026-12-08'],
  ])('of a standing approval for %s data end on %s', (data, dueOn) => {
    const request = {
      kind: 'standing',
      wish: { ask: { data: null }, standing: { data } },
    } as unknown as Pick<WantedRequest, 'kind' | 'wish'>;
    expect(termsOf(undefined, request, TODAY, defaultRules).dueOn).toBe(dueOn);
  });

  it('count what was used before, but not before an appeal', () => {
    const before = known('in_review', '2026-11-23T09:00:00.000Z', 3);
    expect(termsOf(before, asks('public'), TODAY, defaultRules)).toMatchObject({
      dueOn: '2026-11-26',
      daysUsed: 4,
    });
    const rejected = known('rejected', '2026-11-23T09:00:00.000Z', 3);
    expect(termsOf(rejected, asks('public'), TODAY, defaultRules).dueOn).toBe(
      '2026-12-01',
    );
  });

  it('leave at least the next business day on a clock that runs', () => {
    const long = known('in_review', '2026-11-02T09:00:00.000Z', 0);
    expect(
      termsOf(long, asks('public'), TODAY, defaultRules).dueOnRunning,
    ).toBe('2026-11-25');
  });
});
