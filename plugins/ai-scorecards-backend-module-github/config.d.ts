export interface Config {
  aiScorecards?: {
    sources?: {
      /** Settings of the github source. */
      github?: {};
    };
  };
}
