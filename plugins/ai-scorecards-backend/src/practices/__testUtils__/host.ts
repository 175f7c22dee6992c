import type {
  DocumentAnswer,
  EvidenceSource,
  RateLimit,
  RepositoryAnswer,
  RepositoryAsk,
  RepositoryFacts,
} from 'backstage-plugin-ai-scorecards-node';

const yes = { known: true, value: true } as const;
const none = { known: true, value: [] } as const;

/** What a host says of a repository in which everything is in order, pushed to on a day. */
export function goodFacts(
  pushedOn: string,
  more: Partial<RepositoryFacts> = {},
): RepositoryFacts {
  return {
    archived: false,
    fork: false,
    pushedOn,
    defaultBranch: 'main',
    requiredApprovals: { known: true, value: 1 },
    botsCanBypassReview: { known: true, value: false },
    requiredStatusChecks: { known: true, value: 2 },
    codeOwnerPaths: { known: true, value: ['*'] },
    codeOwnerReviewRequired: yes,
    secretScanning: yes,
    pushProtection: yes,
    staticAnalysisOnPullRequests: yes,
    openFindings: { known: true, value: 0 },
    pullRequestTemplate: { known: true, value: null },
    instructionFiles: { ...none, value: [] },
    agentPermissionsAsCode: yes,
    agentsMayDoAnything: { known: true, value: false },
    evaluationsInCi: yes,
    ...more,
  };
}

/** A code host that answers what a test says, and keeps what it was asked. */
export class FakeHost implements EvidenceSource {
  readonly id = 'github-evidence';
  readonly title = 'GitHub';
  readonly configKey = 'github';
  readonly slugAnnotation = 'github.com/project-slug';
  readonly access = 'Metadata: read';
  readonly asked: RepositoryAsk[][] = [];
  /** By slug; a repository that is left out is not answered. */
  readonly answers = new Map<string, RepositoryAnswer>();
  /** What it says of documents, by web address. */
  readonly pages = new Map<string, DocumentAnswer>();
  /** Thrown after so many answers. */
  fault: { after: number; error: Error } | null = null;
  /** Thrown when a document is asked for. */
  documentFault: Error | null = null;
  limit: RateLimit | null = null;

  readonly webUrl = (slug: string) => `https://github.example/${slug}`;

  async test(): Promise<void> {}

  /** Says that a repository is known. */
  tell(slug: string, facts: RepositoryFacts): void {
    this.answers.set(slug, {
      state: 'known',
      slug,
      token: JSON.stringify(facts).length.toString(),
      facts,
    });
  }

  async *collect(
    repositories: readonly RepositoryAsk[],
  ): AsyncGenerator<RepositoryAnswer> {
    this.asked.push([...repositories]);
    let count = 0;
    for (const { slug } of repositories) {
      if (this.fault?.after === count) throw this.fault.error;
      count += 1;
      const answer = this.answers.get(slug);
      if (answer) yield answer;
    }
    if (this.fault) throw this.fault.error;
  }

  async *documents(urls: readonly string[]): AsyncGenerator<DocumentAnswer> {
    if (this.documentFault) throw this.documentFault;
    for (const url of urls) {
      const answer = this.pages.get(url);
      if (answer) yield answer;
    }
  }

  rateLimit(): RateLimit | null {
    return this.limit;
  }
}
