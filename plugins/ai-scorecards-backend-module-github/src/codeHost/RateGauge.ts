import { RateLimit } from 'backstage-plugin-ai-scorecards-node';

/** GitHub's hourly limits: of requests for REST, of points for GraphQL. */
export type Resource = 'core' | 'graphql';

/** This part of a limit is left to whoever else asks with the same token. */
const KEPT_SHARE = 0.1;

/** Reads how much of GitHub's limits is left from the headers of its answers. */
export class RateGauge {
  readonly #limits = new Map<Resource, RateLimit>();
  #last: RateLimit | null = null;

  /** For `VendorClientOptions.onAnswer`. */
  readonly read = (headers: Headers): void => {
    const resource = headers.get('x-ratelimit-resource') ?? 'core';
    const limit = Number(headers.get('x-ratelimit-limit') ?? NaN);
    const remaining = Number(headers.get('x-ratelimit-remaining') ?? NaN);
    const reset = Number(headers.get('x-ratelimit-reset') ?? NaN);
    if (
      (resource === 'core' || resource === 'graphql') &&
      [limit, remaining, reset].every(Number.isFinite)
    ) {
      const found = {
        limit,
        remaining,
        resetsAt: new Date(reset * 1000).toISOString(),
      };
      this.#limits.set(resource, found);
      this.#last = found;
    }
  };

  /** The limit of the last answer; null before one. */
  last(): RateLimit | null {
    return this.#last;
  }

  /** Seconds from a time until the limit starts again; null where that is not known or over. */
  secondsLeft(resource: Resource, now: Date): number | null {
    const resetsAt = this.#limits.get(resource)?.resetsAt;
    const seconds =
      resetsAt === undefined
        ? 0
        : Math.ceil((Date.parse(resetsAt) - now.getTime()) / 1000);
    return seconds > 0 ? seconds : null;
  }

  /** Why nothing more should be asked for now, with the time from which it can; null while enough is left. */
  exhausted(resource: Resource, now: Date): string | null {
    const known = this.#limits.get(resource);
    if (
      !known ||
      known.remaining > known.limit * KEPT_SHARE ||
      Date.parse(known.resetsAt) <= now.getTime()
    ) {
      return null;
    }
    return `GitHub's hourly limit is nearly used up (${known.remaining} of ${known.limit} left); it starts again at ${known.resetsAt}`;
  }
}
