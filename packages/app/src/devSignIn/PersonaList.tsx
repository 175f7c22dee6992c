import { Content, Header, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import type { Persona } from './personas';

interface PersonaListProps {
  personas: Persona[];
  onChoose: (persona: Persona) => void;
}

/** A button for each persona. */
export function PersonaList({ personas, onChoose }: PersonaListProps) {
  const title = useApi(configApiRef).getOptionalString('app.title') ?? 'Portal';

  return (
    <Page themeId="home">
      <Header
        title={title}
        subtitle="Sign in as somebody of the example organisation. For development only."
      />
      <Content>
        {personas.length === 0 && (
          <Typography>
            No personas are configured: add them under devSignIn.personas in
            app-config.yaml.
          </Typography>
        )}
        <Grid container spacing={2}>
          {personas.map(persona => (
            <Grid item xs={12} sm={6} md={3} key={persona.id}>
              <Card>
                <CardActionArea
                  onClick={() => onChoose(persona)}
                  data-persona={persona.id}
                >
                  <CardContent>
                    <Typography variant="h6" component="span" display="block">
                      {persona.title}
                    </Typography>
                    <Typography
                      variant="body2"
                      component="span"
                      display="block"
                      color="textSecondary"
                    >
                      {persona.description}
                    </Typography>
                  </CardContent>
                </CardActionArea>
              </Card>
            </Grid>
          ))}
        </Grid>
      </Content>
    </Page>
  );
}
