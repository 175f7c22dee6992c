import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** A tool as asked for: a full entity ref, or the name of a Resource in the default namespace. */
export function toolRefOf(asked: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(asked, {
        defaultKind: 'resource',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    // Whatever cannot be a ref is not in the registry, which is an answer and not a fault of the request.
    if (error instanceof TypeError) return asked;
    throw error;
  }
}
