import { Case, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown, tooFewPeople } from '../facts';
import { stanceAcknowledged } from './stanceAcknowledged';

const cases: Case[] = [
  [
    '90 %',
    { stance: known({ developers: 10, acknowledged: 9 }) },
    'pass',
    /At least 90 %/,
  ],
  [
    'less',
    { stance: known({ developers: 10, acknowledged: 8 }) },
    'fail',
    /Fewer than 90 %/,
  ],
  [
    'nobody',
    { stance: known({ developers: 0, acknowledged: 0 }) },
    'not-applicable',
    /no developers/,
  ],
  ['too few people', { stance: tooFewPeople }, 'not-applicable', /Too few/],
  [
    'people not read yet',
    { stance: notKnown('Nobody is known to be in any team yet.') },
    'unknown',
    /Nobody is known/,
  ],
];

describe('stance.acknowledged', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(stanceAcknowledged, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
