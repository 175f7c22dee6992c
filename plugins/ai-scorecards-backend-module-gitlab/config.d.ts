export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Collects evidence for practice checks and merge requests from GitLab. Without this block nothing is asked of
       * GitLab. Read by the backend alone: nothing of it reaches the browser.
       */
      gitlab?: {
        /**
         * Base URL of the instance, below which `/api/v4` and `/api/graphql` are. https, or http to this machine.
         * Default: `https://gitlab.com`.
         */
        baseUrl?: string;

        /**
         * The token that asks GitLab, best from the environment: a group access token with the scope `read_api`.
         * @visibility secret
         */
        token?: string;

        /** Where people look at code. Default: `baseUrl`. */
        webUrl?: string;

        /** Labels of merge requests with AI in them. Default: `ai-assisted`, `ai-generated`. */
        aiLabels?: string[];

        /** Labels of hot fixes. Default: `hotfix`, `hot-fix`. */
        hotFixLabels?: string[];
      };
    };
  };
}
