import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * One value in the page's address, so that a filter can be linked to and survives a reload. An unknown value reads as
 * the fallback; setting the fallback takes the parameter out of the address.
 */
export function useUrlState(
  name: string,
  fallback: string,
  isKnown: (value: string) => boolean = () => true,
): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const given = search.get(name);
  const value = given !== null && isKnown(given) ? given : fallback;

  const setValue = useCallback(
    (next: string) => {
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          if (next === fallback) {
            after.delete(name);
          } else {
            after.set(name, next);
          }
          return after;
        },
        { replace: true },
      );
    },
    [setSearch, name, fallback],
  );
  return [value, setValue];
}
