import {
  CollectContext,
  DayAnswer,
  IncidentRecord,
  LateChanges,
  OutcomeRecord,
  OutcomeSource,
  SourceError,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { CodeHostClient, codeHostClient } from '../codeHost/codeHostClient';
import { faultOfOwner } from '../codeHost/faultOfOwner';
import { GithubTiming } from '../githubApi';
import { CONFIG_KEY, GithubCodeHost, GithubSettings } from '../settings';
import { FindingList } from './FindingList';
import { INCIDENT_FIELDS, readIncident } from './incident';
import { PULL_REQUEST_FIELDS, readPullRequest } from './pullRequest';
import { searchAll, Span, spanOf } from './searchSlices';

export const GITHUB_OUTCOMES = {
  id: 'github-outcomes',
  title: 'GitHub pull requests',
} as const;

const ACCESS =
  'The token needs the repository permissions "Pull requests", "Issues", "Contents" and "Code scanning alerts" (all read) of a fine-grained token or GitHub App for all repositories; a classic token the scopes repo and security_events.';

/** What came of the work, from GitHub: merged pull requests, findings, and issues that tell of incidents and defects. */
export class GithubOutcomeSource implements OutcomeSource {
  readonly kind = 'outcomes';
  readonly id = GITHUB_OUTCOMES.id;
  readonly title = GITHUB_OUTCOMES.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'github';
  // The search index may lag behind by minutes; a label or a revert may follow within a day.
  readonly settleDays = 2;
  // A post-mortem is answered days after the incident; of what is answered later, `changedDays` tells.
  readonly restatedForDays = 14;
  readonly slugAnnotation = 'github.com/project-slug';
  readonly access = ACCESS;
  readonly tellsFindings = true;
  readonly #codeHost: GithubCodeHost;
  readonly #client: CodeHostClient;
  readonly #findings: FindingList;

  constructor(
    settings: GithubSettings,
    codeHost: GithubCodeHost,
    timing: GithubTiming = {},
  ) {
    this.#codeHost = codeHost;
    this.#client = codeHostClient(settings, codeHost, timing);
    this.#findings = new FindingList(this.#client);
  }

  async test({ signal }: CollectContext): Promise<void> {
    await this.#client.graph.query(
      'query { rateLimit { remaining } }',
      {},
      { access: ACCESS, signal },
    );
  }

  async collectDay(
    day: string,
    repositories: ReadonlySet<string>,
    { signal }: CollectContext,
  ): Promise<DayAnswer<OutcomeRecord>> {
    if (repositories.size === 0) {
      return {
        state: 'empty',
        reason: 'The catalog names no repository on GitHub',
      };
    }
    // Read whole before it is handed on: a search that ends early would show as a day with less work.
    const records: (OutcomeRecord | UnreadableRecord)[] = [];
    for (const owner of ownersOf(repositories)) {
      try {
        for await (const record of this.#ofOwner(owner, day, signal)) {
          if (
            record.type === 'unreadable' ||
            repositories.has(repositoryOf(record))
          ) {
            records.push(record);
          }
        }
      } catch (error) {
        throw faultOfOwner(owner, error);
      }
    }
    return { state: 'data', records: inOrder(records) };
  }

  async *#ofOwner(
    owner: string,
    day: string,
    signal: AbortSignal,
  ): AsyncGenerator<OutcomeRecord | UnreadableRecord, void, void> {
    const { aiLabels, hotFixLabels } = this.#codeHost;
    const pulls = searchAll(
      {
        ...this.#common(signal),
        fragment: PULL_REQUEST_FIELDS,
        terms: `org:${owner} is:pr is:merged`,
        by: 'merged',
        perPage: 50,
      },
      spanOf(day),
    );
    for await (const pull of pulls) {
      yield readPullRequest(pull, { ai: aiLabels, hotFix: hotFixLabels });
    }
    yield* this.#incidents(owner, { by: 'created', span: spanOf(day) }, signal);
    yield* await this.#findings.of(owner, day, { access: ACCESS, signal });
  }

  /** Days on which incidents were opened that were updated since: one search an owner. */
  async changedDays(
    { from, to, before }: LateChanges,
    repositories: ReadonlySet<string>,
    { signal }: CollectContext,
  ): Promise<Set<string>> {
    const days = new Set<string>();
    const span = { from: Date.parse(from), to: Date.parse(to) };
    const updated = { by: 'updated', span, terms: `created:<${before}` };
    for (const owner of ownersOf(repositories)) {
      for await (const it of this.#incidents(owner, updated, signal)) {
        if (it.type === 'incident' && repositories.has(repositoryOf(it))) {
          days.add(it.openedOn);
        }
      }
    }
    return days;
  }

  async *#incidents(
    owner: string,
    { by, span, terms = '' }: { by: string; span: Span; terms?: string },
    signal: AbortSignal,
  ): AsyncGenerator<IncidentRecord | UnreadableRecord, void, void> {
    const { incidentLabels, defectLabels } = this.#codeHost;
    const labels = [...incidentLabels, ...defectLabels].map(
      it => `"${it.replace(/"/g, '')}"`,
    );
    if (labels.length === 0) return;
    const search = {
      ...this.#common(signal),
      fragment: INCIDENT_FIELDS,
      terms: `org:${owner} is:issue label:${labels.join(',')} ${terms}`.trim(),
      by,
      perPage: 100,
    };
    for await (const issue of searchAll(search, span)) {
      yield readIncident(issue, this.#codeHost);
    }
  }

  #common(signal: AbortSignal) {
    return {
      graph: this.#client.graph,
      access: ACCESS,
      signal,
      before: () => this.#stopIfExhausted(),
    };
  }

  /** Leaves the last part of the limit to whoever else asks with the token. */
  #stopIfExhausted(): void {
    const reason = this.#client.gauge.exhausted('graphql', this.#client.now());
    if (reason) {
      throw new SourceError('rate-limited', reason);
    }
  }
}

/** An incident belongs to where it is told; what it names as its cause may lie elsewhere. */
function repositoryOf(record: OutcomeRecord): string {
  return record.type === 'incident'
    ? record.key.replace(/^github:(.*)#\d+$/, '$1')
    : record.repository;
}

function ownersOf(repositories: ReadonlySet<string>): Set<string> {
  return new Set([...repositories].map(it => it.split('/')[0]));
}

async function* inOrder<T>(
  records: readonly T[],
): AsyncGenerator<T, void, void> {
  yield* records;
}
