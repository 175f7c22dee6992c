import { Case, nobody, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown, tooFewPeople } from '../facts';
import { qualityPublished } from './qualityPublished';

const cases: Case[] = [
  ['shown', {}, 'pass', /on the team page/],
  ['none', { qualityPublished: known(false) }, 'fail', /No quality figure/],
  [
    'too few people',
    { qualityPublished: tooFewPeople },
    'not-applicable',
    /Too few/,
  ],
  [
    'not connected',
    { qualityPublished: notKnown('No code host is connected.') },
    'unknown',
    /No code host/,
  ],
  ['no people', nobody, 'not-applicable', /Nobody is in/],
];

describe('quality.published', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(qualityPublished, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
