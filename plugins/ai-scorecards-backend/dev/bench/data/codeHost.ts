import { addDays, dayIndex } from 'backstage-plugin-ai-scorecards-common';
import type {
  DayAnswer,
  EvidenceSource,
  OutcomeRecord,
  OutcomeSource,
  RepositoryAnswer,
  RepositoryAsk,
  RepositoryFacts,
  Told,
} from 'backstage-plugin-ai-scorecards-node';
import { hash, share } from './hash';
import { countLeaves, emailOf, SLUG_ANNOTATION, slugOf } from './organisation';

const told = <T>(value: T): Told<T> => ({ known: true, value });

/** A repository in which some checks pass and some fail, as its name has it. */
function factsOf(slug: string): RepositoryFacts {
  const seed = hash(...[...slug].map(letter => letter.charCodeAt(0)));
  const has = (n: number) => share(seed, n) < 0.7;
  return {
    archived: false,
    fork: false,
    pushedOn: '2026-11-20',
    defaultBranch: 'main',
    requiredApprovals: told(has(1) ? 1 : 0),
    botsCanBypassReview: told(!has(2)),
    requiredStatusChecks: told(has(3) ? 2 : 0),
    codeOwnerPaths: told(has(4) ? ['*'] : []),
    codeOwnerReviewRequired: told(has(5)),
    secretScanning: told(has(6)),
    pushProtection: told(has(7)),
    staticAnalysisOnPullRequests: told(has(8)),
    openFindings: told(has(9) ? 0 : 2),
    pullRequestTemplate: told(has(10) ? '- [ ] Reviewed' : null),
    instructionFiles: told([]),
    agentPermissionsAsCode: told(has(11)),
    agentsMayDoAnything: told(false),
    evaluationsInCi: told(has(12)),
  };
}

/** What a code host says of each repository, made up. */
export class BenchEvidence implements EvidenceSource {
  readonly id = 'code-evidence';
  readonly title = 'Code';
  readonly configKey = 'bench';
  readonly slugAnnotation = SLUG_ANNOTATION;
  readonly access = 'Nothing: the repositories are made up.';
  readonly webUrl = (slug: string) => `https://code.example.com/${slug}`;

  async test(): Promise<void> {}

  async *collect(
    repositories: readonly RepositoryAsk[],
  ): AsyncGenerator<RepositoryAnswer> {
    for (const { slug, token } of repositories) {
      yield token === null
        ? { state: 'known', slug, token: '1', facts: factsOf(slug) }
        : { state: 'unchanged', slug };
    }
  }

  rateLimit() {
    return null;
  }
}

/** Changes merged: one in ten developers merges one on a day. */
export class BenchOutcomes implements OutcomeSource {
  readonly kind = 'outcomes';
  readonly id = 'code-outcomes';
  readonly title = 'Merged changes';
  readonly configKey = 'bench';
  readonly namespace = 'code';
  readonly slugAnnotation = SLUG_ANNOTATION;
  readonly settleDays = 0;
  readonly access = 'Nothing: the changes are made up.';
  readonly earliestDay: string;
  readonly #developers: number;
  readonly #teams: number;

  constructor(developers: number, firstDay: string) {
    this.#developers = developers;
    this.#teams = countLeaves(developers);
    this.earliestDay = firstDay;
  }

  async test(): Promise<void> {}

  async collectDay(day: string): Promise<DayAnswer<OutcomeRecord>> {
    return { state: 'data', records: this.#records(day) };
  }

  async *#records(day: string): AsyncGenerator<OutcomeRecord> {
    const number = dayIndex(day);
    for (let n = 0; n < this.#developers; n++) {
      const seed = hash(5, n, number);
      if (seed % 10 !== 0) continue;
      yield {
        type: 'pull-request',
        repository: slugOf(Math.floor(n / 10) % this.#teams),
        number: number * 10 + (n % 10),
        author: { key: emailOf(n), kind: 'email', email: emailOf(n) },
        bot: false,
        onBehalfOf: null,
        openedAt: `${addDays(day, -(seed % 3))}T08:00:00Z`,
        mergedAt: `${day}T1${seed % 9}:00:00Z`,
        additions: seed % 400,
        deletions: seed % 90,
        humanApprovals: seed % 7 === 0 ? 0 : 1,
        firstApprovalAt: seed % 7 === 0 ? null : `${day}T09:00:00Z`,
        ai: seed % 3 === 0 ? ['trailer'] : [],
        reverts: [],
        hotFix: seed % 130 === 0,
        fixes: [],
      };
    }
  }
}
