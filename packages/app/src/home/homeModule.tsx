import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const whereToStart = HomePageWidgetBlueprint.make({
  name: 'where-to-start',
  params: {
    name: 'WhereToStart',
    title: 'Where to start',
    description: 'The pages of this example portal worth opening first',
    components: async () => ({
      Content: (await import('./WhereToStart')).WhereToStart,
    }),
  },
});

/** The widgets that this portal adds to the home page. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [whereToStart],
});
