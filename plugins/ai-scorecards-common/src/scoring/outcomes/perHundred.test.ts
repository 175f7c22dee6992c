import { changes, outcomeInput, outcomeWeek } from './__testUtils__/weeks';
import { outcomeIndicators } from './indicators';
import type { PublishedChanges } from './published';

/** What an indicator says where each span shows the same, by how far back it ends. */
function told(
  id: 'findings' | 'aiReported',
  of: (
    back: number,
  ) => Partial<Pick<PublishedChanges, 'findings' | 'reported'>>,
) {
  const input = outcomeInput((back, week) => {
    const span = changes(30, 100, 0, of(back));
    return outcomeWeek(week, 30, 25, { window: span, half: span });
  });
  const found = outcomeIndicators(input).find(each => each.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  const { figure, baseline, index } = found;
  return { figure, baseline: baseline.value, index: index.value };
}

const findings = (
  found: number,
  more: Partial<PublishedChanges['findings']> = {},
) => ({
  findings: {
    repositories: 3,
    scanned: 3,
    counts: { found, changes: 40, people: 12 },
    ...more,
  },
});

describe('new findings', () => {
  it('are told for a hundred changes, against the own baseline', () => {
    expect(told('findings', back => findings(back < 4 ? 3 : 6))).toEqual({
      figure: { state: 'ok', value: 7.5, bound: null, unit: 'count' },
      baseline: 15,
      index: 50,
    });
  });

  it('are none where something looked and found none', () => {
    expect(told('findings', () => findings(0)).figure).toMatchObject({
      state: 'ok',
      value: 0,
    });
  });

  it.each([
    [
      'nothing is known to look',
      findings(0, { scanned: 0, counts: null }),
      'no-data',
      /not known to look/,
    ],
    [
      'too few merged anything',
      findings(0, { counts: null }),
      'suppressed',
      /Too few/,
    ],
  ])('have no value where %s', (_, span, state, reason) => {
    expect(told('findings', () => span).figure).toMatchObject({
      state,
      value: null,
      reason: expect.stringMatching(reason),
    });
  });

  it('say how much of the work is looked at', () => {
    expect(
      told('findings', () => findings(2, { scanned: 1 })).figure,
    ).toMatchObject({
      state: 'partial',
      value: 5,
      reason: 'Code scanning looks at 1 of 3 repositories.',
    });
  });

  it('have no baseline before they were looked for', () => {
    const { baseline, index } = told('findings', back =>
      back < 8 ? findings(2) : findings(0, { scanned: 0, counts: null }),
    );
    expect([baseline, index]).toEqual([null, null]);
  });
});

describe('what vendors report', () => {
  it('may be more than was merged', () => {
    expect(
      told('aiReported', () => ({
        reported: { shown: true, pullRequests: 130 },
      })),
    ).toEqual({
      figure: { state: 'ok', value: 130, bound: null, unit: 'count' },
      baseline: 130,
      index: 100,
    });
  });

  it.each([
    ['no vendor reports any', null, 'no-data'],
    ['too few have any', { shown: false, pullRequests: 0 }, 'suppressed'],
  ])('has no value where %s', (_, reported, state) => {
    expect(told('aiReported', () => ({ reported })).figure).toMatchObject({
      state,
      value: null,
    });
  });
});
