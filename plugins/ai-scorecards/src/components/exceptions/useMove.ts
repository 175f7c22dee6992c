import { useEffect, useRef } from 'react';

/** Where a key means a letter. */
const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];

/** Whether a key was pressed to do something, and not to write. */
export function isCommand(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return (
    !(TYPING.includes(target.tagName) || target.isContentEditable) &&
    !(event.ctrlKey || event.metaKey || event.altKey)
  );
}

/** Moves down by J and up by K, wherever the focus is but in a field. */
export function useMove(active: boolean, move: (by: 1 | -1) => void): void {
  const latest = useRef(move);
  useEffect(() => {
    latest.current = move;
  });
  useEffect(() => {
    if (!active) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      const key = event.key.toLocaleLowerCase('en-US');
      if (key === 'j') latest.current(1);
      else if (key === 'k') latest.current(-1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active]);
}
