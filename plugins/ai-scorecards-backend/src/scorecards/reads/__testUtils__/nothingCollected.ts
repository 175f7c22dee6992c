import type { CollectionState } from '../ScorecardService';

/** What is known of collection before the first day. */
export const nothingCollected: CollectionState = {
  freshness: async () => ({
    through: null,
    month: null,
    sources: [],
    progress: null,
    workingOut: false,
  }),
  coverage: async () => ({ accounts: null, cost: null, provisional: false }),
};
