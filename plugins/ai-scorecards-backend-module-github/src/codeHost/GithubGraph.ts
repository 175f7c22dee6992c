import { SourceError, VendorClient } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GithubTiming } from '../githubApi';

const errorSchema = z.object({
  type: z.string().optional().catch(undefined),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  message: z.string().catch(''),
});
export type GraphError = z.output<typeof errorSchema>;

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).optional(),
});

/** What a query came to. Errors name the fields that GitHub left null. */
export interface GraphAnswer {
  data: Record<string, unknown>;
  errors: GraphError[];
}

/** Asks GitHub's GraphQL API. */
export class GithubGraph {
  readonly #client: VendorClient;
  readonly #now: () => Date;

  constructor(client: VendorClient, timing: GithubTiming) {
    this.#client = client;
    this.#now = timing.now ?? (() => new Date());
  }

  /** Throws a SourceError when nothing was answered; a field that the token may not see is an error in the answer. */
  async query(
    query: string,
    variables: Record<string, unknown>,
    request: { access: string; signal: AbortSignal; resetsAt?: string },
  ): Promise<GraphAnswer> {
    const answer = await this.#client.postJson(
      '/graphql',
      { query, variables },
      request,
    );
    const parsed = answerSchema.safeParse(
      answer.state === 'data' ? answer.value : undefined,
    );
    if (!parsed.success) {
      throw new SourceError(
        'unexpected',
        'GitHub answered a GraphQL query with something else than data',
      );
    }
    const { data, errors = [] } = parsed.data;
    if (errors.some(it => it.type === 'RATE_LIMITED')) {
      throw new SourceError(
        'rate-limited',
        'GitHub refused a GraphQL query because the hourly limit is used up',
        {
          retryAfterSeconds:
            answer.state === 'data'
              ? secondsTo(answer.headers, this.#now())
              : undefined,
        },
      );
    }
    if (!data) {
      throw new SourceError(
        'unexpected',
        `GitHub could not answer a GraphQL query: ${
          errors[0]?.message.slice(0, 200) ?? 'no reason was given'
        }`,
      );
    }
    return { data, errors };
  }
}

function secondsTo(headers: Headers, now: Date): number | undefined {
  const reset = Number(headers.get('x-ratelimit-reset') ?? NaN);
  return Number.isFinite(reset)
    ? Math.max(0, Math.ceil(reset - now.getTime() / 1000))
    : undefined;
}
