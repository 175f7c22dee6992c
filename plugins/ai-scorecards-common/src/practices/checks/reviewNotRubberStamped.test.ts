import {
  Case,
  verdictOf,
  wordsOf,
  fewPeople,
  goodPullRequests,
} from '../__testUtils__/facts';
import { known, notKnown, PullRequestFacts } from '../facts';

const pulls = (change: Partial<PullRequestFacts>) => ({
  pullRequests: known(goodPullRequests(change)),
});

const notConnected = { pullRequests: notKnown('No code host is connected.') };
import { reviewNotRubberStamped } from './reviewNotRubberStamped';

const cases: Case[] = [
  ['none', pulls({}), 'pass', /Fewer than 5 %/],
  [
    '5 % are too many',
    pulls({ aiLarge: { merged: 40, approvedFast: 2 } }),
    'fail',
    /^5 % or more/,
  ],
  [
    'fewer',
    pulls({ aiLarge: { merged: 41, approvedFast: 2 } }),
    'pass',
    /Fewer than 5 %/,
  ],
  [
    'too few',
    pulls({ aiLarge: { merged: 19, approvedFast: 19 } }),
    'not-applicable',
    /Fewer than 20/,
  ],
  [
    'too few for the large ones',
    pulls({ aiLarge: null }),
    'not-applicable',
    /Too few people/,
  ],
  ['too few people', fewPeople, 'not-applicable', /Too few people/],
  ['not connected', notConnected, 'unknown', /No code host/],
];

describe('review.not-rubber-stamped', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(reviewNotRubberStamped, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
