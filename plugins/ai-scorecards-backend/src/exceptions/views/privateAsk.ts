import type { Ask, ExceptionCase } from 'backstage-plugin-ai-scorecards-common';

/** What of an accessibility reason is seen by the requester and by those who decide, and by nobody else. */
const PRIVATE = ['category', 'why', 'success', 'risks'] as const;

export function isPrivateField(field: keyof Ask): boolean {
  return PRIVATE.some(each => each === field);
}

/** Whether an ask, or one that it replaced, gives an accessibility reason. */
export function isPrivate(asks: readonly (Ask | undefined)[]): boolean {
  return asks.some(ask => ask?.category === 'accessibility');
}

/** Returns the ask as others see it. */
export function withoutPrivate(ask: Ask, before?: Ask): Ask {
  return isPrivate([ask, before])
    ? { ...ask, category: null, why: null, success: null, risks: null }
    : ask;
}

/** Returns what somebody makes of a request: whoever does not see a private reason cannot change it either. */
export function changedBy(
  user: string,
  { request }: ExceptionCase,
  changed: Ask,
): Ask {
  const { ask } = request.wish;
  const isHidden =
    isPrivate([ask, request.before?.ask]) && user !== request.requester;
  return isHidden ? withHidden(changed, ask) : changed;
}

/** Returns a changed ask with what its editor was not shown put back, whatever stands there now. */
export function withHidden(changed: Ask, known: Ask): Ask {
  return {
    ...changed,
    ...Object.fromEntries(PRIVATE.map(field => [field, known[field]])),
  };
}
