import { Root } from 'protobufjs/light';
import { z } from 'zod';
import { PushError } from '../http/PushError';
import { otlpDescriptor } from './descriptor';

/** The two encodings of OTLP over HTTP. */
export const OTLP_JSON = 'application/json';
export const OTLP_PROTOBUF = 'application/x-protobuf';

const root = Root.fromJSON(otlpDescriptor);

/** 64-bit numbers are text in the JSON encoding, and some senders write numbers. */
const long = z.union([z.string().regex(/^-?\d{1,20}$/), z.number()]);
const double = z.union([z.number(), z.string().max(60)]);

const anyValueSchema = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: long.optional(),
  doubleValue: double.optional(),
});
const attributesSchema = z
  .array(z.object({ key: z.string(), value: anyValueSchema.optional() }))
  .nullish();
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

export const metricsRequestSchema = z.object({
  resourceMetrics: z
    .array(
      z.object({
        resource: resourceSchema,
        scopeMetrics: z
          .array(
            z.object({
              metrics: z
                .array(
                  z.object({
                    name: z.string(),
                    sum: z
                      .object({
                        dataPoints: z.array(numberPointSchema).nullish(),
                        aggregationTemporality: temporality,
                      })
                      .nullish(),
                    histogram: z
                      .object({
                        dataPoints: z.array(histogramPointSchema).nullish(),
                        aggregationTemporality: temporality,
                      })
                      .nullish(),
                  }),
                )
                .nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});
export type MetricsRequest = z.output<typeof metricsRequestSchema>;

export const logsRequestSchema = z.object({
  resourceLogs: z
    .array(
      z.object({
        resource: resourceSchema,
        scopeLogs: z
          .array(
            z.object({
              logRecords: z
                .array(
                  z.object({
                    timeUnixNano: long.nullish(),
                    observedTimeUnixNano: long.nullish(),
                    eventName: z.string().nullish(),
                    body: anyValueSchema.nullish(),
                    attributes: attributesSchema,
                  }),
                )
                .nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});
export type LogsRequest = z.output<typeof logsRequestSchema>;

export type AttributeList = z.output<typeof attributesSchema>;

/** What one of the two requests is called in the description of messages. */
type Signal = 'Metrics' | 'Logs';

/**
 * Reads a request of either encoding. Throws a PushError with 400 and a sentence that names the field for what is none.
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
  try {
    return type.toObject(type.decode(body), { longs: String });
  } catch {
    throw new PushError(400, 'The body is not protobuf as OTLP has it');
  }
}

function fromJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new PushError(400, 'The body is not JSON');
  }
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
