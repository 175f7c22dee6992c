import { Content, Page, ResponseErrorPanel } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { Persona } from './personas';

interface SignInFailureProps {
  persona: Persona;
  error: Error | undefined;
  onBack: () => void;
}

/** Says why signing in did not work, with the two ways on. */
export function SignInFailure({ persona, error, onBack }: SignInFailureProps) {
  return (
    <Page themeId="home">
      <Content>
        <Typography variant="h5" component="h1">
          You are not signed in as {persona.title}
        </Typography>
        <Typography paragraph>
          Just after the first start the catalog may not have read{' '}
          {persona.userEntityRef} yet: wait a few seconds and try again.
        </Typography>
        <Box marginBottom={2}>
          <Button
            variant="contained"
            color="primary"
            onClick={() => window.location.reload()}
          >
            Try again
          </Button>{' '}
          <Button variant="outlined" onClick={onBack}>
            Choose somebody else
          </Button>
        </Box>
        {error && <ResponseErrorPanel error={error} />}
      </Content>
    </Page>
  );
}
