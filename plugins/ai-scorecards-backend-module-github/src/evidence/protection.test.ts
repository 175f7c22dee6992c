import { told } from 'backstage-plugin-ai-scorecards-node';
import {
  analysisRequired,
  botsCanBypassReview,
  Classic,
  codeOwnerReviewRequired,
  hiddenProtection,
  Protection,
  requiredApprovals,
  requiredStatusChecks,
  Rule,
  Ruleset,
} from './protection';

const classic = (changes: Partial<Classic> = {}): Classic => ({
  requiresApprovingReviews: true,
  requiredApprovingReviewCount: 1,
  requiresStatusChecks: true,
  requiredStatusCheckContexts: ['test'],
  requiresCodeOwnerReviews: false,
  bypassPullRequestAllowances: [],
  ...changes,
});

const rule = (
  type: string,
  parameters: Rule['parameters'] = null,
  enforcement = 'ACTIVE',
): Rule => ({
  type,
  parameters,
  repositoryRuleset: { id: 'a', enforcement },
});
const review = (count: number, enforcement?: string) =>
  rule('PULL_REQUEST', { requiredApprovingReviewCount: count }, enforcement);

const ruleset = (...kinds: string[]): Ruleset => ({
  id: 'a',
  bypassActors: kinds.map(kind => ({
    actor: kind === 'key' ? null : { __typename: kind },
    deployKey: kind === 'key',
  })),
});

const protection = (changes: Partial<Protection> = {}): Protection => ({
  classic: told(null),
  rules: [],
  rulesets: [],
  ...changes,
});
const byClassic = (changes: Partial<Classic> = {}) =>
  protection({ classic: told(classic(changes)) });
const letting = (...kinds: string[]) =>
  byClassic({
    bypassPullRequestAllowances: kinds.map(kind => ({
      actor: { __typename: kind },
    })),
  });

const hidden = protection({ classic: hiddenProtection });
const untold = {
  known: false,
  reason: expect.stringMatching(/Administration/),
};

describe('requiredApprovals', () => {
  it.each<[string, Protection, unknown]>([
    ['nothing', protection(), told(0)],
    ['classic protection', byClassic(), told(1)],
    [
      'classic without a number',
      byClassic({ requiredApprovingReviewCount: null }),
      told(1),
    ],
    [
      'classic without reviews',
      byClassic({ requiresApprovingReviews: false }),
      told(0),
    ],
    ['a ruleset', protection({ rules: [review(2)] }), told(2)],
    [
      'a ruleset that is tried out',
      protection({ rules: [review(2, 'EVALUATE')] }),
      told(0),
    ],
    ['both', { ...byClassic(), rules: [review(2)] }, told(2)],
    ['hidden protection', hidden, untold],
  ])('of %s', (_, it, expected) => {
    expect(requiredApprovals(it)).toEqual(expected);
  });
});

describe('botsCanBypassReview', () => {
  it.each<[string, Protection, unknown]>([
    ['nothing', protection(), told(true)],
    ['classic protection', byClassic(), told(false)],
    ['people who may pass', letting('User', 'Team'), told(false)],
    ['an app that may pass', letting('Team', 'App'), told(true)],
    [
      'a ruleset',
      protection({ rules: [review(1)], rulesets: [ruleset('Team')] }),
      told(false),
    ],
    [
      'a ruleset and an app',
      protection({ rules: [review(1)], rulesets: [ruleset('App')] }),
      told(true),
    ],
    [
      'a ruleset and a deploy key',
      protection({ rules: [review(1)], rulesets: [ruleset('key')] }),
      told(true),
    ],
    [
      'a ruleset without approvals',
      protection({ rules: [review(0)], rulesets: [ruleset('Team')] }),
      told(true),
    ],
    [
      'an app that only the ruleset lets pass',
      { ...byClassic(), rules: [review(1)], rulesets: [ruleset('App')] },
      told(false),
    ],
    ['a ruleset that is not shown', protection({ rules: [review(1)] }), untold],
    [
      'a ruleset whose list is hidden',
      protection({
        rules: [review(1)],
        rulesets: [{ id: 'a', bypassActors: null }],
      }),
      untold,
    ],
    [
      'a hidden list behind classic protection',
      { ...byClassic(), rules: [review(1)] },
      told(false),
    ],
    ['hidden protection', hidden, untold],
  ])('of %s', (_, it, expected) => {
    expect(botsCanBypassReview(it)).toEqual(expected);
  });
});

describe('requiredStatusChecks', () => {
  const checks = (...contexts: string[]) =>
    rule('REQUIRED_STATUS_CHECKS', {
      requiredStatusChecks: contexts.map(context => ({ context })),
    });
  it.each<[string, Protection, unknown]>([
    ['nothing', protection(), told(0)],
    ['classic protection', byClassic(), told(1)],
    [
      'classic that is off',
      byClassic({ requiresStatusChecks: false }),
      told(0),
    ],
    ['a ruleset', protection({ rules: [checks('a', 'b')] }), told(2)],
    [
      'both, one check twice',
      { ...byClassic(), rules: [checks('test', 'b')] },
      told(2),
    ],
    ['hidden protection', hidden, untold],
  ])('of %s', (_, it, expected) => {
    expect(requiredStatusChecks(it)).toEqual(expected);
  });
});

describe('codeOwnerReviewRequired', () => {
  const owners = rule('PULL_REQUEST', { requireCodeOwnerReview: true });
  it.each<[string, Protection, unknown]>([
    ['nothing', protection(), told(false)],
    [
      'classic protection',
      byClassic({ requiresCodeOwnerReviews: true }),
      told(true),
    ],
    ['a ruleset', protection({ rules: [owners] }), told(true)],
    [
      'a ruleset beside hidden protection',
      { ...hidden, rules: [owners] },
      told(true),
    ],
    ['hidden protection', hidden, untold],
  ])('of %s', (_, it, expected) => {
    expect(codeOwnerReviewRequired(it)).toEqual(expected);
  });
});

it('knows rulesets that ask for code scanning', () => {
  expect(analysisRequired(protection())).toBe(false);
  expect(analysisRequired(protection({ rules: [rule('CODE_SCANNING')] }))).toBe(
    true,
  );
  expect(
    analysisRequired(
      protection({ rules: [rule('CODE_SCANNING', null, 'DISABLED')] }),
    ),
  ).toBe(false);
});
