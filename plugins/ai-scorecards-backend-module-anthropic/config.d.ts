export interface Config {
  aiScorecards?: {
    sources?: {
      /** Settings of the anthropic source. */
      anthropic?: {};
    };
  };
}
