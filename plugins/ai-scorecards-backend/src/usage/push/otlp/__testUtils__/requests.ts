import { Root } from 'protobufjs/light';
import { otlpDescriptor } from '../descriptor';

export const NOON = new Date('2026-11-23T12:00:00.000Z');

/** Nanoseconds of an ISO time, as text. */
export const nanos = (iso: string) => `${Date.parse(iso)}000000`;

const attributes = (values: Record<string, string>) =>
  Object.entries(values).map(([key, stringValue]) => ({
    key,
    value: { stringValue },
  }));

export interface TestPoint {
  attributes?: Record<string, string>;
  /** Whole numbers as text, amounts as numbers. */
  value: string | number;
  time?: string;
  start?: string;
}

/** A request with one metric, a sum unless it is a histogram. */
export function metricsRequest(
  name: string,
  points: readonly TestPoint[],
  options: {
    resource?: Record<string, string>;
    temporality?: number;
    histogram?: boolean;
  } = {},
) {
  const data = {
    aggregationTemporality: options.temporality ?? 1,
    dataPoints: points.map(point => ({
      attributes: attributes(point.attributes ?? {}),
      ...(point.start && { startTimeUnixNano: nanos(point.start) }),
      ...(point.time && { timeUnixNano: nanos(point.time) }),
      ...valueOf(point.value, options.histogram ?? false),
    })),
  };
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributes(options.resource ?? {}) },
        scopeMetrics: [
          {
            metrics: [
              options.histogram
                ? { name, histogram: data }
                : { name, sum: data },
            ],
          },
        ],
      },
    ],
  };
}

function valueOf(value: string | number, histogram: boolean) {
  if (histogram) return { sum: Number(value) };
  return typeof value === 'string' ? { asInt: value } : { asDouble: value };
}

/** A request with one event. */
export function logsRequest(
  name: string,
  values: Record<string, string>,
  at: string,
) {
  return {
    resourceLogs: [
      {
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: nanos(at),
                body: { stringValue: name },
                attributes: attributes(values),
              },
            ],
          },
        ],
      },
    ],
  };
}

/** The same request as protobuf. */
export function asProtobuf(
  signal: 'Metrics' | 'Logs',
  request: object,
): Buffer {
  const type = Root.fromJSON(otlpDescriptor).lookupType(`${signal}Request`);
  return Buffer.from(type.encode(type.fromObject(request)).finish());
}
