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

const none = { merged: 0, approved: 0 };
const cases: Case[] = [
  ['as many as vendors report', pulls({}), 'pass', /40 labelled, 40 reported/],
  [
    'half',
    pulls({ reportedByVendors: 80 }),
    'pass',
    /40 labelled, 80 reported/,
  ],
  [
    'less',
    pulls({ reportedByVendors: 81 }),
    'fail',
    /40 labelled, 81 reported/,
  ],
  ['more', pulls({ reportedByVendors: 3 }), 'pass', /40 labelled, 3 reported/],
  [
    'one of many',
    pulls({ ai: { merged: 1, approved: 1 } }),
    'fail',
    /1 labelled, 40 reported/,
  ],
  [
    'vendors report none',
    pulls({ reportedByVendors: null }),
    'pass',
    /no vendor reports it/,
  ],
  [
    'none at all',
    pulls({ ai: none, reportedByVendors: null }),
    'fail',
    /No change .* labelled\.$/,
  ],
  ['none of many', pulls({ ai: none }), 'fail', /vendors report 40/],
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
