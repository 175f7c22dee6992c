import type { ExcusingException } from '../../contract';
import type { Assessment, Before } from '../assess';
import type { Check, Verdict } from '../check';
import {
  Known,
  known,
  notKnown,
  PullRequestFacts,
  RepositoryFact,
  TeamFacts,
  tooFewPeople,
} from '../facts';
import { FIRST_CHECKLIST } from '../checklist';

const FORBIDDEN = 'The token may not read this.';

/** A repository in which every check passes. */
export const goodRepository = (
  change: Partial<RepositoryFact> = {},
): RepositoryFact => ({
  slug: 'acme/one',
  href: 'https://code.example.com/acme/one',
  host: 'github.com',
  requiredApprovals: known(1),
  botsCanBypassReview: known(false),
  requiredStatusChecks: known(2),
  codeOwnerPaths: known(['/auth/']),
  codeOwnerReviewRequired: known(true),
  secretScanning: known(true),
  pushProtection: known(true),
  staticAnalysisOnPullRequests: known(true),
  openFindings: known(0),
  pullRequestTemplate: known(
    FIRST_CHECKLIST.map(({ text }) => `- [ ] ${text}`).join('\n'),
  ),
  instructionFiles: known([
    { path: 'AGENTS.md', bytes: 2_000, changedOn: '2026-11-01' },
  ]),
  agentPermissionsAsCode: known(true),
  agentsMayDoAnything: known(false),
  evaluationsInCi: known(true),
  ...change,
});

/** Pull requests with which every check passes. */
export const goodPullRequests = (
  change: Partial<PullRequestFacts> = {},
): PullRequestFacts => ({
  ai: { merged: 40, told: 40, approved: 40 },
  rest: { merged: 60, told: 60, approved: 60 },
  aiLarge: { merged: 25, approvedFast: 0 },
  aiMedianSize: known(80),
  aiMedianSizeBefore: known(80),
  reportedByVendors: 40,
  reportGap: null,
  aiSettled: { merged: 35, failed: 1 },
  restSettled: { merged: 50, failed: 2 },
  ...change,
});

/** A live exception of the team, for Cursor. */
export const liveException = (
  change: Partial<ExcusingException> = {},
): ExcusingException => ({
  ...{ id: 'EX-1', request: 'RQ-1', team: 'group:default/atlas' },
  ...{ tool: 'resource:default/cursor', title: 'Cursor' },
  until: '2026-12-24',
  ...change,
});

/** A team for which every check of the catalogue passes by facts, as of 2026-11-22. */
export const goodFacts = (change: Partial<TeamFacts> = {}): TeamFacts => ({
  today: '2026-11-22',
  people: known(12),
  repositories: known([goodRepository()]),
  pullRequests: known(goodPullRequests()),
  provisioned: known({
    ...{ developers: 10, byDefault: 10, provisioned: 10 },
    ...{ exceptedBy: [], gap: null },
  }),
  toolsUsed: known([
    {
      tool: 'resource:default/github-copilot',
      title: 'GitHub Copilot',
      policy: 'default',
      exceptedBy: [],
    },
  ]),
  usageGaps: [],
  aiUsed: known(true),
  stance: known({ developers: 10, acknowledged: 10 }),
  practicesDocument: known({
    url: 'https://code.example.com/acme/handbook/ai.md',
    exists: true,
    changedOn: '2026-10-01',
  }),
  practiceLead: known({
    ref: 'user:default/ada',
    title: 'Ada',
    isMember: true,
    since: '2026-09-01',
    rotates: false,
  }),
  exceptions: known({ overdue: 0, breached: 0 }),
  liveExceptions: [],
  qualityPublished: known(true),
  sensitivePaths: ['auth'],
  minimumItems: FIRST_CHECKLIST.filter(({ minimum }) => minimum),
  ...change,
});

/** Nothing is connected: what a portal without a code host knows. */
export const noFacts = (): TeamFacts => {
  const none: Known<never> = notKnown('No code host is connected.');
  return {
    today: '2026-11-22',
    people: none,
    repositories: none,
    pullRequests: none,
    provisioned: none,
    toolsUsed: none,
    usageGaps: [],
    aiUsed: none,
    stance: none,
    practicesDocument: none,
    practiceLead: none,
    exceptions: none,
    liveExceptions: [],
    qualityPublished: none,
    sensitivePaths: [],
    minimumItems: [],
  };
};

/** So many repositories, the first of which are changed. */
export const repositories = (
  count: number,
  changed: number,
  change: Partial<RepositoryFact>,
): Pick<TeamFacts, 'repositories'> => ({
  repositories: known(
    Array.from({ length: count }, (_, index) =>
      goodRepository({
        slug: `acme/repository-${index + 1}`,
        ...(index < changed ? change : {}),
      }),
    ),
  ),
});

/** Facts that the token may not read, by their names. */
export const forbidden = (
  ...names: (keyof RepositoryFact)[]
): Partial<RepositoryFact> =>
  Object.fromEntries(names.map(name => [name, notKnown(FORBIDDEN)]));

export const noRepositories: Pick<TeamFacts, 'repositories'> = {
  repositories: known([]),
};

/** A team that nobody is in and that owns no code. */
export const nobody: Pick<TeamFacts, 'people' | 'repositories'> = {
  people: known(0),
  repositories: known([]),
};

/** A team of which nobody knows yet who is in it. */
export const peopleNotRead: Pick<TeamFacts, 'people'> = {
  people: notKnown('Nobody is known to be in any team yet.'),
};

export const fewPeople: Pick<TeamFacts, 'pullRequests'> = {
  pullRequests: tooFewPeople,
};

/** What a check says of a good team with some facts changed. */
export function verdictOf(
  check: Check,
  change: Partial<TeamFacts> = {},
): Verdict {
  if (!check.evaluate) throw new TypeError(`${check.id} looks at no facts`);
  return check.evaluate(goodFacts(change));
}

/** What is stored of an assessment, for the next one. */
export const storedOf = ({ results }: Assessment): Map<string, Before> =>
  new Map(
    results.map(
      ({
        check,
        state,
        counts,
        since,
        lastKnown,
        lastFound,
        asks,
        ...more
      }) => [
        check.id,
        {
          ...{ state, counts, since: since ?? '', lastKnown, lastFound },
          waivedBy: more.waivedBy,
          asked: { ...check, asks },
        },
      ],
    ),
  );

/** A row of a table test: what is changed, the state, and a part of the reason or of the raw value. */
export type Case = [
  name: string,
  change: Partial<TeamFacts>,
  state: Verdict['state'],
  text: RegExp,
];

/** The reason of a verdict with its raw value, as people read them. */
export const wordsOf = ({ reason, raw }: Verdict): string =>
  raw ? `${reason} ${raw.text}` : reason;
