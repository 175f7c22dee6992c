import {
  Case,
  verdictOf,
  wordsOf,
  fewPeople,
  forbidden,
  goodPullRequests,
  goodRepository,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { stepOf } from '../check';
import { known, notConnected, notKnown } from '../facts';
import { reviewSameBar } from './reviewSameBar';

const pulls = (
  ai: number,
  approved: number,
  rest = 100,
  restApproved = 100,
  told = ai,
) => ({
  pullRequests: known(
    goodPullRequests({
      ai: { merged: ai, told, approved },
      rest: { merged: rest, told: rest, approved: restApproved },
    }),
  ),
});
const cases: Case[] = [
  ['all', repositories(2, 0, {}), 'pass', /2 of 2/],
  [
    'no approval',
    repositories(2, 1, { requiredApprovals: known(0) }),
    'fail',
    /1 of 2/,
  ],
  [
    'bots bypass',
    repositories(2, 1, { botsCanBypassReview: known(true) }),
    'fail',
    /1 of 2/,
  ],
  ['too few AI changes to tell', pulls(19, 0), 'pass', /1 of 1/],
  ['too few approvals told', pulls(100, 0, 100, 100, 19), 'pass', /1 of 1/],
  ['half of them told', pulls(100, 50, 100, 100, 50), 'pass', /1 of 1/],
  ['98 % approved, as of the rest', pulls(100, 98, 100, 98), 'pass', /1 of 1/],
  ['less than 98 %', pulls(100, 97), 'fail', /Fewer than 98 %/],
  ['less than the rest', pulls(100, 98), 'fail', /less often than others/],
  [
    'changes that are not known',
    { pullRequests: notKnown('The code host is down.') },
    'unknown',
    /approved is not known: The code host is down/,
  ],
  [
    'changes that nothing could tell of',
    { pullRequests: notConnected('No code host tells what was merged.') },
    'pass',
    /1 of 1 .*approved is not known: No code host tells/,
  ],
  [
    'changes that are not known, beside protection that is missing',
    {
      ...repositories(2, 1, { requiredApprovals: known(0) }),
      pullRequests: notKnown('The code host is down.'),
    },
    'fail',
    /1 of 2/,
  ],
  ['too few people', fewPeople, 'pass', /1 of 1/],
  [
    'forbidden',
    repositories(2, 1, forbidden('requiredApprovals')),
    'unknown',
    /may not read/,
  ],
  [
    'without repositories',
    noRepositories,
    'not-applicable',
    /no active repository/,
  ],
];

describe('review.same-bar', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(reviewSameBar, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });

  const mixed = known([
    goodRepository({ requiredApprovals: known(0) }),
    goodRepository({ botsCanBypassReview: known(true) }),
    goodRepository({ botsCanBypassReview: known(true) }),
    goodRepository(),
  ]);

  it.each([
    [
      'no approval',
      repositories(3, 2, { requiredApprovals: known(0) }),
      "Ask for a person's approval in 2 repositories",
    ],
    [
      'bots bypass',
      repositories(2, 1, { botsCanBypassReview: known(true) }),
      'Let no bot bypass the approval in 1 repository',
    ],
    [
      'mostly bots',
      { repositories: mixed },
      'Let no bot bypass the approval in 2 repositories',
    ],
    [
      'changes without one',
      pulls(100, 90),
      'Have each AI-labelled change approved by a person before it is merged',
    ],
  ])('names the step that is missing: %s', (_, change, text) => {
    const step = stepOf(reviewSameBar, verdictOf(reviewSameBar, change), []);
    expect(step.text).toBe(text);
  });
});
