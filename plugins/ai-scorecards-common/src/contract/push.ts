import { z } from 'zod';
import { daySchema } from './primitives';

const count = z.number().int().nonnegative().optional();
const decimal = z.string().optional();

/**
 * A row of the plain form: what an account did with a tool on a UTC day. What is left out is unknown, not zero. Amounts are
 * decimal text in major units of the contracts' currency.
 */
export const pushedRowSchema = z.object({
  /** An entity ref, or a name of a Resource in the namespace `default`. */
  tool: z.string(),
  day: daySchema,
  /** An e-mail address, or the vendor's name for the account. */
  account: z.string(),
  /** `email` for a name with an @, else `login`. */
  accountKind: z
    .enum(['email', 'login', 'id', 'api-key', 'service'])
    .optional(),
  /** A row with an id takes the place of the one before with the same id, tool and day. */
  id: z.string().optional(),
  interactions: count,
  suggestions: count,
  acceptances: count,
  sessions: count,
  linesAdded: count,
  linesRemoved: count,
  commits: count,
  pullRequests: count,
  tokensIn: count,
  tokensOut: count,
  tokensCacheRead: count,
  tokensCacheWrite: count,
  credits: decimal,
  /** Billed beyond what is included. */
  usageAmount: decimal,
  /** Gross or list value, never added to the other. */
  valueAmount: decimal,
  currency: z.string().optional(),
  model: z.string().optional(),
  features: z
    .array(z.enum(['completion', 'chat', 'agent', 'cli', 'review', 'other']))
    .optional(),
  /** The account acted, whatever the counters say. */
  active: z.boolean().optional(),
});
export type PlainRow = z.infer<typeof pushedRowSchema>;

export const pushRequestSchema = z.object({
  rows: z.array(pushedRowSchema).min(1),
});

/** What became of a push. */
export const pushAnswerSchema = z.object({
  outcome: z.enum(['accepted', 'partly-accepted', 'refused']),
  /** Rows that said something new. */
  accepted: z.number().int(),
  /** Rows that were known. */
  duplicates: z.number().int(),
  refused: z.number().int(),
  /** The first thousand of them: the place of each, from 1, the line in CSV and NDJSON, and all of its faults. */
  refusedRows: z.array(
    z.object({ row: z.number().int(), faults: z.array(z.string()) }),
  ),
  /** Tools that the catalog does not hold: their money is in the bucket `unknown-tool`. */
  unknownTools: z.array(z.string()),
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** A request of OTLP over HTTP; its parts are described by OpenTelemetry. */
export const otlpMetricsSchema = z.object({
  resourceMetrics: z.array(z.unknown()).optional(),
});
export const otlpLogsSchema = z.object({
  resourceLogs: z.array(z.unknown()).optional(),
});
/** Empty when all was taken. */
export const otlpMetricsAnswerSchema = z.object({
  partialSuccess: z.object({
    rejectedDataPoints: z.number().int().optional(),
    errorMessage: z.string().optional(),
  }),
});
export const otlpLogsAnswerSchema = z.object({
  partialSuccess: z.object({
    rejectedLogRecords: z.number().int().optional(),
    errorMessage: z.string().optional(),
  }),
});
