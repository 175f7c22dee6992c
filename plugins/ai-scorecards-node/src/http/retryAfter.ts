/** No vendor's limit lasts longer; what asks for more, such as a moment in milliseconds, is mistaken. */
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * Seconds to wait that an answer asks for, rounded up, never negative and never more than a day; undefined when it asks
 * for nothing.
 */
export function retryAfterSeconds(
  headers: Headers,
  now: Date,
): number | undefined {
  const retryAfter = headers.get('retry-after')?.trim();
  if (retryAfter) {
    if (/^\d+(\.\d+)?$/.test(retryAfter)) {
      return Math.min(Math.ceil(Number(retryAfter)), LONGEST_SECONDS);
    }
    const date = Date.parse(retryAfter);
    if (!Number.isNaN(date)) {
      return secondsUntil(date, now);
    }
  }
  // GitHub names the moment of the reset instead, in seconds since 1970, once nothing is left.
  const reset = headers.get('x-ratelimit-reset')?.trim();
  if (headers.get('x-ratelimit-remaining') === '0' && reset) {
    return /^\d+$/.test(reset)
      ? secondsUntil(Number(reset) * 1000, now)
      : undefined;
  }
  return undefined;
}

function secondsUntil(moment: number, now: Date): number {
  const seconds = Math.ceil((moment - now.getTime()) / 1000);
  return Math.min(Math.max(0, seconds), LONGEST_SECONDS);
}
