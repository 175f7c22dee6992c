import { useCallback, useEffect, useRef, useState } from 'react';

/** What a request has brought so far. A reload keeps the value that is shown until the next one is there. */
export interface Loaded<T> {
  value: T | undefined;
  error: Error | undefined;
  loading: boolean;
  reload: () => void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

/**
 * Loads once for every `key`. Answers to an older key, or after unmounting, are dropped. After a failed reload the
 * last value stays beside the error.
 */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ key });
  const [settled, setSettled] = useState<string>();
  const latest = useRef(load);
  const attempt = `${round} ${key}`;

  useEffect(() => {
    latest.current = load;
  });

  useEffect(() => {
    let current = true;
    const finish = (next: (before: State<T>) => State<T>) => {
      if (current) {
        setState(next);
        setSettled(attempt);
      }
    };
    latest.current().then(
      value => finish(() => ({ key, value })),
      (cause: unknown) =>
        finish(before => ({
          key,
          error: asError(cause),
          value: before.key === key ? before.value : undefined,
        })),
    );
    return () => {
      current = false;
    };
  }, [attempt, key]);

  const reload = useCallback(() => setRound(before => before + 1), []);
  const own = state.key === key;
  return {
    value: own ? state.value : undefined,
    error: own ? state.error : undefined,
    loading: settled !== attempt,
    reload,
  };
}
