import { mockServices } from '@backstage/backend-test-utils';
import { CollectContext } from '../sources/sources';

/** What a source is given with each question, of a caller who never gives up; nobody reads the log. */
export function collectContext(): CollectContext {
  return {
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  };
}
