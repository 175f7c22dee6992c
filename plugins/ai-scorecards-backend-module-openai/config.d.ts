export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Collects what the OpenAI API is used for and what OpenAI bills. Without this block nothing is asked of OpenAI. Read
       * by the backend alone: nothing of it reaches the browser.
       */
      openai?: {
        /**
         * Base URL of OpenAI's API: https, or http to this machine. Default: `https://api.openai.com/v1`.
         */
        baseUrl?: string;

        /**
         * The Admin API key of the organisation (`sk-admin-…`), best from the environment. Never sent to another host than
         * that of `baseUrl`.
         * @visibility secret
         */
        adminKey?: string;

        /**
         * Entity ref of the catalog Resource that stands for the tool. Default: `resource:default/openai-codex`.
         */
        tool?: string;

        /**
         * Ids of the projects (`proj_…`) whose use and cost are those of the tool. Cost of other projects is left out and
         * counted beside, so that what products spend on the API is not taken for the cost of coding. Default: all
         * projects.
         */
        projectIds?: string[];
      };
    };
  };
}
