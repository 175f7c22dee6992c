import { IncompleteDays } from './IncompleteDays';

const charge = (tool: string, ...days: string[]) => ({
  tool,
  lines: days.map(day => ({ day })),
});
const charges = [
  charge('a', '1'),
  charge('a', '2', '3'),
  charge('a', '3', '4'),
  charge('a', '5'),
  charge('b', '2'),
].map(each => ({
  ...each,
  lines: each.lines.map(({ day }) => ({ day: `2026-10-0${day}` })),
}));

describe('IncompleteDays', () => {
  it.each<[string, [string?, string[]?][], number[]]>([
    ['nothing was refused', [], []],
    ['a row of one tool and day was', [['a', ['2026-10-01']]], [0]],
    [
      'charges over several days go with one another',
      [['a', ['2026-10-04']]],
      [1, 2],
    ],
    [
      'the tool of a row is not known',
      [[undefined, ['2026-10-02']]],
      [1, 2, 4],
    ],
    ['the days of a row are not known', [['b', undefined]], [4]],
    ['nothing is known of a row', [[]], [0, 1, 2, 3, 4]],
    ['a row is of days that nothing else is of', [['a', ['2026-10-09']]], []],
  ])('when %s', (_, refused, parts) => {
    const days = new IncompleteDays();
    refused.forEach(each => days.add(...each));
    const split = days.split(charges);
    expect(split.parts.map(each => charges.indexOf(each))).toEqual(parts);
    expect(split.whole).toHaveLength(charges.length - parts.length);
  });
});
