export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Collects usage and cost of Claude Code in a Claude Enterprise organisation. Without this block nothing is asked
       * of it. Read by the backend alone: nothing of it reaches the browser.
       */
      anthropicEnterprise?: {
        /**
         * Base URL of Anthropic's API: https, or http to this machine. Default: `https://api.anthropic.com`.
         */
        baseUrl?: string;

        /**
         * An API key with the scope `read:analytics`, made by the primary owner in the admin settings of claude.ai; best
         * from the environment. It is not the Admin API key of the Claude Console. Never sent to another host than that
         * of `baseUrl`.
         * @visibility secret
         */
        analyticsKey?: string;

        /**
         * Entity ref of the catalog Resource that stands for Claude Code. Default: `resource:default/claude-code`.
         */
        tool?: string;

        /**
         * How many requests a minute the organisation may make of the Analytics API. Lower it where other programs ask
         * as well. Default: 60, which is Anthropic's limit.
         */
        requestsPerMinute?: number;
      };
    };
  };
}
