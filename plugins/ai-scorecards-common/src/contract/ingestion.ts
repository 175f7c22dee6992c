import { z } from 'zod';
import {
  daySchema,
  entityRefSchema,
  microsSchema,
  monthSchema,
  pageQuerySchema,
} from './primitives';

/**
 * `complete` final · `may-change` fetched inside the settle time · `not-ready` the vendor has it later
 * `no-data` older than the settle time and the vendor has nothing · `failed` the last attempt failed
 * `missing` never asked · `marked` complete with unreadable rows below one per cent
 * `observed` closed, of rows that were pushed: what came is known, and of who sent nothing nothing is
 */
export const dayStateSchema = z.enum([
  'complete',
  'marked',
  'may-change',
  'not-ready',
  'no-data',
  'failed',
  'missing',
  'observed',
]);
export type DayState = z.infer<typeof dayStateSchema>;

export const sourceStatusSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['usage', 'seats', 'cost', 'outcomes', 'unknown']),
  tool: entityRefSchema.nullable(),
  state: z.enum([
    'current',
    'collecting',
    'late',
    'failed',
    'disabled',
    'never-run',
  ]),
  /** One sentence that an operator can act on. */
  sentence: z.string(),
  /** Configuration path at fault, for a disabled source. */
  path: z.string().nullable(),
  access: z.string().nullable(),
  lastDay: daySchema.nullable(),
  /** Whole days between the last collected day and yesterday. */
  lagDays: z.number().int().nullable(),
  lastAttemptAt: z.string().nullable(),
  nextRunAt: z.string().nullable(),
  failingSince: z.string().nullable(),
  backfill: z
    .object({ daysDone: z.number().int(), daysWanted: z.number().int() })
    .nullable(),
  /** Days that an operator asked for again and that have not been collected since. */
  waitingAgain: z.number().int(),
  /** The last 60 days, oldest first. */
  strip: z.array(
    z.object({
      day: daySchema,
      state: dayStateSchema,
      rows: z.number().int().nullable(),
      unreadable: z.number().int(),
      attempts: z.number().int(),
      fetchedAt: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** One step of setting up, with who does it and how. */
export const setupStepSchema = z.object({
  id: z.enum([
    'tools-and-prices',
    'teams-and-developers',
    'first-source',
    'match-accounts',
    'code-host',
    'board',
    'privacy',
    'leave-observe-mode',
  ]),
  title: z.string(),
  state: z.enum(['done', 'to-do', 'later']),
  /** One sentence: what stands, or what to do. */
  sentence: z.string(),
  owner: z.string().nullable(),
  /** A block of YAML to copy. */
  config: z.string().nullable(),
  /** A text to send to the vendor's admin. */
  message: z.string().nullable(),
});

/** A code host, and how the last look at it went. */
export const codeHostStatusSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `waiting`: the host does not want to be asked before `resumesAt`; `partial`: it answers, and too much was not read. */
  state: z.enum(['current', 'partial', 'failed', 'waiting', 'never-run']),
  /** One sentence that an operator can act on. */
  sentence: z.string(),
  /** What to ask the host's admin for. */
  access: z.string(),
  lastRunAt: z.string().nullable(),
  /** Repositories that it was last asked for. */
  repositories: z.number().int(),
  failingSince: z.string().nullable(),
  resumesAt: z.string().nullable(),
  /** What is left of the host's limit; null where it did not say. */
  rateLimit: z
    .object({
      limit: z.number().int(),
      remaining: z.number().int(),
      resetsAt: z.string(),
    })
    .nullable(),
});
export type CodeHostStatus = z.infer<typeof codeHostStatusSchema>;

/** What of a file, or of the last push that was not taken whole, was refused. */
export const refusedRowsSchema = z.object({
  /** The file, or the title of the door. */
  place: z.string(),
  at: z.string(),
  /** How many rows; 0 where nothing could be read at all. */
  refused: z.number().int(),
  /** The first of them: place from 1, the line in CSV and NDJSON, null for the whole; and all faults. */
  rows: z.array(
    z.object({
      row: z.number().int().nullable(),
      faults: z.array(z.string()),
    }),
  ),
});
export type RefusedRows = z.infer<typeof refusedRowsSchema>;

export const ingestionStatusSchema = z.object({
  /** One health sentence. */
  sentence: z.string(),
  checklist: z.array(setupStepSchema),
  sources: z.array(sourceStatusSchema),
  /** Where evidence for practice checks comes from. */
  codeHosts: z.array(codeHostStatusSchema).default([]),
  /** Refused in the last 30 days, latest first. */
  refused: z.array(refusedRowsSchema).default([]),
  accounts: z.object({
    total: z.number().int(),
    person: z.number().int(),
    serviceAccount: z.number().int(),
    left: z.number().int(),
    unresolved: z.number().int(),
    /** Share of accounts with rows in the last 28 days that is resolved, 0–1; null before any. */
    matched: z.number().nullable(),
    /** Share of the last 28 days' cost that is resolved. */
    costMatched: z.number().nullable(),
    /** Cost of unresolved accounts in the last complete month, as a total. */
    unresolvedCostMicros: microsSchema.nullable(),
  }),
  /** A catalog snapshot that would end too many memberships, waiting for a word. */
  heldSnapshot: z
    .object({
      id: z.number().int(),
      takenAt: z.string(),
      endsMemberships: z.number().int(),
      ofMemberships: z.number().int(),
      appliesAt: z.string(),
    })
    .nullable(),
  organisation: z.object({
    takenAt: z.string().nullable(),
    teams: z.number().int(),
    people: z.number().int(),
    developers: z.number().int(),
    /** Faults found in the catalog, such as cycles, as sentences. */
    faults: z.array(z.string()),
  }),
  privacy: z.object({
    minimumGroupSize: z.number().int(),
    individuals: z.enum(['none', 'self']),
    retentionDays: z.number().int(),
    /** The first UTC day of which anything about single people is kept. */
    keptFrom: daySchema.nullable().default(null),
    /** ISO text: when what is older was last deleted; null before the first time. */
    lastRunAt: z.string().nullable().default(null),
  }),
  /** Seats whose holders want to return them, by tool. Names are shown to nobody. */
  seatsToReturn: z.array(
    z.object({
      tool: entityRefSchema,
      title: z.string(),
      /** Null when fewer people than the minimum group size want to. */
      people: z.number().int().nullable(),
    }),
  ),
  /** Periods that wait to be worked out again. */
  pendingPeriods: z.number().int(),
});
export type IngestionStatus = z.infer<typeof ingestionStatusSchema>;

export const bucketIdSchema = z.enum([
  'without-team',
  'unresolved',
  'service-accounts',
  'left',
  'billed-without-person',
  'unknown-tool',
  'small-groups',
]);
export type BucketId = z.infer<typeof bucketIdSchema>;

export const reconciliationQuerySchema = z.object({
  source: z.string().optional(),
  month: monthSchema.optional(),
  /** Opens lines to teams. */
  teams: z.literal('true').optional(),
});

/** A month that the cost of is asked for or said. */
export const costMonthSchema = z.object({ month: monthSchema });

/** That a month is closed: its figures stay, what becomes known later is an adjustment. */
export const closingSchema = z.object({
  /** ISO time. */
  at: z.string(),
  /** Null where nobody did: it closed because it settled. */
  by: entityRefSchema.nullable(),
});

/** What was found of a closed month, signed. Teams and buckets add up to the total. */
export const costAdjustmentSchema = z.object({
  /** The closed month that it is of. */
  ofMonth: monthSchema,
  /** It belongs to the month of this day. */
  bookedOn: daySchema,
  totalMicros: microsSchema,
  teamsMicros: microsSchema,
  /** Of it, the teams of which enough people's money changed; the others are not told apart. */
  teams: z.array(
    z.object({
      team: entityRefSchema,
      title: z.string(),
      micros: microsSchema,
    }),
  ),
  /** Buckets that the closed line does not show are in `billed-without-person`. */
  buckets: z.array(z.object({ bucket: bucketIdSchema, micros: microsSchema })),
});
export type CostAdjustment = z.infer<typeof costAdjustmentSchema>;

/** One line per source, month and kind of cost: vendor total = teams + buckets, to the micro-unit. */
export const reconciliationLineSchema = z.object({
  /** The key under `aiScorecards.sources` of the source that is believed first. */
  source: z.string(),
  /** The keys of all sources that told something of the line; a line is found by each. */
  sources: z.array(z.string()),
  month: monthSchema,
  tool: entityRefSchema,
  kind: z.enum(['seat', 'usage', 'value']),
  currency: z.string(),
  complete: z.boolean(),
  /** `known` the vendor told of a day of the month · `no-data` it was asked and has nothing */
  state: z.enum(['known', 'no-data']),
  /** What the total is: the vendor's bill, the sum of its rows, or seats at contract prices. */
  totalIs: z.string(),
  /** Null when the vendor has no data. */
  totalMicros: microsSchema.nullable(),
  /** Null when the vendor has no data. */
  teamsMicros: microsSchema.nullable(),
  buckets: z.array(
    z.object({
      bucket: bucketIdSchema,
      micros: microsSchema,
    }),
  ),
  /** The vendor's exact total minus the sum of rounded amounts, as decimal text in major units. */
  rounding: z.string(),
  /** Billed by the vendor for something else than the tool, as configured; beside the total, not in it. Null without any. */
  leftOutMicros: microsSchema.nullable(),
  /** What another door reported of the same use, kept and counted once: in no total. Null without any. */
  reportedTwiceMicros: microsSchema.nullable(),
  /**
   * What each source told: what of it counts, which adds up to the total, and what another source is believed on. The key
   * `contracts` has what follows from contracts alone. Null for a month that was closed before this was kept.
   */
  bySource: z
    .array(
      z.object({
        source: z.string(),
        countedMicros: microsSchema,
        reportedTwiceMicros: microsSchema,
      }),
    )
    .nullable(),
  /**
   * Seats that the contract buys and nobody held, at its price: beside the total, not in it; below zero where more are
   * held than bought. Null for other lines and where the contract names no number.
   */
  notHeldMicros: microsSchema.nullable(),
  /** Seats of the newest list up to the month's end that are assigned to nobody. Null for other lines and without a list. */
  seatsWithoutAssignee: z.number().int().nullable(),
  /** Days that every source told of; of seats, days with a list. */
  daysKnown: z.number().int(),
  daysOfMonth: z.number().int(),
  /** What says how much it was: the weakest of what stands behind its days. */
  priceSource: z.enum(['invoice', 'list', 'estimate']),
  /** The same of what is said of people and accounts: each team's part of an invoice may be an estimate. */
  partsPriceSource: z.enum(['invoice', 'list', 'estimate']),
  /** Null while the month is open. */
  closed: closingSchema.nullable(),
  /** Booked into this month, of months closed before. In no total. */
  adjustments: z.array(costAdjustmentSchema),
  /** Booked into later months, of this one: the total and this are what is known now. Null while the month is open. */
  adjustedLaterMicros: microsSchema.nullable(),
  /** Only when asked for; null where teams cannot be shown. They and what is not shown apart add up to `teamsMicros`. */
  byTeam: z
    .object({
      teams: z.array(
        z.object({
          team: entityRefSchema,
          title: z.string(),
          micros: microsSchema,
        }),
      ),
      /** Of teams that do not show the tool on its own. */
      notShownApartMicros: microsSchema,
    })
    .nullable(),
});
export type ReconciliationLine = z.infer<typeof reconciliationLineSchema>;

/** Header of the FOCUS export: rows that are not in it because nothing says their price. */
export const ROWS_LEFT_OUT_HEADER = 'ai-scorecards-rows-left-out';

/** What is committed to be spent on a tool in a year, and what is left of it. */
export const commitmentSchema = z.object({
  tool: entityRefSchema,
  from: daySchema,
  /** The last day. */
  to: daySchema,
  currency: z.string(),
  committedMicros: microsSchema,
  /** Seat and usage cost of its months, as known now. */
  drawnMicros: microsSchema,
  /** Negative where more was spent than was committed. */
  remainingMicros: microsSchema,
});
export type CommitmentState = z.infer<typeof commitmentSchema>;
/** A month that is over and not closed, with what it waits for, a sentence each. */
export const openMonthSchema = z.object({
  month: monthSchema,
  reasons: z.array(z.string()),
});
export type OpenMonth = z.infer<typeof openMonthSchema>;

export const reconciliationResponseSchema = z.object({
  items: z.array(reconciliationLineSchema),
  /** Of contracts that are drawn down, newest first. */
  commitments: z.array(commitmentSchema),
  /** Of the months of these lines that are over and not closed: why each is still open. */
  open: z.array(openMonthSchema),
});
export type ReconciliationResponse = z.infer<
  typeof reconciliationResponseSchema
>;

export const identityStateSchema = z.enum([
  'person',
  'service-account',
  'left',
  'unresolved',
]);
export type IdentityState = z.infer<typeof identityStateSchema>;

export const identitiesQuerySchema = pageQuerySchema.extend({
  state: identityStateSchema.optional(),
  namespace: z.string().optional(),
  search: z.string().optional(),
});
export type IdentitiesQuery = z.infer<typeof identitiesQuerySchema>;

/** A vendor's name for somebody. Names only: figures of an account are shown to nobody. */
export const identityRowSchema = z.object({
  id: z.number().int(),
  namespace: z.string(),
  account: z.string(),
  kind: z.string(),
  state: identityStateSchema,
  person: entityRefSchema.nullable(),
  /** How it was resolved: `e-mail`, `login`, `annotation`, a resolver's id, or `operator`. */
  method: z.string().nullable(),
  leftOn: daySchema.nullable(),
  /** A catalog user that may be meant. */
  suggestion: entityRefSchema.nullable(),
});
export type IdentityRow = z.infer<typeof identityRowSchema>;
export const identitiesResponseSchema = z.object({
  items: z.array(identityRowSchema),
  nextCursor: z.string().nullable(),
});

/** What an operator says of one account. */
export const identityDecisionSchema = z
  .object({
    namespace: z.string().min(1),
    account: z.string().min(1),
    state: identityStateSchema,
    person: entityRefSchema.optional(),
    leftOn: daySchema.optional(),
  })
  .superRefine((value, context) => {
    if (value.state === 'person' && !value.person) {
      context.addIssue({
        code: 'custom',
        path: ['person'],
        message: 'must name a user when state is person',
      });
    }
  });
export type IdentityDecision = z.infer<typeof identityDecisionSchema>;

/** Either decisions, or a CSV with the header `namespace,account,state,person,leftOn`. */
export const identityDecisionsRequestSchema = z.union([
  z.object({ decisions: z.array(identityDecisionSchema).min(1).max(10_000) }),
  z.object({ csv: z.string().min(1).max(5_000_000) }),
]);
export const identityDecisionsResponseSchema = z.object({
  changed: z.number().int(),
  /** Past days whose figures are worked out again. */
  daysAffected: z.number().int(),
});

export const backfillRequestSchema = z
  .object({ source: z.string().min(1), from: daySchema, to: daySchema })
  .superRefine((value, context) => {
    if (value.to < value.from) {
      context.addIssue({
        code: 'custom',
        path: ['to'],
        message: 'must not be before from',
      });
    }
  });
export const backfillResponseSchema = z.object({ days: z.number().int() });

export const sourceTestResponseSchema = z.object({
  ok: z.boolean(),
  sentence: z.string(),
});
export const heldSnapshotRequestSchema = z.object({
  id: z.number().int(),
  action: z.enum(['apply', 'discard']),
});
