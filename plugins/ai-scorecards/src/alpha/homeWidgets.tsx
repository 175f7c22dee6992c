import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** For the home page: what waits for the reader, and how the reader's own requests stand. */
export const exceptionsHomeWidget = HomePageWidgetBlueprint.make({
  name: 'exceptions',
  params: {
    name: 'AiToolExceptions',
    title: 'AI tool exceptions',
    description: 'What waits for you, and how your requests stand',
    components: async () => ({
      Content: (await import('../components/exceptions/HomeExceptions'))
        .HomeExceptions,
    }),
  },
});
