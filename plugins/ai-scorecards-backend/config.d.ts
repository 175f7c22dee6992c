export interface Config {
  /** Settings of AI Scorecards. */
  aiScorecards?: {};
}
