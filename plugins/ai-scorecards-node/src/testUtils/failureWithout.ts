import { SourceError } from '../sources/SourceError';

/**
 * Returns a function that waits for a promise to fail and returns its error. It throws where the promise does not fail,
 * where it fails with anything but a {@link SourceError}, and where a secret stands in the error.
 *
 * @param secrets - matches every credential that the test gives to the source
 */
export function failureWithout(
  secrets: RegExp,
): (promise: Promise<unknown>) => Promise<SourceError> {
  return async promise => {
    const error: unknown = await promise.then(
      () => undefined,
      reason => reason,
    );
    if (!(error instanceof SourceError)) {
      throw new Error(
        error === undefined
          ? 'It did not fail'
          : `It failed with something else than a SourceError: ${error}`,
      );
    }
    if (secrets.test(`${error.message}${error.stack}`)) {
      throw new Error('The error tells a secret');
    }
    return error;
  };
}
