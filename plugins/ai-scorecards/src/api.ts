import { createApiRef } from '@backstage/core-plugin-api';
import type { AiScorecardsApi } from 'backstage-plugin-ai-scorecards-common';

/** The plugin's backend, as both frontend systems find it. */
export const aiScorecardsApiRef = createApiRef<AiScorecardsApi>({
  id: 'plugin.ai-scorecards.service',
});
