import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { AiScorecardsClient } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../api';

/** The client of the plugin's backend. */
export const aiScorecardsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: aiScorecardsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AiScorecardsClient(deps),
    }),
});
