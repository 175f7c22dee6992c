import {
  Case,
  liveException,
  verdictOf,
  wordsOf,
} from '../__testUtils__/facts';
import { known, notConnected, notKnown, tooFewPeople } from '../facts';
import { toolDefaultConfigured } from './toolDefaultConfigured';

const of = (
  developers: number,
  byDefault: number,
  gap: string | null = null,
  byException = 0,
) =>
  known({
    ...{ developers, byDefault, provisioned: byDefault + byException, gap },
    exceptedBy: byException > 0 ? [liveException()] : [],
  });

const cases: Case[] = [
  [
    '80 %',
    { provisioned: of(10, 8) },
    'pass',
    /^At least 80 % .*the default tool\.$/,
  ],
  ['less', { provisioned: of(10, 7) }, 'fail', /Fewer than 80 %/],
  [
    'less, and use of an excepted tool is not collected',
    { provisioned: of(10, 7, 'Cursor: 3 of 28 days are collected.') },
    'unknown',
    /Cursor: 3 of 28/,
  ],
  [
    'enough without the use that is not collected',
    { provisioned: of(10, 8, 'Cursor: 3 of 28 days are collected.') },
    'pass',
    /At least 80 %/,
  ],
  [
    'more by an exception',
    { provisioned: of(10, 7, null, 1) },
    'pass',
    /^Fewer than 80 % .* by a live exception at least 80 %/,
  ],
  [
    'too few with the exception too',
    { provisioned: of(10, 6, null, 1) },
    'fail',
    /Fewer than 80 %/,
  ],
  ['nobody', { provisioned: of(0, 0) }, 'not-applicable', /no developers/],
  [
    'too few people',
    { provisioned: tooFewPeople },
    'not-applicable',
    /Too few/,
  ],
  [
    'no seats known',
    { provisioned: notKnown('Seats are not collected yet.') },
    'unknown',
    /not collected yet/,
  ],
  [
    'nothing that could tell of seats',
    { provisioned: notConnected('No source reports seats.') },
    'not-applicable',
    /No source/,
  ],
];

describe('tool.default-configured', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(toolDefaultConfigured, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });

  it.each([
    ['enough seats and an exception', of(10, 8, null, 1), undefined],
    ['enough by the exception alone', of(10, 7, null, 1), [liveException()]],
  ])('names the exceptions without which it would fail: %s', (_, fact, by) => {
    const { byException } = verdictOf(toolDefaultConfigured, {
      provisioned: fact,
    });
    expect(byException).toEqual(by);
  });
});
