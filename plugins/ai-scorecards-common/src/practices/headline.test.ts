import type { PracticeStanding } from '../contract';
import { practiceHeadline, shortOf } from './headline';

const standing = (change: Partial<PracticeStanding>): PracticeStanding => ({
  state: 'assessed',
  raw: 1,
  effective: 1,
  was: null,
  held: false,
  reason: null,
  ...change,
});

const headline = (
  change: Partial<PracticeStanding>,
  fourWeeksAgo: number | null = 1,
) =>
  practiceHeadline({
    standing: standing(change),
    minimum: 1,
    next: 2,
    missing: 1,
    nextStep: null,
    peers: null,
    sparkline: [],
    fourWeeksAgo,
  });

describe('the headline', () => {
  it.each([
    [{}, 1, 'ok', 'on-track'],
    [{ raw: 0, effective: 0 }, 0, 'ok', 'worth-a-talk'],
    [{ raw: 0 }, 1, 'ok', 'watch'],
    [
      { state: 'unknown', effective: null, was: 2 },
      null,
      'failed',
      'not-known-yet',
    ],
    [
      { state: 'not-assessed-yet', effective: null },
      null,
      'no-data',
      'not-assessed-yet',
    ],
    [
      { state: 'not-applicable', effective: null },
      null,
      'no-data',
      'not-assessed-yet',
    ],
  ] as const)('%j reads %s', (change, value, state, status) => {
    const metric = headline(change);
    expect(metric.figure).toMatchObject({ value, state });
    expect(metric.status).toBe(status);
  });

  it('holds nothing against a team of which nothing is asked', () => {
    const metric = practiceHeadline({
      standing: standing({ raw: 0, effective: 0, reason: 'None applies.' }),
      minimum: 1,
      next: 1,
      missing: 0,
      nextStep: null,
      peers: null,
      sparkline: [],
      fourWeeksAgo: null,
    });
    expect(metric.status).toBe('not-known-yet');
    expect(metric.reasons).toEqual(['None applies.']);
  });

  it('says unknown with what it was', () => {
    expect(
      headline({ state: 'unknown', effective: null, was: 2 }).figure.reason,
    ).toBe('Unknown (was 2).');
  });

  it('says how far the next level is, and what it would be without waivers', () => {
    expect(headline({ raw: 0 }).reasons).toEqual([
      'Without waivers it would be 0.',
      'One check short of level 2.',
    ]);
  });

  it('changes against four weeks before, where that is known', () => {
    expect(headline({}, 0).change).toBe(1);
    expect(headline({}, null).change).toBeNull();
  });
});

describe('shortOf', () => {
  it.each([
    [1, 2, 'one check short of level 2'],
    [3, 4, '3 checks short of level 4'],
    [0, 2, undefined],
    [1, null, undefined],
  ])('%s, %s', (missing, next, text) => {
    expect(shortOf(missing, next)).toBe(text);
  });
});
