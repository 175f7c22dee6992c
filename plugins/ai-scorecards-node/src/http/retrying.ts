import { SourceError } from '../sources/SourceError';
import { Wait } from './wait';

/** What one attempt came to; anything thrown ends the attempts. */
export type Attempt<T> = { done: T } | { again: SourceError };

export interface RetryPolicy {
  /** All attempts together, the first included. */
  maxAttempts: number;
  /** The longest single wait; a vendor that asks for more is left alone until the next cycle. */
  maxWaitSeconds: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 4,
  maxWaitSeconds: 60,
};

/**
 * Attempts until it is done, waiting as long as the vendor asks, else 1, 2, 4 … seconds. Throws the last attempt's
 * error when the attempts are used up or the wait asked for is too long.
 */
export async function retrying<T>(
  attempt: () => Promise<Attempt<T>>,
  options: { policy: RetryPolicy; wait: Wait; signal: AbortSignal },
): Promise<T> {
  const { policy, wait, signal } = options;
  for (let number = 1; ; number += 1) {
    signal.throwIfAborted();
    const outcome = await attempt();
    if ('done' in outcome) {
      return outcome.done;
    }
    const seconds = outcome.again.retryAfterSeconds ?? 2 ** (number - 1);
    if (number >= policy.maxAttempts || seconds > policy.maxWaitSeconds) {
      throw outcome.again;
    }
    await wait(seconds * 1000, signal);
  }
}
