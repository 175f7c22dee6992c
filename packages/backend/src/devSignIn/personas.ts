import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** Somebody whom a developer may sign in as. */
export interface Persona {
  id: string;
  title: string;
  /** Full entity ref of a catalog User. */
  userEntityRef: string;
}

/**
 * Reads `devSignIn.personas`.
 *
 * @throws InputError naming the path when a ref is no entity ref or an id is
 * there twice.
 */
export function readPersonas(config: RootConfigService): Persona[] {
  const personas = config.getOptionalConfigArray('devSignIn.personas') ?? [];
  const seen = new Set<string>();
  return personas.map((entry, index) => {
    const path = `devSignIn.personas[${index}]`;
    const id = entry.getString('id');
    if (seen.has(id)) {
      throw new InputError(`${path}.id: "${id}" is there twice`);
    }
    seen.add(id);
    return {
      id,
      title: entry.getString('title'),
      userEntityRef: refOf(
        entry.getString('userEntityRef'),
        `${path}.userEntityRef`,
      ),
    };
  });
}

/** The full ref of a User; throws an InputError that names where it was written. */
export function refOf(ref: string, path: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(`${path}: "${ref}" is not an entity ref`, error);
  }
}
