import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { Persona, refOf } from './personas';

/** The request header that carries the id of the chosen persona, or the ref of a User where anybody is let in. */
export const DEV_SIGN_IN_HEADER = 'x-dev-persona';

/**
 * A proxy authenticator for which the browser is the proxy: it believes the
 * header, provided that it names a configured persona or, where anybody is let
 * in, any User.
 */
export function createPersonaAuthenticator(
  personas: Persona[],
  anybody: boolean,
) {
  const byId = new Map(personas.map(persona => [persona.id, persona]));
  const userOf = (id: string): Persona | undefined =>
    anybody && id.startsWith('user:')
      ? { id, title: id, userEntityRef: refOf(id, DEV_SIGN_IN_HEADER) }
      : undefined;
  return createProxyAuthenticator({
    defaultProfileTransform: async (persona: Persona) => ({
      profile: { displayName: persona.title },
    }),
    initialize: () => undefined,
    async authenticate({ req }) {
      const id = req.header(DEV_SIGN_IN_HEADER);
      const persona = id === undefined ? undefined : byId.get(id) ?? userOf(id);
      if (!persona) {
        throw new AuthenticationError(
          `The header ${DEV_SIGN_IN_HEADER} must name one of devSignIn.personas`,
        );
      }
      return { result: persona };
    },
  });
}
