import { CodeHost, Hidden, Lack } from './types';

/** What a team's own repositories are meant to show. */
export interface TeamCodePlan {
  /**
   * The level that these checks allow today, given that the checks proved elsewhere (seats, tools, statements) pass.
   * Null where the host keeps too much to itself, or has a repository no more. A parent team has its sub-teams' repositories too, and their gaps.
   */
  level: 0 | 1 | 2 | 3 | 4 | null;
  /** repositories that are worked on */
  repositories: number;
  lacks: Lack[];
  hidden?: { what: Hidden; one?: true }[];
  /** further repositories that count for nothing */
  besides?: readonly ('archived' | 'fork' | 'idle' | 'gone')[];
}

const lack = (check: string, more: Omit<Lack, 'check'> = {}): Lack => ({
  check,
  ...more,
});
const inOne = (check: string): Lack => lack(check, { one: true });
const until = (check: string, day: string): Lack => lack(check, { until: day });

/** Which team is meant for which level, and what it lacks for the next one. */
const PLANS: Record<string, TeamCodePlan> = {
  checkout: {
    level: 0,
    repositories: 3,
    lacks: [inOne('secrets.scanning')],
    besides: ['archived', 'fork'],
  },
  storefront: {
    level: 1,
    repositories: 3,
    lacks: [until('tests.required', '2026-05-18'), lack('repo.instructions')],
  },
  'search-and-discovery': {
    level: 2,
    repositories: 2,
    lacks: [lack('attribution.labelled')],
  },
  loyalty: {
    level: null,
    repositories: 2,
    lacks: [lack('review.same-bar')],
    besides: ['gone'],
  },
  pricing: { level: 1, repositories: 1, lacks: [lack('review.checklist')] },
  'payment-gateway': {
    level: 3,
    repositories: 4,
    lacks: [lack('evals.run'), lack('agents.least-privilege')],
  },
  payouts: {
    level: 2,
    repositories: 2,
    lacks: [until('sast.on-pr', '2026-08-10'), lack('batches.small')],
    besides: ['idle'],
  },
  'fraud-detection': {
    level: 2,
    repositories: 2,
    lacks: [lack('review.not-rubber-stamped')],
  },
  ledger: { level: 1, repositories: 1, lacks: [lack('practices.documented')] },
  'ledger-core': {
    level: 2,
    repositories: 2,
    lacks: [lack('instructions.fresh')],
  },
  'ledger-reporting': {
    level: 0,
    repositories: 2,
    lacks: [inOne('tests.required')],
  },
  warehouse: {
    level: 2,
    repositories: 3,
    lacks: [lack('batches.small')],
    besides: ['archived'],
  },
  'last-mile': {
    level: 1,
    repositories: 2,
    lacks: [lack('review.checklist'), inOne('repo.instructions')],
  },
  tracking: {
    level: null,
    repositories: 2,
    lacks: [lack('security.extra-scrutiny')],
    besides: ['gone'],
  },
  returns: { level: 3, repositories: 2, lacks: [lack('rework.tracked')] },
  recommendations: { level: 1, repositories: 2, lacks: [lack('sast.on-pr')] },
  forecasting: {
    level: 2,
    repositories: 1,
    lacks: [lack('attribution.labelled')],
  },
  'data-platform': {
    level: 1,
    repositories: 4,
    lacks: [until('secrets.scanning', '2026-09-14'), lack('repo.instructions')],
    besides: ['fork'],
  },
  analytics: {
    level: null,
    repositories: 2,
    lacks: [lack('tests.required'), lack('repo.instructions')],
    hidden: [{ what: 'files', one: true }],
  },
  experimentation: {
    level: null,
    repositories: 1,
    lacks: [],
    hidden: [{ what: 'security' }],
  },
  platform: { level: 4, repositories: 4, lacks: [], besides: ['archived'] },
  security: { level: 3, repositories: 2, lacks: [lack('evals.run')] },
  'developer-experience': { level: 4, repositories: 3, lacks: [] },
  'mobile-apps': {
    level: 1,
    repositories: 3,
    lacks: [lack('lead.appointed')],
    hidden: [{ what: 'analysis' }],
  },
  'identity-and-access': {
    level: null,
    repositories: 2,
    lacks: [],
    hidden: [{ what: 'protection' }],
  },
};

/** The division whose teams have their code on GitLab. */
const GITLAB_DIVISION = 'logistics';

const baseName = (group: string): string => group.replace(/-\d+$/, '');

/** The plan of a team, the same in every block; undefined for a team without code. */
export const codePlanOf = (team: string): TeamCodePlan | undefined =>
  PLANS[baseName(team)];

/** Where the teams of a division have their code. */
export const hostOf = (division: string | undefined): CodeHost =>
  baseName(division ?? '') === GITLAB_DIVISION ? 'gitlab' : 'github';
