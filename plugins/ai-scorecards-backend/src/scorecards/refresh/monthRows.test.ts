import { PublishedPopulation } from 'backstage-plugin-ai-scorecards-common';
import { together } from './monthRows';

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
