/** What the process that runs the peers' code is told. */
export interface PeerOptions {
  /** Where their packages are. */
  dir: string;
  postgres: string;
  teams: number;
  developers: number;
}

type Attempt = { value: number } | { reason: string };

export interface PeerAnswer {
  /** Milliseconds for the latest facts of all teams. */
  latestMs: Attempt;
  /** Share of rows that a restated day corrected. */
  corrected: Attempt;
}
