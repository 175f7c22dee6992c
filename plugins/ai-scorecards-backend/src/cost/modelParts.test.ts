import { modelParts } from './modelParts';

const model = (name: string, holders: number, usage: number) => ({
  model: name,
  holders,
  usage,
  value: null,
});
const sums: Parameters<typeof modelParts>[1] = {
  seatMicros: 40,
  usageMicros: 100,
  valueMicros: null,
};
const told = (
  models: ReturnType<typeof model>[],
  holdersWithoutModel: number,
  of = sums,
) =>
  modelParts({ models, holdersWithoutModel }, of, 5).map(
    ({ id, seatMicros, usageMicros }) => [id, seatMicros, usageMicros],
  );

describe('modelParts', () => {
  it('adds up to the sums, what is told of no model being the rest', () => {
    expect(told([model('b', 9, 30), model('a', 6, 50)], 0)).toEqual([
      ['a', null, 50],
      ['b', null, 30],
      ['other-models', 40, 20],
    ]);
  });

  it('leaves no rest where there is none', () => {
    const all = { seatMicros: null, usageMicros: 80, valueMicros: null };
    expect(told([model('a', 6, 80)], 0, all)).toEqual([['a', null, 80]]);
  });

  it.each<[string, ReturnType<typeof model>[], number]>([
    ['a model of too few', [model('a', 4, 10), model('b', 5, 30)], 0],
    ['a rest of too few', [model('b', 5, 30)], 4],
  ])('joins %s with the smallest that is enough', (_, small, without) => {
    expect(told([...small, model('c', 8, 50)], without)).toEqual([
      ['c', null, 50],
      ['other-models', 40, 50],
    ]);
  });

  it('tells a rest of enough apart', () => {
    expect(told([model('a', 4, 10), model('b', 5, 30)], 5)).toEqual([
      ['b', null, 30],
      ['other-models', 40, 70],
    ]);
  });
});
