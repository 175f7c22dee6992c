import { useCallback, useEffect, useRef, useState } from 'react';

/** Something that the reader sets off, and how it went the last time. */
export interface Action<Input, Result> {
  run: (input: Input) => Promise<Result | undefined>;
  running: boolean;
  result: Result | undefined;
  error: Error | undefined;
}

interface Outcome<Result> {
  running: boolean;
  result?: Result;
  error?: Error;
}

/** Runs `task` on demand. A failure is kept as `error` and never thrown; `run` then gives undefined. */
export function useAction<Input, Result>(
  task: (input: Input) => Promise<Result>,
): Action<Input, Result> {
  const [outcome, setOutcome] = useState<Outcome<Result>>({ running: false });
  const latest = useRef(task);
  const mounted = useRef(true);

  useEffect(() => {
    latest.current = task;
  });
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(async (input: Input) => {
    const settle = (next: Outcome<Result>) => {
      if (mounted.current) {
        setOutcome(next);
      }
    };
    settle({ running: true });
    try {
      const result = await latest.current(input);
      settle({ running: false, result });
      return result;
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      settle({ running: false, error });
      return undefined;
    }
  }, []);

  return {
    run,
    running: outcome.running,
    result: outcome.result,
    error: outcome.error,
  };
}
