export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Collects Claude Code usage and Anthropic's cost report. Without this block nothing is asked of Anthropic. Read
       * by the backend alone: nothing of it reaches the browser.
       */
      anthropic?: {
        /**
         * Base URL of Anthropic's API: https, or http to this machine. Default: `https://api.anthropic.com`.
         */
        baseUrl?: string;

        /**
         * The Admin API key of the organisation (`sk-ant-admin01-…`), best from the environment. Never sent to another
         * host than that of `baseUrl`.
         * @visibility secret
         */
        adminKey?: string;

        /**
         * Entity ref of the catalog Resource that stands for Claude Code. Default: `resource:default/claude-code`.
         */
        tool?: string;

        /**
         * Ids of the workspaces (`wrkspc_…`) whose cost is that of the tool; `default` is the default workspace, which
         * has no id. Cost of other workspaces is left out and counted beside, so that what products spend on the API is not taken for
         * the cost of coding. Default: all workspaces.
         */
        workspaces?: string[];
      };
    };
  };
}
