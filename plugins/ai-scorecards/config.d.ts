export interface Config {
  /** Settings of AI Scorecards that the browser reads. All others stay with the backend. */
  aiScorecards?: {
    /** Which catalog Groups are teams. */
    teams?: {
      /**
       * The same setting as the backend's: Groups of another type get neither the tab nor the card.
       * @visibility frontend
       */
      types?: string[];
    };
  };
}
