/** One of GitHub's hourly limits. */
export interface Limit {
  limit: number;
  used: number;
  /** moment of the reset, seconds since 1970 */
  resetsAt: number;
}

export type LimitedResource = 'core' | 'graphql';

const HOUR_SECONDS = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

/** GitHub's hourly limits, of requests for REST and of points for GraphQL. */
export class RateLimits {
  private readonly limits: Record<LimitedResource, Limit> = {
    core: { limit: 5000, used: 0, resetsAt: now() + HOUR_SECONDS },
    graphql: { limit: 5000, used: 0, resetsAt: now() + HOUR_SECONDS },
  };

  /** The limit as it stands, a new hour begun where the old one is over. */
  of(resource: LimitedResource): Limit {
    const limit = this.limits[resource];
    if (now() >= limit.resetsAt) {
      limit.used = 0;
      limit.resetsAt = now() + HOUR_SECONDS;
    }
    return limit;
  }

  /** Takes something from a limit; false, and nothing taken, when too little is left. */
  take(resource: LimitedResource, cost: number): boolean {
    const limit = this.of(resource);
    if (limit.used + cost > limit.limit) {
      return false;
    }
    limit.used += cost;
    return true;
  }

  /** Says how much is left of a limit, for tests. */
  set(resource: LimitedResource, remaining: number): void {
    const limit = this.of(resource);
    limit.used = limit.limit - remaining;
  }

  /** Starts both anew. */
  clear(): void {
    this.set('core', 5000);
    this.set('graphql', 5000);
  }

  headers(resource: LimitedResource): Record<string, string> {
    const { limit, used, resetsAt } = this.of(resource);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - used),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(resetsAt),
      'x-ratelimit-resource': resource,
    };
  }
}
