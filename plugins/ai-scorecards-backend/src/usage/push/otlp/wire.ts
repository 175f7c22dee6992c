import { Root } from 'protobufjs/light';
import { z } from 'zod';
import { holdsTooMuch } from '../http/jsonSize';
import { PushError } from '../http/PushError';
import { otlpDescriptor } from './descriptor';
import { holdsMoreMessages } from './messageCount';

/** The two encodings of OTLP over HTTP. */
export const OTLP_JSON = 'application/json';
export const OTLP_PROTOBUF = 'application/x-protobuf';

const root = Root.fromJSON(otlpDescriptor);

/** So many values of JSON, or messages of protobuf, are read: several times what senders put into a batch. */
const MOST_VALUES = 1_000_000;
const MOST_MESSAGES = 500_000;
/** So many attributes has a resource or a point: senders stop at 128. */
const MOST_ATTRIBUTES = 256;

/** Like z.array, but read up to the first fault alone: a fault for each of a million elements would not fit into memory. */
function listOf<T>(element: z.ZodType<T>, most = Infinity) {
  return z.array(z.unknown()).transform((items, context): T[] => {
    if (items.length > most) {
      context.addIssue({ code: 'custom', message: `more than ${most}` });
      return z.NEVER;
    }
    const list: T[] = [];
    for (const [index, item] of items.entries()) {
      const parsed = element.safeParse(item);
      if (!parsed.success) {
        const [{ message, path }] = parsed.error.issues;
        context.addIssue({ code: 'custom', message, path: [index, ...path] });
        return z.NEVER;
      }
      list.push(parsed.data);
    }
    return list;
  });
}

/** 64-bit numbers are text in the JSON encoding, and some senders write numbers. */
const long = z.union([z.string().regex(/^-?\d{1,20}$/), z.number()]);
const double = z.union([z.number(), z.string().max(60)]);

const anyValueSchema = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: long.optional(),
  doubleValue: double.optional(),
});
const attributesSchema = listOf(
  z.object({ key: z.string(), value: anyValueSchema.optional() }),
  MOST_ATTRIBUTES,
).nullish();
const resourceSchema = z.object({ attributes: attributesSchema }).nullish();

const times = {
  startTimeUnixNano: long.nullish(),
  timeUnixNano: long.nullish(),
};
const numberPointSchema = z.object({
  ...times,
  attributes: attributesSchema,
  asInt: long.nullish(),
  asDouble: double.nullish(),
});
const histogramPointSchema = z.object({
  ...times,
  attributes: attributesSchema,
  sum: double.nullish(),
});
const temporality = z.union([z.number(), z.string()]).nullish();

const metricSchema = z.object({
  name: z.string(),
  sum: z
    .object({
      dataPoints: listOf(numberPointSchema).nullish(),
      aggregationTemporality: temporality,
    })
    .nullish(),
  histogram: z
    .object({
      dataPoints: listOf(histogramPointSchema).nullish(),
      aggregationTemporality: temporality,
    })
    .nullish(),
});
export const metricsRequestSchema = z.object({
  resourceMetrics: listOf(
    z.object({
      resource: resourceSchema,
      scopeMetrics: listOf(
        z.object({ metrics: listOf(metricSchema).nullish() }),
      ).nullish(),
    }),
  ).nullish(),
});
export type MetricsRequest = z.output<typeof metricsRequestSchema>;

const logRecordSchema = z.object({
  timeUnixNano: long.nullish(),
  observedTimeUnixNano: long.nullish(),
  eventName: z.string().nullish(),
  body: anyValueSchema.nullish(),
  attributes: attributesSchema,
});
export const logsRequestSchema = z.object({
  resourceLogs: listOf(
    z.object({
      resource: resourceSchema,
      scopeLogs: listOf(
        z.object({ logRecords: listOf(logRecordSchema).nullish() }),
      ).nullish(),
    }),
  ).nullish(),
});
export type LogsRequest = z.output<typeof logsRequestSchema>;

export type AttributeList = z.output<typeof attributesSchema>;

/** What one of the two requests is called in the description of messages. */
type Signal = 'Metrics' | 'Logs';

/**
 * Reads a request of either encoding. Throws a PushError: 400 with a sentence that names the field for what is none, 413
 * for one of more parts than are read at a time.
 */
export function decodeRequest<T>(
  body: Buffer,
  contentType: string,
  signal: Signal,
  schema: z.ZodType<T>,
): T {
  const parsed = schema.safeParse(
    contentType === OTLP_PROTOBUF ? fromProtobuf(body, signal) : fromJson(body),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue.path.join('.');
  throw new PushError(
    400,
    `${path === '' ? 'The body' : path} is not as OTLP has it: ${
      issue.message
    }`,
  );
}

function fromProtobuf(body: Buffer, signal: Signal): unknown {
  const type = root.lookupType(`${signal}Request`);
  let isTooLarge: boolean;
  try {
    isTooLarge = holdsMoreMessages(type, body, MOST_MESSAGES);
    if (!isTooLarge) return type.toObject(type.decode(body), { longs: String });
  } catch {
    throw new PushError(400, 'The body is not protobuf as OTLP has it');
  }
  throw tooManyParts();
}

function fromJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (holdsTooMuch(text, MOST_VALUES)) throw tooManyParts();
  try {
    return JSON.parse(text);
  } catch {
    throw new PushError(400, 'The body is not JSON');
  }
}

function tooManyParts(): PushError {
  return new PushError(
    413,
    'The body holds more parts than are read at a time: send smaller batches',
  );
}

/** What was rejected of a request, and why; nothing rejected is an empty answer. */
export interface Rejected {
  count: number;
  message: string;
}

/** The answer to a request that was taken, in whole or in part. */
export function encodeSuccess(
  contentType: string,
  signal: Signal,
  rejected: Rejected | undefined,
): Buffer {
  const counted =
    signal === 'Metrics' ? 'rejectedDataPoints' : 'rejectedLogRecords';
  const answer = {
    partialSuccess: rejected
      ? { [counted]: rejected.count, errorMessage: rejected.message }
      : {},
  };
  return encode(contentType, `${signal}Response`, answer);
}

/** The answer to a request that was refused: a `Status` in the sender's encoding. */
export function encodeStatus(contentType: string, message: string): Buffer {
  // gRPC's code for an argument that is invalid; senders go by the status of HTTP.
  return encode(contentType, 'Status', { code: 3, message });
}

function encode(contentType: string, name: string, value: object): Buffer {
  if (contentType !== OTLP_PROTOBUF) return Buffer.from(JSON.stringify(value));
  const type = root.lookupType(name);
  return Buffer.from(type.encode(type.fromObject(value)).finish());
}
