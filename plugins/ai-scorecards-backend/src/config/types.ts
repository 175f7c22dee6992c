import type { FilterPredicate } from '@backstage/filter-predicates';
import type {
  BandOverrides,
  CheckChange,
  ExceptionRules,
  OwnCheck,
} from 'backstage-plugin-ai-scorecards-common';

/** A price and the UTC day from which it holds, until the next entry's day. */
export interface ContractPrice {
  from: string;
  /** Micro-units of the contract's currency for one seat and calendar month. */
  perSeatMonthMicros: number;
}

/** What is committed to be spent in one year. */
export interface Commitment {
  /** First UTC day, the first of a month. */
  from: string;
  /** Micro-units of the contract's currency. */
  amountMicros: number;
}

/** What a contract says of credits from a month on, until the next. */
export interface DatedCreditTerms {
  /** First UTC day, the first of a month: the pool is the month's. */
  from: string;
  /** Credits that each seat brings into the pool of a month. */
  includedPerSeat: number;
  /** Micro-units for one credit beyond the pool; null: the price without a date. */
  priceMicros: number | null;
}

/** The confidential terms of one tool; a tool has at most one contract. */
export interface ContractConfig {
  /** Full entity ref of the tool, in lower case. */
  tool: string;
  model: 'per-seat' | 'usage' | 'commit';
  /** ISO 4217. */
  currency: string;
  /** Sorted by day; empty for a contract without seats. */
  prices: ContractPrice[];
  seatsBought: number | null;
  includedCreditsPerSeat: number | null;
  /** Micro-units for one credit beyond the included pool. */
  creditPriceMicros: number;
  /** What holds of credits instead, from a month on; sorted by day. */
  creditTerms: DatedCreditTerms[];
  renewsOn: string | null;
  /** Groups whose people, descendants included, are licensed for a tool that reports no seats. */
  licensedGroups: string[];
  /** What is committed to be spent, by year; sorted by day. Empty unless the model is `commit`. */
  commitments: Commitment[];
}

/** The cost centre of a Group and of those below without one of their own. */
export interface CostCentreConfig {
  /** Full entity ref, lower case. */
  group: string;
  costCentre: string;
  /** First UTC day, the first of a month; null: since ever. */
  from: string | null;
  /** First UTC day after, the first of a month; null: until further notice. */
  to: string | null;
}

/** What configuration says of practice checks. */
export interface PracticesConfig {
  /** A repository that was pushed to within so many days is active. */
  activeDays: number;
  /** The level that the organisation asks of every team. */
  minimumLevel: number;
  /** Parts of paths whose owners CODEOWNERS has to name; empty: a statement says which these are. */
  sensitivePaths: string[];
  /** A relation from the Group to its practice lead, where the annotation is missing. */
  leadRelation?: string;
  /** What is prohibited, guarded and allowed, as people acknowledge it; null where none is configured. */
  stance: { version: string; url: string } | null;
  /** Checks that are excused for a team until a UTC day, that day included. */
  waivers: {
    /** Full ref of the Group, lower case. */
    team: string;
    check: string;
    until: string;
    reason: string;
    /** Id of the exception behind it; null for none. */
    exception: string | null;
  }[];
  /** Changes of checks, by id. */
  checks: Record<string, CheckChange>;
  /** Checks of the organisation's own: thresholds on collected facts. */
  own: OwnCheck[];
}

/** `aiScorecards` of app-config, checked, with defaults filled in. */
export interface AiScorecardsConfig {
  teams: { types: string[] };
  people: { countedAs: FilterPredicate | undefined };
  /** Full entity refs of users and groups, in lower case. */
  roles: {
    finance: string[];
    operators: string[];
    admins: string[];
    practiceLeads: string[];
    auditors: string[];
  };
  exceptions: {
    rules: ExceptionRules;
    /** Signs the decision log; null where none is configured, and then nothing can be decided. */
    logKey: string | null;
  };
  privacy: {
    minimumGroupSize: number;
    individuals: 'none' | 'self';
    retentionDays: number;
  };
  identity: { minimumCoverage: number; annotations: string[] };
  org: {
    /** Paths as written: of the folder of app-config or the working directory. */
    history: { people?: string; teams?: string };
    /** A relation from the Group to its leads, such as `managedBy`, where the annotation is missing. */
    leadRelation?: string;
  };
  backfillDays: number;
  contracts: ContractConfig[];
  costCentres: CostCentreConfig[];
  precedence: {
    /** By full entity ref of a tool: keys of sources, the one to be believed first. */
    tools: Record<string, string[]>;
    /** Keys of `aiScorecards.sources` in the order of configuration. */
    configured: string[];
  };
  /** What is left out keeps the default of the definition; a team type's numbers win. */
  metrics: {
    organisation: BandOverrides;
    teamTypes: Record<string, BandOverrides>;
  };
  calendar: { country: string; holidays: string[] };
  practices: PracticesConfig;
}
