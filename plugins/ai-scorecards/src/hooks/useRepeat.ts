import { useEffect, useRef } from 'react';

/** Calls `task` every `milliseconds` while `active` and while the page is seen. */
export function useRepeat(
  active: boolean,
  milliseconds: number,
  task: () => void,
): void {
  const latest = useRef(task);
  useEffect(() => {
    latest.current = task;
  });
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!document.hidden) {
        latest.current();
      }
    }, milliseconds);
    return () => clearInterval(timer);
  }, [active, milliseconds]);
}
