import type { DataClass, ReasonCategory } from '../contract';

/** An amount a month, all seats together, in micro-units of `currency`. */
export interface CostLimit {
  amount: number;
  currency: string;
}

/**
 * Sends a request to a board of its own, demands the voice of a Group, or both. Every part of `when` that is named
 * must fit; a rule that names none fits every request.
 */
export interface RoutingRule {
  when: {
    /** Any of these data classes. */
    data?: readonly DataClass[];
    /** More than this a month; an unknown cost, or one of another currency, fits too. */
    costAbove?: CostLimit;
    /** Any of these reasons. */
    category?: readonly ReasonCategory[];
    /** Any of these tools, full refs. */
    tool?: readonly string[];
  };
  /** Group that decides in place of the board. The first rule that fits and names one stands. */
  board?: string;
  /** Group whose approval the decision waits for. */
  voice?: string;
}

/**
 * The rules by which requests are decided and exceptions live. Defaults are `defaultRules`; all of them are
 * configurable under `aiScorecards.exceptions`, holidays under `aiScorecards.calendar`. "Days" are calendar days of
 * UTC, "business days" leave out Saturdays, Sundays and holidays.
 */
export interface ExceptionRules {
  /** Group that decides; null while none is named, and then nothing is decided. */
  boardGroup: string | null;
  /** User who hears of requests that are due; null for the whole board. */
  chair: string | null;
  /** Users or Groups who decide where conflicts of interest leave too few of the board. */
  fallbackApprovers: readonly string[];
  routing: readonly RoutingRule[];
  /** Approvals needed. */
  quorum: { full: number; express: number; datesOnlyRenewal: number };
  /** `single`: one rejection rejects. `majority`: more than half of the eligible must. */
  rejection: 'single' | 'majority';
  /** What the express lane takes at most. */
  express: {
    maxSeats: number;
    maxCostPerMonth: CostLimit;
    data: readonly DataClass[];
  };
  expiry: {
    /** Days that an exception lasts unless asked otherwise. */
    defaultDays: number;
    maxDays: number;
    /** An active exception is called expiring in its last days, as many as this. */
    expiringDays: number;
  };
  renewals: {
    /** Renewals in a row before a full new review. */
    max: number;
    /** A request that follows an ended exception of the same team and tool within these months is a renewal. */
    withinMonths: number;
  };
  /** Data classes that are sensitive: they take `clock.sensitiveDueBusinessDays`. */
  sensitiveData: readonly DataClass[];
  /** Runs in `in_review` only. */
  clock: {
    dueBusinessDays: number;
    sensitiveDueBusinessDays: number;
    /** Business days in review after which a request lapses. */
    lapseBusinessDays: number;
    /** Days after which a request lapses whose changes nobody made. */
    changesRequestedLapseDays: number;
  };
  /** Days after a rejection in which it may be appealed once. */
  appealDays: number;
  breakGlass: { ratifyBusinessDays: number };
  notices: {
    /** Days before the end at which its people are told, longest first. */
    beforeExpiryDays: readonly number[];
  };
  conditions: {
    /** Days between a breach and the suspension, unless the condition says otherwise. */
    graceDays: number;
    /** Days unknown after which the board is told. */
    unknownEscalationDays: number;
  };
  /** Days for which a tool's security answers are in force whose registry entry names no day to review it again. */
  security: { answersValidDays: number };
  /** Days without use that prove that seats are returned. */
  windDown: { noUseDays: number };
  /** Days to name a successor where the team, its support owner or its budget owner left. */
  successorDays: number;
  radar: {
    /** Live exceptions from which a tool is proposed as the next approved one. */
    graduationTeams: number;
    /** Days for which they must have been healthy. */
    healthyDays: number;
    /** A tool is proposed for retirement when its use fell to this share of its peak or less, 0–1. */
    sunsetShare: number;
    /** Days for which the use must have stayed so low. */
    sunsetDays: number;
  };
  /** Who closes a gap of the default tool for which teams leave it, and until which UTC day. */
  gaps: readonly {
    category: ReasonCategory;
    owner: string;
    closesOn: string;
  }[];
  /** UTC days on which nobody is expected to decide. */
  holidays: readonly string[];
}

/** The rules of an installation that configures nothing. */
export const defaultRules: ExceptionRules = {
  boardGroup: null,
  chair: null,
  fallbackApprovers: [],
  routing: [],
  quorum: { full: 2, express: 1, datesOnlyRenewal: 1 },
  rejection: 'single',
  express: {
    maxSeats: 10,
    maxCostPerMonth: { amount: 500_000_000, currency: 'USD' },
    data: ['public', 'internal'],
  },
  expiry: { defaultDays: 90, maxDays: 365, expiringDays: 30 },
  renewals: { max: 2, withinMonths: 12 },
  sensitiveData: ['confidential', 'restricted'],
  clock: {
    dueBusinessDays: 5,
    sensitiveDueBusinessDays: 10,
    lapseBusinessDays: 30,
    changesRequestedLapseDays: 30,
  },
  appealDays: 30,
  breakGlass: { ratifyBusinessDays: 5 },
  notices: { beforeExpiryDays: [30, 14, 3] },
  conditions: { graceDays: 14, unknownEscalationDays: 14 },
  security: { answersValidDays: 365 },
  windDown: { noUseDays: 14 },
  successorDays: 30,
  radar: {
    graduationTeams: 3,
    healthyDays: 90,
    sunsetShare: 0.2,
    sunsetDays: 90,
  },
  gaps: [],
  holidays: [],
};
