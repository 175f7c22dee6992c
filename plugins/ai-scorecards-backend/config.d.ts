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
      /** See cost of every team and the terms of contracts; close months. */
      finance?: string[];
      /** See ingestion, match accounts to people, collect again. */
      operators?: string[];
      /** Grant in emergencies, which the board has to ratify; they read requests, exceptions and the decision log. */
      admins?: string[];
      /** Help teams with their practices. */
      practiceLeads?: string[];
      /** Read requests, exceptions and the decision log. */
      auditors?: string[];
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
      /** The user who hears of requests that are due; the whole board where none is named. */
      chair?: string;
      /** Users or groups who decide where conflicts of interest leave too few of the board. */
      fallbackApprovers?: string[];
      /** Requests that go to another board, or that wait for the approval of another Group as well. */
      routing?: Array<{
        /** Every part that is named must fit. */
        when: {
          /** `public`, `internal`, `confidential`, `restricted`: any of these. */
          data?: string[];
          /** More than this a month, all seats together; an unknown cost fits too. */
          costAbove?: { amount: string | number; currency?: string };
          /** Any of these reasons, such as `client-mandate`. */
          category?: string[];
          /** Any of these tools: full entity refs. */
          tool?: string[];
        };
        /** The Group that decides in place of the board. The first rule that fits and names one stands. */
        board?: string;
        /** The Group whose approval the decision waits for. */
        voice?: string;
      }>;
      /** Approvals that a decision needs. Defaults: 2, 1 and 1. */
      quorum?: { full?: number; express?: number; datesOnlyRenewal?: number };
      /** `single`: one rejection rejects. `majority`: more than half of those who may vote must. Default: `single`. */
      rejection?: 'single' | 'majority';
      /** What the express lane takes at most. Defaults: 10 seats, 500 USD a month, public and internal data. */
      express?: {
        maxSeats?: number;
        maxCostPerMonth?: { amount: string | number; currency?: string };
        data?: string[];
      };
      /** How long an exception lasts, in days. Defaults: 90 unless asked, 365 at most, called expiring in its last 30. */
      expiry?: {
        defaultDays?: number;
        maxDays?: number;
        expiringDays?: number;
      };
      /** Renewals before a full new review, and the months in which asking again counts as one. Defaults: 2 and 12. */
      renewals?: { max?: number; withinMonths?: number };
      /** Data classes that give the board more time. Default: confidential and restricted. */
      sensitiveData?: string[];
      /**
       * When a decision is due (5 business days, 10 with sensitive data), when a request lapses undecided (30 business
       * days) and when one lapses whose changes nobody made (30 days).
       */
      clock?: {
        dueBusinessDays?: number;
        sensitiveDueBusinessDays?: number;
        lapseBusinessDays?: number;
        changesRequestedLapseDays?: number;
      };
      /** Days in which a rejection may be appealed once. Default: 30. */
      appealDays?: number;
      /** Who closes a gap for which teams leave the default tool, and until which day; shown on the default tool's page. */
      gaps?: Array<{ category: string; owner: string; closesOn: string }>;
      /** Business days for the board to ratify what an admin decided in an emergency. Default: 5. */
      breakGlass?: { ratifyBusinessDays?: number };
      /** Days before its end at which an exception's people are told. Default: 30, 14 and 3. */
      notices?: { beforeExpiryDays?: number[] };
      /**
       * Days from a breached condition to the suspension (14) unless it says otherwise, and days unknown after which the
       * board is told (14).
       */
      conditions?: { graceDays?: number; unknownEscalationDays?: number };
      /**
       * Days for which security answers of an approved request are inherited by later ones for that tool, where its
       * registry entry names no day to review it again. Default: 365.
       */
      security?: { answersValidDays?: number };
      /** Days without use that prove that seats were returned. Default: 14. */
      windDown?: { noUseDays?: number };
      /** Days to name a successor where a team, its support owner or its budget owner left. Default: 30. */
      successorDays?: number;
      /**
       * When tools are proposed: as approved ones from 3 teams on that were healthy for 90 days, for retirement when use
       * stayed under 0.2 of its peak for 90 days.
       */
      radar?: {
        graduationTeams?: number;
        healthyDays?: number;
        sunsetShare?: number;
        sunsetDays?: number;
      };
    };

    /** What is shown of people. */
    privacy?: {
      /** A figure over fewer people than this is not shown. Default and least: 5. A change applies to stored figures at once. */
      minimumGroupSize?: number;
      /** `self`: everybody sees their own figures on *My data*. `none`: nobody does. Default: `self`. */
      individuals?: 'none' | 'self';
      /** What is held on single people is deleted after this many days, at least 120; nothing older is collected. Default: 800. */
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
      [id: string]: object | undefined;

      /** Telemetry that tools push as OTLP over HTTP. The door is open without this block too. */
      otlp?: {
        /** Tools by whose telemetry it is: full refs of Resources. Default: `claude-code`, `codex`, `gemini-cli` and `github-copilot`. */
        tools?: {
          claudeCode?: string;
          codex?: string;
          geminiCli?: string;
          copilot?: string;
        };
        /** Ids of the organisations (`organization.id`) whose telemetry is taken; others are rejected. Default: all. */
        organizations?: string[];
        /**
         * Whether telemetry of Claude Code without `organization.id` is rejected, as that of API keys, Bedrock and Vertex
         * is. Default: false. Other tools name no organisation.
         */
        organizationRequired?: boolean;
        /**
         * What the cost is that a tool reports of itself: `usage`, which is added to the cost of teams, or `value`, which
         * stands beside it. Default: `value`, for a tool does not know what its subscription includes.
         */
        costIs?: 'usage' | 'value';
      };

      /** Bills that are pushed in FOCUS. */
      focus?: {
        /** Tools by the bill's `ServiceName`, for rows without a column `x_Tool`. */
        services?: {
          [serviceName: string]: string;
        };
      };
    };

    /**
     * Which source is believed where several report the same use of a tool, so that nothing is counted twice. By person
     * and UTC day the first of them that counted anything is taken, the others are kept beside. Default: vendors' APIs in
     * the order of `sources`, then what is pushed.
     */
    precedence?: Array<{
      /** The tool: full ref of a Resource. */
      tool: string;
      /** Keys of `sources`, and `push`, `focus`, `file` or `otlp` for what is pushed; the one to be believed first. */
      doors: string[];
    }>;

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
      /** What holds of credits instead, from a month on until the next. */
      creditTerms?: Array<{
        /** First UTC day, the first of a month. */
        from: string;
        /** Vendor credits that each seat brings into the pool of a month. */
        includedPerSeat: number;
        /** Price of one credit beyond the pool, as decimal text. Default: `creditPrice`. */
        price?: string | number;
      }>;
      /** The day on which the contract renews. */
      renewsOn?: string;
      /**
       * For a tool that reports no seats: Groups whose people, those of their child Groups included, hold a licence.
       * Without it, users of such a tool stay out of the licensed rate.
       */
      licensedGroups?: string[];
      /** For the model `commit`: what is committed to be spent, by year. Seats and usage draw it down. */
      commitments?: Array<{
        /** First UTC day of the year, the first of a month. */
        from: string;
        /** The amount of the year, as decimal text: '240000.00'. */
        amount: string | number;
      }>;
    }>;

    /** Cost centres of Groups, for chargeback. The nearest Group, the team itself or one above, that has one decides. */
    costCentres?: Array<{
      /** Full ref of the Group. */
      group: string;
      /** The name or number that finance knows it by. */
      costCentre: string;
      /** First UTC day, the first of a month. Default: since ever. */
      from?: string;
      /** First UTC day after, the first of a month. Default: until further notice. */
      to?: string;
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
      /** How AI-assisted changes fail beside the others. */
      changeFailureRate?: {
        /** As a multiple of the same ratio in the own baseline. Default 1.25. */
        aiRatioWatchAbove?: number;
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
          changeFailureRate?: { aiRatioWatchAbove?: number };
          defaultToolShare?: { target?: number };
          sanctionedShare?: { target?: number };
        };
      };
    };

    /** Practice checks: what every team does at least, and how it is looked at. */
    practices?: {
      /** A repository that was pushed to within so many days is active; the others are left out. Default: 90. */
      activeDays?: number;
      /** The level that the organisation asks of every team, 1 to 4. Default: 1. */
      minimumLevel?: number;
      /**
       * Parts of paths that are sensitive, such as `auth` or `.github/workflows`: CODEOWNERS has to name who owns one of
       * them, or everything. Default: none, and then everything needs an owner, or somebody of the team states that the
       * paths with owners are the sensitive ones.
       */
      sensitivePaths?: string[];
      /** A relation from a Group to its practice lead, used where the annotation `ai-scorecards/practice-lead` is missing. */
      leadRelation?: string;
      /**
       * What is prohibited, guarded and allowed. People acknowledge a version each for themselves; without it there is no
       * check `stance.acknowledged`.
       */
      stance?: {
        /** Another value asks everybody again. */
        version: string;
        /** Where it is read: a web address. */
        url: string;
      };
      /** Checks that are excused for a team: they are shown as failing and count as passing. */
      waivers?: Array<{
        /** The Group: a full entity ref. */
        team: string;
        /** Id of the check. */
        check: string;
        /** Last UTC day. */
        until: string;
        /** One sentence, shown on the team's page. */
        reason: string;
        /** Id of the exception behind it. */
        exception?: string;
      }>;
      /** Changes of single checks, by id. */
      checks?: {
        [id: string]: {
          /** Takes the check out. Default: false. */
          disabled?: boolean;
          /** First UTC day on which it counts; before it, its result is shown and touches no level. */
          effectiveFrom?: string;
          /** False for a check that is shown and that no level needs. */
          required?: boolean;
          /** 1 to 4. */
          level?: number;
          /** Orders next steps: the heavier comes first. */
          weight?: number;
        };
      };
      /** Checks of the organisation's own: a threshold on a fact that is collected of every active repository. */
      own?: Array<{
        /** Such as `own.two-approvals`. */
        id: string;
        /** What a team does, one line. */
        title: string;
        /** Why it matters, one or two sentences. */
        why: string;
        /** 1 to 4. */
        level: number;
        /** Default: true. */
        required?: boolean;
        /** `review`, `tests`, `security`, `tools`, `knowledge`, `quality` or `agents`. Default: `quality`. */
        category?: string;
        /** How to pass it, one sentence. */
        howToPass: string;
        /** Where that is done or described. */
        href?: string;
        /** Default: 50. */
        weight?: number;
        /** First UTC day on which it counts. */
        effectiveFrom?: string;
        /** Name of the fact, such as `requiredApprovals`, `openFindings` or `instructionFiles`; of a list its length counts. */
        fact: string;
        /** The fact must be at least this. */
        atLeast?: number;
        /** The fact must be at most this. */
        atMost?: number;
        /** The fact must be so. */
        is?: boolean;
        /** Share of active repositories that must meet it, 0 to 1. Default: 1. */
        share?: number;
      }>;
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
