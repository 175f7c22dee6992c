/** Ends a piece of work when its caller aborts it, or when it takes too long. */
export interface Deadline {
  /** Aborted by whichever comes first. */
  readonly signal: AbortSignal;
  /** True when it was the time, not the caller. */
  timedOut(): boolean;
  /** Starts the stall limit again, when something moved; the total goes on. */
  progress(): void;
  /** Stops the stall limit while nothing is awaited; `progress` starts it again. */
  pause(): void;
  /** Frees timers, listeners and whatever still hangs on the signal. Must be called. */
  end(): void;
}

export interface DeadlineLimits {
  /** Milliseconds for the whole. */
  totalMs: number;
  /** Milliseconds without progress; default: the whole. */
  stallMs?: number;
}

export function startDeadline(
  outer: AbortSignal,
  limits: DeadlineLimits,
): Deadline {
  const controller = new AbortController();
  let timedOut = false;
  const expire = () => {
    timedOut = true;
    controller.abort(new Error('The time limit was reached'));
  };
  const onOuterAbort = () => controller.abort(outer.reason);
  if (outer.aborted) {
    onOuterAbort();
  }
  outer.addEventListener('abort', onOuterAbort, { once: true });
  const total = setTimeout(expire, limits.totalMs);
  const startStall = () =>
    limits.stallMs === undefined
      ? undefined
      : setTimeout(expire, limits.stallMs);
  let stall = startStall();
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    progress: () => {
      clearTimeout(stall);
      stall = startStall();
    },
    pause: () => clearTimeout(stall),
    end: () => {
      clearTimeout(total);
      clearTimeout(stall);
      outer.removeEventListener('abort', onOuterAbort);
      controller.abort(new Error('The work is over'));
    },
  };
}
