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
import { attributionLabelled } from './attributionLabelled';

const cases: Case[] = [
  ['all that vendors report', pulls({}), 'pass', /40 of 40/],
  ['80 %', pulls({ reportedByVendors: 50 }), 'pass', /40 of 50/],
  ['less', pulls({ reportedByVendors: 51 }), 'fail', /40 of 51/],
  [
    'vendors report none',
    pulls({ reportedByVendors: null }),
    'pass',
    /40 of 40/,
  ],
  [
    'none at all',
    pulls({ ai: { merged: 0, approved: 0 }, reportedByVendors: null }),
    'fail',
    /No change/,
  ],
  ['too few people', fewPeople, 'not-applicable', /Too few people/],
  ['not connected', notConnected, 'unknown', /No code host/],
];

describe('attribution.labelled', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(attributionLabelled, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
