import type { ConfigApi } from '@backstage/core-plugin-api';

/** Somebody whom a developer may sign in as, from `devSignIn.personas`. */
export interface Persona {
  id: string;
  title: string;
  description: string;
  userEntityRef: string;
}

/** The provider id under which the backend's half is registered. */
export const DEV_SIGN_IN_PROVIDER = 'dev-persona';

/** The request header that carries the id of the chosen persona. */
export const DEV_SIGN_IN_HEADER = 'x-dev-persona';

const STORAGE_KEY = 'dev-sign-in/persona';

/** The personas in the order of the configuration. */
export function readPersonas(config: ConfigApi): Persona[] {
  return (config.getOptionalConfigArray('devSignIn.personas') ?? []).map(
    entry => ({
      id: entry.getString('id'),
      title: entry.getString('title'),
      description: entry.getOptionalString('description') ?? '',
      userEntityRef: entry.getString('userEntityRef'),
    }),
  );
}

/** The id of the persona chosen in this browser, if it is still configured. */
export function chosenPersona(personas: Persona[]): Persona | undefined {
  const id = window.localStorage.getItem(STORAGE_KEY);
  return personas.find(persona => persona.id === id);
}

/** Remembers the choice for the next page load; `undefined` forgets it. */
export function rememberPersona(persona: Persona | undefined): void {
  if (persona) {
    window.localStorage.setItem(STORAGE_KEY, persona.id);
  } else {
    window.localStorage.removeItem(STORAGE_KEY);
  }
}
