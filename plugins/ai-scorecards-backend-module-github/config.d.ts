export interface Config {
  aiScorecards?: {
    sources?: {
      /**
       * Collects GitHub Copilot usage and seats. Without this block nothing is asked of GitHub. Read by the backend
       * alone: nothing of it reaches the browser.
       */
      github?: {
        /**
         * Base URL of GitHub's REST API; another one for a tenant with data residency. https, or http to this machine.
         * Default: `https://api.github.com`.
         */
        baseUrl?: string;

        /** Login of the organisation whose Copilot reports and seats are collected. This or `enterprise` is needed. */
        organization?: string;

        /**
         * Slug of the enterprise. When it is set, the enterprise's reports and seats are collected instead of the
         * organisation's: they hold those of all its organisations, and reach further back.
         */
        enterprise?: string;

        /**
         * The token that asks GitHub, best from the environment. Never sent to another host than that of `baseUrl`.
         * The scopes it needs are in the README of the module.
         * @visibility secret
         */
        token?: string;

        /**
         * Entity ref of the catalog Resource that stands for Copilot. Default: `resource:default/github-copilot`.
         */
        tool?: string;

        /**
         * Follow report links to this machine, also over plain http: for a stand-in that runs beside the portal.
         * Default: false.
         */
        allowInsecureLoopback?: boolean;

        /**
         * Host names that report links may lead to, beside the host of `baseUrl`, instead of the ones that GitHub
         * documents. A leading `*.` stands for any subdomain, another `*` for any characters within one label.
         * Default: `copilot-reports.github.com`, `copilot-reports-*.b01.azurefd.net` and
         * `usagereports*.blob.core.windows.net`.
         */
        reportHosts?: string[];

        /**
         * Collects what GitHub bills for AI credits and premium requests: `true`, or a block that says how. What was
         * billed then takes the place of the estimate from credits. Default: false.
         */
        billing?:
          | boolean
          | {
              /**
               * A token for billing alone; default: the token above. The scopes it needs are in the README of the
               * module.
               * @visibility secret
               */
              token?: string;

              /**
               * Have an enterprise's reports made as CSV, which name the people. Without it, and where GitHub refuses
               * it, one question a day tells the amounts by model, mostly without people. Default: true.
               */
              export?: boolean;

              /**
               * Host names that links of billing reports may lead to, beside the host of `baseUrl`. Patterns as above.
               * Default: those of `reportHosts`, `github.com` and `*.githubusercontent.com`.
               */
              reportHosts?: string[];
            };

        /**
         * Collects evidence for practice checks and what came of the work from code on GitHub. Without this block
         * nothing is asked for; `{}` takes the defaults.
         */
        codeHost?: {
          /**
           * Another token than that of the usage reports, for code alone. The permissions it needs are in the README
           * of the module. Default: `token`.
           * @visibility secret
           */
          token?: string;

          /** Where people look at code. Default: the host of `baseUrl` without `api.`. */
          webUrl?: string;

          /** Labels of pull requests with AI in them. Default: `ai-assisted`, `ai-generated`. */
          aiLabels?: string[];

          /** Labels of hot fixes. Default: `hotfix`, `hot-fix`. */
          hotFixLabels?: string[];

          /** Labels of issues that tell of an incident. Default: `incident`. */
          incidentLabels?: string[];

          /** Labels of issues that tell of a defect. Default: `defect`. */
          defectLabels?: string[];

          /** Titles of the fields of the issue form in which a post-mortem is answered. */
          postMortem?: {
            /** The pull requests that caused it, as `org/name#12` or `#12`. Default: `Caused by`. */
            causedBy?: string;

            /** Whether AI-written code was involved, yes or no. Default: `AI code involved`. */
            aiInvolved?: string;

            /** Whether its review was adequate, yes or no. Default: `Review adequate`. */
            reviewAdequate?: string;
          };
        };
      };
    };
  };
}
