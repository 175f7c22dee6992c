import { askSchema } from 'backstage-plugin-ai-scorecards-common';
import { askOf, textOf } from './askFields';

const empty = askSchema.parse({ team: 'group:default/atlas' });

describe('the form of a request', () => {
  it('gives back what it was filled with', () => {
    const ask = {
      ...empty,
      tool: 'resource:default/cursor',
      category: 'evaluation' as const,
      why: 'To compare',
      seats: 3,
      costPerMonth: 60_500_000,
      until: '2027-02-21',
      supportOwner: 'user:default/ada',
      acceptsSupport: true,
    };
    expect(askOf(textOf(ask), empty)).toEqual(ask);
    expect(askOf(textOf(empty), empty)).toEqual(empty);
  });

  it.each([
    ['seats', '2.5', null],
    ['seats', '0', null],
    ['seats', '12', 12],
    ['costPerMonth', '19,50', 19_500_000],
    ['costPerMonth', 'much', null],
    ['supportOwner', 'ada', null],
    ['supportOwner', 'user:default/ada', 'user:default/ada'],
    ['why', '   ', null],
  ] as const)('takes %s "%s" for %j', (field, typed, value) => {
    expect(askOf({ ...textOf(empty), [field]: typed }, empty)[field]).toBe(
      value,
    );
  });
});
