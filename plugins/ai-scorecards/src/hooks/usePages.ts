import { useCallback, useRef } from 'react';
import { useLoad } from './useLoad';
import type { Loaded } from './useLoad';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A list that is read page by page, as far as the reader asked; `value` is the last answer with the items of all. */
export interface Pages<P> extends Loaded<P> {
  hasMore: boolean;
  /** Reads one page more. */
  more: () => void;
}

/**
 * Reads the first page for every `key`, and one more on demand. All pages that are shown are read again together, so
 * that a list which changes meanwhile neither repeats nor skips a row.
 */
export function usePages<T, P extends Page<T>>(
  key: string,
  read: (cursor: string | undefined) => Promise<P>,
): Pages<P> {
  const shown = useRef({ key, pages: 1 });
  const { value, error, loading, reload } = useLoad(key, async () => {
    if (shown.current.key !== key) shown.current = { key, pages: 1 };
    const items: T[] = [];
    let answer = await read(undefined);
    items.push(...answer.items);
    for (
      let page = 1;
      page < shown.current.pages && answer.nextCursor !== null;
      page += 1
    ) {
      answer = await read(answer.nextCursor);
      items.push(...answer.items);
    }
    return { ...answer, items };
  });
  const more = useCallback(() => {
    if (shown.current.key !== key) return;
    shown.current.pages += 1;
    reload();
  }, [key, reload]);
  return {
    value,
    error,
    loading,
    hasMore: Boolean(value?.nextCursor),
    more,
    reload,
  };
}
