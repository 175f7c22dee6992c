import type { SignInResolver } from '@backstage/plugin-auth-node';
import type { Persona } from './personas';

/** Signs in as the catalog User of the persona, who must exist. */
export const signInAsPersona: SignInResolver<Persona> = async (
  { result },
  context,
) =>
  context.signInWithCatalogUser({
    entityRef: result.userEntityRef,
  });
