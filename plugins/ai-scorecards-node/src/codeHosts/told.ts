import { DocumentAnswer, Told } from '../sources/evidence';

/** Wraps what a code host said. */
export const told = <T>(value: T): Told<T> => ({ known: true, value });

/** Says in one sentence why a code host did not say it: the scope or the licence that is missing. */
export const untold = (reason: string): Told<never> => ({
  known: false,
  reason,
});

/** Says in one sentence why nothing is known of a document. */
export function unknownDocument(url: string, reason: string): DocumentAnswer {
  const hidden = untold(reason);
  return { url, exists: hidden, changedOn: hidden };
}
