import { PublishedPopulation } from 'backstage-plugin-ai-scorecards-common';
import { isEstimated, together } from './monthRows';

const side = (part: Partial<PublishedPopulation>): PublishedPopulation => ({
  shown: false,
  people: 0,
  leftOut: 0,
  countedInEach: false,
  estimated: false,
  assumed: false,
  ...part,
});

describe('developers and others of a month together', () => {
  it('are without the side that is too small', () => {
    expect(
      together(side({ shown: true, people: 8 }), side({ leftOut: 2 })),
    ).toMatchObject({ shown: true, people: 8, leftOut: 2 });
  });

  it('tell nothing of a team that shows neither', () => {
    expect(together(side({ leftOut: 3 }), side({ leftOut: 1 }))).toMatchObject({
      shown: false,
      people: 0,
      leftOut: 0,
    });
  });
});

describe('the cost of a team in a month', () => {
  const of = (...amounts: number[]) => [{ amounts }];
  const month = {
    channels: [
      { toolId: 1, kind: 'seat' as const },
      { toolId: 1, kind: 'usage' as const },
      { toolId: 2, kind: 'usage' as const },
      { toolId: 2, kind: 'value' as const },
    ],
    estimatedDays: [0, 0, 0b100, 0b100],
  };

  it('is estimated where an estimate is in its usage, and by no invoice, seat or value', () => {
    expect(isEstimated(month, of(9, 5, 0, 7))).toBe(false);
    expect(isEstimated(month, of(0, 0, 1, 0))).toBe(true);
    expect(isEstimated(month, [...of(0, 5, 0, 0), ...of(0, 0, 2, 0)])).toBe(
      true,
    );
  });
});
