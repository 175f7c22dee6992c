/**
 * What a source module hands to ingestion: vendor rows, already parsed and named in the project's words.
 * Every number is nullable because a vendor that says nothing about something did not say zero.
 */

/** How a vendor names the holder of a row. `api-key` and `service` accounts never resolve to a person. */
export type AccountKind = 'email' | 'login' | 'id' | 'api-key' | 'service';

/** A vendor's name for a person or a machine, before anything is known about who that is. */
export interface AccountRef {
  /** Stable within the source's namespace; compared without case. */
  key: string;
  kind: AccountKind;
  email?: string;
  login?: string;
  /** The vendor's own immutable id, where it sends one. */
  vendorId?: string;
}

/** `usage` is billed beyond the included pool, `value` is gross or list value and is never added to the other. */
export type AmountKind = 'usage' | 'value';

/** Where an amount comes from: an invoice, a price list, or the vendor's own estimate. */
export type AmountSource = 'invoice' | 'list' | 'estimate';

/** One amount field of a vendor's row. */
export interface Amount {
  kind: AmountKind;
  source: AmountSource;
  /** The amount in major units of `currency` (US dollars, not cents), as exact decimal text. */
  exact: string;
  /** ISO 4217. */
  currency: string;
  model?: string;
}

/** Counters of one row; absent or null where the vendor did not report them. */
export interface UsageCounters {
  interactions?: number | null;
  suggestions?: number | null;
  acceptances?: number | null;
  sessions?: number | null;
  linesAdded?: number | null;
  linesRemoved?: number | null;
  commits?: number | null;
  pullRequests?: number | null;
  tokensIn?: number | null;
  tokensOut?: number | null;
  tokensCacheRead?: number | null;
  tokensCacheWrite?: number | null;
}

/** Ways of working that a vendor tells apart. */
export type UsageFeature =
  | 'completion'
  | 'chat'
  | 'agent'
  | 'cli'
  | 'review'
  | 'other';

/** One vendor row: an account's use of the source's tool on one UTC day. Several rows of one account are summed. */
export interface UsageRecord {
  type: 'usage';
  account: AccountRef;
  /** UTC day, `YYYY-MM-DD`. */
  day: string;
  counters: UsageCounters;
  /** Features with a known `used_*` flag (passive ones left out) or with counters above zero. */
  features: UsageFeature[];
  /** True when a known flag alone proves an AI action, even with every counter at zero. */
  flagged: boolean;
  /** Vendor credits as exact decimal text; null when the vendor did not report them that day. */
  credits: string | null;
  amounts: Amount[];
  models?: {
    model: string;
    tokensIn?: number | null;
    tokensOut?: number | null;
  }[];
  /**
   * Rows with the same value are repetitions of one row (a report in several overlapping parts), of which one counts.
   * Undefined: every row counts.
   */
  dedupeKey?: string;
}

/** A row that could not be read; kept with its raw text for operators, and counted. */
export interface UnreadableRecord {
  type: 'unreadable';
  raw: string;
  /** One sentence that says what was wrong. */
  reason: string;
}

/** A seat as listed at the time of the snapshot. */
export interface SeatRecord {
  type: 'seat';
  /** Null for a seat without assignee: counted, not attributed. */
  account: AccountRef | null;
  /** UTC day of the seat's creation; null where the vendor does not tell: then it counts from the first list that has it. */
  createdOn: string | null;
  /** The first UTC day on which the seat is gone, where a cancellation is pending. */
  endsOn: string | null;
  plan: string | null;
}

/** One line of a vendor's own bill. Without an account it is billed without person. */
export interface CostRecord {
  type: 'cost';
  /** UTC day, `YYYY-MM-DD`. */
  day: string;
  /** What is billed: of kind `usage`. */
  amount: Amount;
  /** Whose use is billed, where the bill says so. That somebody is billed does not say that they acted that day. */
  account?: AccountRef;
  /** What the same use is worth before discounts, of kind `value`; counts only beside an account. */
  value?: Amount;
  /** As in {@link UsageRecord}. */
  dedupeKey?: string;
  description: string | null;
  workspace: string | null;
  /** True when the configuration says that the line is not the tool's: counted beside its cost, not in it. */
  leftOut?: boolean;
}
