export interface Config {
  /** Settings of AI Scorecards. Of these the browser reads the types of teams, and nothing else. */
  aiScorecards?: {
    /** Which catalog Groups are teams. */
    teams?: {
      /**
       * Values of `spec.type`; a Group of another type gets no tab, score or money, and the chain from a team to its
       * ancestors skips it. Divisions are teams when their type is listed. Default: `[team]`.
       * @visibility frontend
       */
      types?: string[];
    };

    /** Which people count as developers. */
    people?: {
      /**
       * A catalog filter predicate on the User, such as `{ 'metadata.labels.job-family': engineering }`. Everything
       * "per developer" or "of the roster" counts only people who match. Default: every User.
       */
      countedAs?: object;
    };

    /**
     * Who holds a role: full entity refs of users, or of groups for their direct members. Members of child groups hold
     * it where the portal's sign-in puts the parents among their ownership claims.
     */
    roles?: {
      /** See cost of every team and the terms of contracts. */
      finance?: string[];
      /** See ingestion, match accounts to people, collect again. */
      operators?: string[];
      /** Decide in emergencies once the exceptions workflow asks them to; they read nothing more than others. */
      admins?: string[];
      /** Help teams with their practices. */
      practiceLeads?: string[];
    };

    /** The exceptions workflow. */
    exceptions?: {
      /** The Group that decides requests: a full entity ref. */
      boardGroup?: string;
      /**
       * Key that seals the decision log.
       * @visibility secret
       */
      logKey?: string;
    };

    /** What is shown of people. */
    privacy?: {
      /** A figure over fewer people than this is not shown. Default and least: 5. A change applies to stored figures at once. */
      minimumGroupSize?: number;
      /** `self`: everybody sees their own figures on *My data*. `none`: nobody does. Default: `self`. */
      individuals?: 'none' | 'self';
      /** Usage of single people is kept for this many days. Default: 800. */
      retentionDays?: number;
    };

    /** How vendor accounts become people. */
    identity?: {
      /** Share of accounts and of cost, 0 to 1, that has to be matched before figures get a status. Default: 0.9. */
      minimumCoverage?: number;
      /**
       * Annotations of the User, asked in this order after e-mail and GitHub login, that hold an account's name, or
       * several with commas between.
       */
      annotations?: string[];
    };

    /** Where the organisation's past comes from. */
    org?: {
      /** CSV files for the days before the first look at the catalog; paths from the folder of app-config or the working directory. */
      history?: {
        /** Header `person,team,from,to`, and `counted` if wanted. Full entity refs; `to` is the first day after, empty while it lasts. */
        people?: string;
        /** Header `team,parent,from,to`; an empty parent is a team at the top. */
        teams?: string;
      };
      /** A relation from a Group to its leads, used where the annotation `ai-scorecards/leads` is missing. */
      leadRelation?: string;
    };

    /** How many days back the first start collects. Default: 400. */
    backfillDays?: number;

    /** Where usage, seats and cost come from; each module documents its own part. A faulty part disables that source alone. */
    sources?: {
      [id: string]: object;
    };

    /**
     * The confidential terms of tools, at most one entry a tool; seen by finance alone.
     */
    contracts?: Array<{
      /** The tool: full ref of a Resource of type `ai-coding-tool`. */
      tool: string;
      /** How the vendor charges. */
      model: 'per-seat' | 'usage' | 'commit';
      /** ISO 4217, the same in all contracts. Default: USD. */
      currency?: string;
      /** Seat prices by the day from which they hold. */
      prices?: Array<{
        /** First UTC day of the price. */
        from: string;
        /** Price of one seat for a calendar month, as decimal text: '19.00'. */
        perSeatMonth: string | number;
      }>;
      /** Seats under contract. */
      seatsBought?: number;
      /** Vendor credits that each seat brings into the month's pool. */
      includedCreditsPerSeat?: number;
      /** Price of one credit beyond the pool, as decimal text. Default: '0.01'. */
      creditPrice?: string | number;
      /** The day on which the contract renews. */
      renewsOn?: string;
      /**
       * For a tool that reports no seats: Groups whose people, those of their child Groups included, hold a licence.
       * Without it, users of such a tool stay out of the licensed rate.
       */
      licensedGroups?: string[];
    }>;

    /** Bands and targets of metrics, where the shipped ones do not fit. */
    metrics?: {
      /** Share of licensed developers that are active in a week, 0 to 1. */
      weeklyActiveRate?: {
        /** Default 0.5. */
        worthATalkBelow?: number;
        /** The same line for the whole organisation. Default 0.4. */
        organisationWorthATalkBelow?: number;
        /** The target. Default 0.71. */
        onTrackFrom?: number;
        /** Default 0.8. */
        leadingFrom?: number;
      };
      /** Cost per active developer as a ratio to its benchmark. */
      costPerActiveDeveloper?: {
        /** Default 1.5. */
        watchAbove?: number;
        /** Default 2. */
        worthATalkAbove?: number;
      };
      /** Share of active developers whose most-used tool is a default. */
      defaultToolShare?: {
        /** Default 0.8. */
        target?: number;
      };
      /** Share of person-days on sanctioned tools. */
      sanctionedShare?: {
        /** Default 1. */
        target?: number;
      };
      /** The same settings for teams of one `spec.type`, which win over those above. */
      teamTypes?: {
        [type: string]: {
          weeklyActiveRate?: {
            worthATalkBelow?: number;
            onTrackFrom?: number;
            leadingFrom?: number;
          };
          costPerActiveDeveloper?: {
            watchAbove?: number;
            worthATalkAbove?: number;
          };
          defaultToolShare?: { target?: number };
          sanctionedShare?: { target?: number };
        };
      };
    };

    /** Days on which nobody is expected to work. */
    calendar?: {
      /** A country code, or `none`. Default: none. */
      country?: string;
      /** UTC days. */
      holidays?: string[];
    };
  };
}
