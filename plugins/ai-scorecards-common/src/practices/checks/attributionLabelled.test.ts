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

const none = { merged: 0, told: 0, approved: 0 };
const cases: Case[] = [
  ['as many as vendors report', pulls({}), 'pass', /At least half/],
  ['half', pulls({ reportedByVendors: 80 }), 'pass', /At least half/],
  ['less', pulls({ reportedByVendors: 81 }), 'fail', /Fewer than half/],
  ['more', pulls({ reportedByVendors: 3 }), 'pass', /At least half/],
  [
    'one of many',
    pulls({ ai: { merged: 1, told: 1, approved: 1 } }),
    'fail',
    /Fewer than half/,
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
  [
    'none at all, and no AI in use',
    {
      ...pulls({ ai: none, reportedByVendors: 0 }),
      aiUsed: known(false),
    },
    'not-applicable',
    /No AI tool was seen in use by enough people/,
  ],
  [
    'none of what vendors report, and no AI seen in use',
    { ...pulls({ ai: none }), aiUsed: known(false) },
    'fail',
    /vendors report pull/,
  ],
  [
    'none at all, and usage is not known',
    {
      ...pulls({ ai: none, reportedByVendors: null }),
      aiUsed: notKnown('Usage is not collected.'),
    },
    'unknown',
    /Usage is not collected/,
  ],
  [
    'labelled, though no AI is seen in use',
    { ...pulls({ reportedByVendors: null }), aiUsed: known(false) },
    'pass',
    /are labelled/,
  ],
  ['none of many', pulls({ ai: none }), 'fail', /vendors report pull/],
  [
    'enough, and days of a vendor are not collected',
    pulls({ reportGap: 'Claude: 3 of 90 days are collected.' }),
    'unknown',
    /3 of 90 days/,
  ],
  [
    'a vendor of which no day is collected',
    pulls({ reportedByVendors: null, reportGap: 'Claude: it is down.' }),
    'unknown',
    /it is down/,
  ],
  [
    'too few already, though days are not collected',
    pulls({ reportedByVendors: 81, reportGap: 'Claude: it is down.' }),
    'fail',
    /Fewer than half/,
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
