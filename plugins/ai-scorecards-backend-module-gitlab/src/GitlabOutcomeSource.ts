import {
  CollectContext,
  DayAnswer,
  OutcomeRecord,
  OutcomeSource,
  SourceError,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GitlabApi, GitlabTiming } from './gitlabApi';
import { MERGE_REQUEST_FIELDS, readMergeRequest } from './mergeRequest';
import { CONFIG_KEY, GitlabSettings } from './settings';

export const GITLAB_OUTCOMES = {
  id: 'gitlab-outcomes',
  title: 'GitLab merge requests',
} as const;

const ACCESS =
  'The token needs the scope "read_api" and the role Reporter in the group.';

const QUERY = `query($group: ID!, $from: Time!, $to: Time!, $after: String) {
  group(fullPath: $group) {
    mergeRequests(state: merged, mergedAfter: $from, mergedBefore: $to, includeSubgroups: true, first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { ${MERGE_REQUEST_FIELDS} }
    }
  }
}`;

const pageSchema = z
  .object({
    mergeRequests: z.object({
      nodes: z.array(z.unknown()),
      pageInfo: z.object({
        hasNextPage: z.boolean(),
        endCursor: z.string().nullable(),
      }),
    }),
  })
  .nullable();

/** Merge requests of the groups in which the catalog's projects lie. */
export class GitlabOutcomeSource implements OutcomeSource {
  readonly kind = 'outcomes';
  readonly id = GITLAB_OUTCOMES.id;
  readonly title = GITLAB_OUTCOMES.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'gitlab';
  readonly settleDays = 2;
  readonly slugAnnotation = 'gitlab.com/project-slug';
  readonly access = ACCESS;
  readonly #settings: GitlabSettings;
  readonly #api: GitlabApi;

  constructor(settings: GitlabSettings, timing: GitlabTiming = {}) {
    this.#settings = settings;
    this.#api = new GitlabApi(settings, timing);
  }

  async test({ signal }: CollectContext): Promise<void> {
    await this.#api.rest.getJson('/api/v4/user', { access: ACCESS, signal });
  }

  async collectDay(
    day: string,
    repositories: ReadonlySet<string>,
    { signal }: CollectContext,
  ): Promise<DayAnswer<OutcomeRecord>> {
    if (repositories.size === 0) {
      return {
        state: 'empty',
        reason: 'The catalog names no project on GitLab',
      };
    }
    const { aiLabels, hotFixLabels } = this.#settings;
    const labels = { ai: aiLabels, hotFix: hotFixLabels };
    const records: (OutcomeRecord | UnreadableRecord)[] = [];
    const groups = new Set([...repositories].map(it => it.split('/')[0]));
    for (const group of groups) {
      for (const value of await this.#mergedOn(group, day, signal)) {
        const record = readMergeRequest(value, labels);
        if (
          record.type === 'unreadable' ||
          repositories.has(record.repository)
        ) {
          records.push(record);
        }
      }
    }
    return { state: 'data', records: inOrder(records) };
  }

  /** The whole day, before any of it is handed on. */
  async #mergedOn(
    group: string,
    day: string,
    signal: AbortSignal,
  ): Promise<unknown[]> {
    const found: unknown[] = [];
    let after: string | null = null;
    do {
      const data = await this.#api.query(
        QUERY,
        {
          group,
          from: `${day}T00:00:00Z`,
          to: `${day}T23:59:59Z`,
          after,
        },
        { access: ACCESS, signal },
      );
      const page = pageSchema.safeParse(data.group ?? null);
      if (!page.success) {
        throw new SourceError(
          'unexpected',
          'GitLab answered for merge requests with something else',
        );
      }
      if (page.data === null) {
        throw new SourceError(
          'forbidden',
          `GitLab does not know the group "${group}", or the token may not see it. ${ACCESS}`,
        );
      }
      const { nodes, pageInfo } = page.data.mergeRequests;
      found.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    return found;
  }
}

async function* inOrder<T>(
  records: readonly T[],
): AsyncGenerator<T, void, void> {
  yield* records;
}
