import { Case, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown, tooFewPeople } from '../facts';
import { toolDefaultConfigured } from './toolDefaultConfigured';

const of = (
  developers: number,
  provisioned: number,
  gap: string | null = null,
) => known({ developers, provisioned, gap });

const cases: Case[] = [
  [
    '80 %',
    { provisioned: of(10, 8) },
    'pass',
    /At least 80 % .*a seat or use of another by a live exception/,
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
  ['nobody', { provisioned: of(0, 0) }, 'not-applicable', /no developers/],
  [
    'too few people',
    { provisioned: tooFewPeople },
    'not-applicable',
    /Too few/,
  ],
  [
    'no seats known',
    { provisioned: notKnown('No source reports seats.') },
    'unknown',
    /No source/,
  ],
];

describe('tool.default-configured', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(toolDefaultConfigured, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
