import { ProxiedSignInPage } from '@backstage/core-components';
import {
  type IdentityApi,
  configApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useCallback, useState } from 'react';
import {
  type Persona,
  DEV_SIGN_IN_HEADER,
  DEV_SIGN_IN_PROVIDER,
  chosenPersona,
  readPersonas,
  rememberPersona,
} from './personas';
import { PersonaList } from './PersonaList';
import { SignInFailure } from './SignInFailure';

/** Signing out forgets the persona, so that the list is shown again. */
function forgetOnSignOut(identityApi: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identityApi.getBackstageIdentity(),
    getCredentials: () => identityApi.getCredentials(),
    getProfileInfo: () => identityApi.getProfileInfo(),
    signOut: async () => {
      rememberPersona(undefined);
      await identityApi.signOut();
    },
  };
}

/** Lists the configured personas; one click signs in as one of them. */
export function DevSignInPage({ onSignInSuccess }: SignInPageProps) {
  const personas = readPersonas(useApi(configApiRef));
  const [persona, setPersona] = useState(() => chosenPersona(personas));

  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);

  const choose = useCallback((choice: Persona | undefined) => {
    rememberPersona(choice);
    setPersona(choice);
  }, []);

  if (!persona) {
    return <PersonaList personas={personas} onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      // A new attempt is a new page: it signs in when it is first shown.
      key={attempt}
      provider={DEV_SIGN_IN_PROVIDER}
      headers={{ [DEV_SIGN_IN_HEADER]: persona.id }}
      onSignInSuccess={identityApi =>
        onSignInSuccess(forgetOnSignOut(identityApi))
      }
      ErrorComponent={({ error }) => (
        <SignInFailure
          persona={persona}
          error={error}
          onRetry={retry}
          onBack={() => choose(undefined)}
        />
      )}
    />
  );
}
