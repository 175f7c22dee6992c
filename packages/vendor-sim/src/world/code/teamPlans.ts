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
  /** changes are of like size, and what AI had a part in is never taken back or mended: no accident keeps the team from its level */
  careful?: true;
  /** protection is in order, and changes that AI had a part in get by it at times */
  unreviewed?: true;
  /** a list of what agents may do stands beside a switch that opens everything */
  unconfined?: true;
  hidden?: { what: Hidden; one?: true }[];
  /** CODEOWNERS names owners of some paths alone, and a person has to say that these are the sensitive ones */
  owned?: 'some-paths';
  /** the document on its practices was not edited for more than half a year */
  document?: 'stale';
  /** further repositories that count for nothing */
  besides?: readonly ('archived' | 'fork' | 'idle' | 'gone')[];
}

const lack = (check: string, more: Omit<Lack, 'check'> = {}): Lack => ({
  check,
  ...more,
});
const inOne = (check: string): Lack => lack(check, { one: true });
const until = (check: string, day: string): Lack => lack(check, { until: day });
/** Changes have grown within the quarter that is looked at, and not before. */
const GROWN = lack('batches.small', { sinceDaysAgo: 90 });

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
    unconfined: true,
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
  pricing: {
    level: 1,
    repositories: 1,
    lacks: [lack('review.checklist')],
    document: 'stale',
  },
  'payment-gateway': {
    level: 3,
    repositories: 4,
    lacks: [lack('evals.run'), lack('agents.least-privilege')],
    careful: true,
  },
  payouts: {
    level: 2,
    repositories: 2,
    lacks: [until('sast.on-pr', '2026-08-10'), GROWN],
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
    // Labels are new: there is no baseline yet that their size could be held against.
    lacks: [
      lack('instructions.fresh'),
      lack('attribution.labelled', { untilDaysAgo: 80 }),
    ],
  },
  'ledger-reporting': {
    level: 0,
    repositories: 2,
    lacks: [inOne('tests.required')],
    unreviewed: true,
  },
  warehouse: {
    level: 2,
    repositories: 3,
    lacks: [GROWN, lack('agents.least-privilege')],
    owned: 'some-paths',
    besides: ['archived'],
  },
  'last-mile': {
    level: 1,
    repositories: 2,
    lacks: [
      lack('review.checklist'),
      inOne('repo.instructions'),
      lack('rework.tracked'),
    ],
  },
  tracking: {
    level: null,
    repositories: 2,
    lacks: [lack('security.extra-scrutiny')],
    besides: ['gone'],
  },
  returns: {
    level: 3,
    repositories: 2,
    lacks: [lack('rework.tracked')],
    careful: true,
  },
  // Here, as in Experimentation, people work on code that nobody has told the catalog of.
  recommendations: { level: 1, repositories: 0, lacks: [] },
  forecasting: {
    level: 2,
    repositories: 1,
    lacks: [lack('attribution.labelled')],
  },
  'data-platform': {
    level: 1,
    repositories: 4,
    lacks: [
      until('secrets.scanning', '2026-09-14'),
      lack('repo.instructions'),
      lack('sast.on-pr'),
    ],
    besides: ['fork'],
  },
  analytics: {
    level: null,
    repositories: 2,
    lacks: [
      lack('tests.required'),
      lack('repo.instructions'),
      lack('evals.run'),
    ],
    hidden: [{ what: 'files', one: true }],
  },
  experimentation: { level: 1, repositories: 0, lacks: [] },
  platform: {
    level: 4,
    repositories: 4,
    lacks: [],
    careful: true,
    besides: ['archived'],
  },
  security: {
    level: 3,
    repositories: 2,
    lacks: [lack('evals.run')],
    careful: true,
  },
  'developer-experience': {
    level: 4,
    repositories: 3,
    lacks: [],
    careful: true,
  },
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
    hidden: [{ what: 'protection' }, { what: 'security' }],
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
