import {
  Case,
  verdictOf,
  wordsOf,
  fewPeople,
  goodPullRequests,
} from '../__testUtils__/facts';
import { known, notKnown, PullRequestFacts, tooFewPeople } from '../facts';

const pulls = (change: Partial<PullRequestFacts>) => ({
  pullRequests: known(goodPullRequests(change)),
});

const notConnected = { pullRequests: notKnown('No code host is connected.') };
import { batchesSmall } from './batchesSmall';

const cases: Case[] = [
  ['as before', pulls({}), 'pass', /at most 125 %/],
  [
    'a quarter larger',
    pulls({ aiMedianSize: known(100) }),
    'pass',
    /at most 125 %/,
  ],
  [
    'larger still',
    pulls({ aiMedianSize: known(101) }),
    'fail',
    /more than 125 %/,
  ],
  [
    'no baseline',
    pulls({ aiMedianSizeBefore: notKnown('There is no baseline yet.') }),
    'unknown',
    /no baseline/,
  ],
  [
    'a baseline of too few people',
    pulls({ aiMedianSizeBefore: tooFewPeople }),
    'not-applicable',
    /Too few people/,
  ],
  [
    'sizes of too few people',
    pulls({ aiMedianSize: tooFewPeople }),
    'not-applicable',
    /Too few people/,
  ],
  [
    'a baseline of nothing',
    pulls({ aiMedianSizeBefore: known(0) }),
    'pass',
    /at most 125 %/,
  ],
  [
    'too few',
    pulls({ ai: { merged: 19, told: 19, approved: 19 } }),
    'not-applicable',
    /Fewer than 20/,
  ],
  ['too few people', fewPeople, 'not-applicable', /Too few people/],
  ['not connected', notConnected, 'unknown', /No code host/],
];

describe('batches.small', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(batchesSmall, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
