import { Organisation } from '../../organisation/types';
import { fraction, hash } from '../../random/hash';
import { addDays, toDay, toDayNumber } from '../../time/days';
import { codePlanOf, hostOf, TeamCodePlan } from './teamPlans';
import { Lack, Repository, RepositoryState } from './types';

/** Login of the organisation at both hosts. */
export const CODE_OWNER = 'acme';
/** Where the example says that people look at code. */
export const WEB_URLS = {
  github: 'https://github.acme.example',
  gitlab: 'https://gitlab.acme.example',
} as const;
/** The document that a Group's annotation names, in the team's first repository. */
export const PRACTICES_PATH = 'docs/ai-practices.md';

const INSTRUCTIONS = ['AGENTS.md', 'CLAUDE.md', '.cursor/rules/style.mdc'];
const PARTS = ['api', 'web', 'worker', 'tools'];
const SEED = 20260112;

/** The template that holds the organisation's minimum items. */
const CHECKLIST = [
  '## Review checklist',
  '',
  '- [ ] No hard-coded secrets',
  '- [ ] No SQL injection: queries are parameterised',
  '- [ ] No missing error handling',
  '- [ ] No unlicensed code',
  '',
].join('\n');

/**
 * The repositories of the example organisation, by team in the order of the Groups.
 *
 * @param perTeam - multiplies how many repositories a team works on, for tests of size
 */
export function makeRepositories(
  organisation: Organisation,
  perTeam: number = 1,
): Repository[] {
  const all: Repository[] = [];
  for (const group of organisation.groups) {
    const plan = group.type === 'team' ? codePlanOf(group.name) : undefined;
    if (plan) {
      const host = hostOf(group.parent);
      for (const repository of ofTeam(group.name, plan, perTeam)) {
        all.push({ ...repository, host, index: all.length });
      }
    }
  }
  return all;
}

function ofTeam(
  team: string,
  plan: TeamCodePlan,
  perTeam: number,
): Omit<Repository, 'index' | 'host'>[] {
  const working = Array.from(
    { length: plan.repositories * perTeam },
    (_, n) => {
      const round = Math.floor(n / PARTS.length);
      const part = PARTS[n % PARTS.length];
      return {
        slug: `${CODE_OWNER}/${team}-${part}${round ? `-${round + 1}` : ''}`,
        kind: 'active' as const,
        first: n === 0,
      };
    },
  );
  const besides = (plan.besides ?? []).map(kind => ({
    slug: `${CODE_OWNER}/${team}-${kind === 'gone' ? 'legacy' : kind}`,
    kind,
    first: false,
  }));
  return [...working, ...besides].map(({ slug, kind, first }, n) => ({
    slug,
    kind,
    team,
    guard: n % 3 === 1 ? 'ruleset' : 'classic',
    analysis: n % 2 === 1 ? 'default-setup' : 'workflow',
    lacks: plan.lacks.filter(it => first || !it.one),
    owned: plan.owned ?? 'everything',
    document: plan.document ?? 'fresh',
    careful: plan.careful === true,
    unreviewed: plan.unreviewed === true,
    unconfined: plan.unconfined === true,
    hidden: (plan.hidden ?? [])
      .filter(it => first || !it.one)
      .map(it => it.what),
  }));
}

/** What is missing, with the days that it is by for a stand-in that began on a UTC day. */
export const datedLack = (
  { sinceDaysAgo, untilDaysAgo, ...lack }: Lack,
  begun: string,
): Lack => ({
  ...lack,
  ...(sinceDaysAgo !== undefined && { since: addDays(begun, -sinceDaysAgo) }),
  ...(untilDaysAgo !== undefined && { until: addDays(begun, -untilDaysAgo) }),
});

/** Whether something is missing on a UTC day. */
export const lacksOn = (
  lacks: readonly Lack[],
  check: string,
  day: string,
): boolean =>
  lacks.some(
    it =>
      it.check === check &&
      (!it.since || day >= it.since) &&
      (!it.until || day < it.until),
  );

const BARE_TEMPLATE = '## What changes and why\n';

const templateOf = (bare: boolean, index: number): string | null => {
  if (!bare) {
    return CHECKLIST;
  }
  return index % 2 ? null : BARE_TEMPLATE;
};

/** What a repository is like on a UTC day, before anybody changed it by hand. */
export function stateOn(repository: Repository, day: string): RepositoryState {
  const { kind, index } = repository;
  const lacks = (check: string) => lacksOn(repository.lacks, check, day);
  const draw = (salt: number) => hash(SEED, index, salt);
  const fresh = !lacks('instructions.fresh');
  return {
    archived: kind === 'archived',
    fork: kind === 'fork',
    pushedOn: addDays(day, kind === 'active' ? -(draw(1) % 9) : -200),
    requiredApprovals:
      lacks('review.same-bar') && index % 2 ? 0 : 1 + (index % 5 === 2 ? 1 : 0),
    botsCanBypassReview: lacks('review.same-bar'),
    requiredStatusChecks: lacks('tests.required') ? 0 : 1 + (draw(2) % 3),
    codeOwnerPaths: lacks('security.extra-scrutiny')
      ? ['/docs/']
      : [
          ...(repository.owned === 'everything' ? ['*'] : []),
          '/src/auth/',
          '/migrations/',
          '.github/',
        ],
    codeOwnerReviewRequired: !lacks('security.extra-scrutiny'),
    secretScanning: true,
    pushProtection: !lacks('secrets.scanning'),
    staticAnalysisOnPullRequests: !lacks('sast.on-pr'),
    openFindings: draw(3) % 4,
    pullRequestTemplate: templateOf(lacks('review.checklist'), index),
    instructionFiles: lacks('repo.instructions')
      ? []
      : [
          {
            path: INSTRUCTIONS[index % INSTRUCTIONS.length],
            bytes: fresh ? 2400 : 61_000,
            changedOn: lastChange(day, fresh ? 60 : 400, index),
          },
        ],
    agentPermissionsAsCode:
      !lacks('agents.least-privilege') && !repository.unconfined,
    agentsMayDoAnything: repository.unconfined,
    evaluationsInCi: !lacks('evals.run'),
  };
}

/** The last of the days on which something is changed every so many days. */
function lastChange(day: string, every: number, index: number): string {
  const number = toDayNumber(day);
  const offset = Math.floor(fraction(SEED, index, every) * every);
  return toDay(number - ((number + offset) % every));
}

/** The UTC day on which a team's document on its practices was last edited. */
export const documentChangedOn = (
  repository: Repository,
  day: string,
): string =>
  repository.document === 'stale'
    ? addDays(day, -200)
    : lastChange(day, 90, repository.index + 1000);
