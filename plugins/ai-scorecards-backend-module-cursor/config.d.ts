export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Collects Cursor usage, seats and cost. Without this block nothing is asked of Cursor. Read by the backend alone:
       * nothing of it reaches the browser.
       */
      cursor?: {
        /**
         * Base URL of Cursor's API: https, or http to this machine. Default: `https://api.cursor.com`.
         */
        baseUrl?: string;

        /**
         * The Admin API key of the team (`key_…` or `crsr_…`, scope `admin:*`), best from the environment. Never sent to
         * another host than that of `baseUrl`.
         * @visibility secret
         */
        apiKey?: string;

        /**
         * Entity ref of the catalog Resource that stands for Cursor. Default: `resource:default/cursor`.
         */
        tool?: string;

        /**
         * How many requests a minute the team's keys may make of the Admin API; of usage events it is three times as
         * many. Lower it where other programs ask as well. Default: 20, which is Cursor's limit.
         */
        requestsPerMinute?: number;
      };
    };
  };
}
