import {
  RateLimit,
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GitlabSettings } from './settings';

/** What tests put in place of patience. */
export interface GitlabTiming {
  wait?: Wait;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

/** What GitLab says of one thing: it, that there is none, that the token may not see it, or what nobody can read. */
export type Reading<T> =
  | { state: 'read'; value: T }
  | { state: 'absent' }
  | { state: 'forbidden' }
  | { state: 'unreadable' };

const graphSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Asks a GitLab instance by REST and GraphQL. A limit of the minute is waited for, as GitLab asks. */
export class GitlabApi {
  readonly rest: VendorClient;
  #limit: RateLimit | null = null;

  constructor(settings: GitlabSettings, timing: GitlabTiming) {
    this.rest = new VendorClient({
      vendor: 'GitLab',
      baseUrl: settings.baseUrl,
      headers: {
        accept: 'application/json',
        'private-token': settings.token,
        'user-agent': 'backstage-plugin-ai-scorecards',
      },
      secrets: [settings.token],
      onAnswer: headers => this.#readLimit(headers),
      ...timing,
    });
  }

  /** Of the last answer; null before one, and from an instance without limits. */
  rateLimit(): RateLimit | null {
    return this.#limit;
  }

  async query(
    query: string,
    variables: Record<string, unknown>,
    request: { access: string; signal: AbortSignal },
  ): Promise<Record<string, unknown>> {
    const answer = await this.rest.postJson(
      '/api/graphql',
      { query, variables },
      request,
    );
    const parsed = graphSchema.safeParse(
      answer.state === 'data' ? answer.value : undefined,
    );
    if (!parsed.success || !parsed.data.data) {
      const reason = parsed.data?.errors?.[0]?.message.slice(0, 200);
      throw new SourceError(
        'unexpected',
        `GitLab could not answer a GraphQL query: ${
          reason ?? 'no reason was given'
        }`,
      );
    }
    return parsed.data.data;
  }

  #readLimit(headers: Headers): void {
    const limit = Number(headers.get('ratelimit-limit') ?? NaN);
    const remaining = Number(headers.get('ratelimit-remaining') ?? NaN);
    const reset = Number(headers.get('ratelimit-reset') ?? NaN);
    if ([limit, remaining, reset].every(Number.isFinite)) {
      const resetsAt = new Date(reset * 1000).toISOString();
      this.#limit = { limit, remaining, resetsAt };
    }
  }
}
