import { Case, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown, tooFewPeople } from '../facts';
import { toolDefaultConfigured } from './toolDefaultConfigured';

const cases: Case[] = [
  [
    '80 %',
    { provisioned: known({ developers: 10, provisioned: 8 }) },
    'pass',
    /At least 80 % .*a seat or use of another by a live exception/,
  ],
  [
    'less',
    { provisioned: known({ developers: 10, provisioned: 7 }) },
    'fail',
    /Fewer than 80 %/,
  ],
  [
    'nobody',
    { provisioned: known({ developers: 0, provisioned: 0 }) },
    'not-applicable',
    /no developers/,
  ],
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
