import { Content, Page, ResponseErrorPanel } from '@backstage/core-components';
import { ResponseError } from '@backstage/errors';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useEffect } from 'react';
import type { Persona } from './personas';

const RETRY_MILLISECONDS = 3000;

interface SignInFailureProps {
  persona: Persona;
  error: Error | undefined;
  onRetry: () => void;
  onBack: () => void;
}

/**
 * Says why signing in did not work. While the catalog does not know the person
 * yet, as just after the first start, it tries again by itself.
 */
export function SignInFailure({
  persona,
  error,
  onRetry,
  onBack,
}: SignInFailureProps) {
  const unknownYet = error instanceof ResponseError && error.statusCode === 404;

  useEffect(() => {
    if (!unknownYet) {
      return undefined;
    }
    const timer = setTimeout(onRetry, RETRY_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [unknownYet, onRetry]);

  return (
    <Page themeId="home">
      <Content>
        <Typography variant="h5" component="h1">
          You are not signed in as {persona.title}
        </Typography>
        {unknownYet && (
          <Typography paragraph>
            The catalog has not read {persona.userEntityRef} yet. Just after the
            first start this takes some seconds; this page tries again by
            itself.
          </Typography>
        )}
        <Box marginBottom={2}>
          <Button variant="contained" color="primary" onClick={onRetry}>
            Try again
          </Button>{' '}
          <Button variant="outlined" onClick={onBack}>
            Choose somebody else
          </Button>
        </Box>
        {error && !unknownYet && <ResponseErrorPanel error={error} />}
      </Content>
    </Page>
  );
}
