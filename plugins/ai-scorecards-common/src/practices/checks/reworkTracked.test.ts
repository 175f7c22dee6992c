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
import { reworkTracked } from './reworkTracked';

const cases: Case[] = [
  ['below', pulls({}), 'pass', /no more often/],
  [
    'equal',
    pulls({ aiSettled: { merged: 50, failed: 2 } }),
    'pass',
    /no more often/,
  ],
  [
    'above',
    pulls({ aiSettled: { merged: 50, failed: 3 } }),
    'fail',
    /fail more often/,
  ],
  [
    'too few',
    pulls({ aiSettled: { merged: 29, failed: 0 } }),
    'not-applicable',
    /Fewer than 30/,
  ],
  [
    'too few for the settled ones',
    pulls({ restSettled: null }),
    'not-applicable',
    /Too few people/,
  ],
  ['too few people', fewPeople, 'not-applicable', /Too few people/],
  ['not connected', notConnected, 'unknown', /No code host/],
];

describe('rework.tracked', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(reworkTracked, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
