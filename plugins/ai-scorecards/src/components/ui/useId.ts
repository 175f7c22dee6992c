import { useState } from 'react';

let last = 0;

/** An id for this mounted component; React 17 has none of its own. */
export function useId(prefix: string): string {
  const [id] = useState(() => {
    last += 1;
    return `ai-scorecards-${prefix}-${last}`;
  });
  return id;
}
