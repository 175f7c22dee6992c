/** Seconds to wait that an answer asks for, rounded up and never negative; undefined when it asks for nothing. */
export function retryAfterSeconds(
  headers: Headers,
  now: Date,
): number | undefined {
  const retryAfter = headers.get('retry-after')?.trim();
  if (retryAfter) {
    if (/^\d+(\.\d+)?$/.test(retryAfter)) {
      return Math.ceil(Number(retryAfter));
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
  return Math.max(0, Math.ceil((moment - now.getTime()) / 1000));
}
