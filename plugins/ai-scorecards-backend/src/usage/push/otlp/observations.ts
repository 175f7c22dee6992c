import { AttributeList, LogsRequest, MetricsRequest } from './wire';

/** One data point or log record, before anything is known of its meaning. */
export interface Observation {
  /** Name of the metric or event. */
  name: string;
  /** Those of the resource, and over them its own. */
  attributes: ReadonlyMap<string, string>;
  /** Nanoseconds since 1970 as text; null where the sender gave none. */
  start: string | null;
  time: string | null;
  /** Decimal text; null for a point without a value. */
  value: string | null;
  /** The value is the sum since `start`, not since the last one. */
  isCumulative: boolean;
}

/** The points of sums and histograms; gauges say how things stand and add up to nothing. */
export function* dataPoints(request: MetricsRequest): Generator<Observation> {
  for (const { resource, scopeMetrics } of request.resourceMetrics ?? []) {
    for (const { metrics } of scopeMetrics ?? []) {
      for (const { name, sum, histogram } of metrics ?? []) {
        const isCumulative = isCumulativeSum(
          (sum ?? histogram)?.aggregationTemporality,
        );
        for (const point of sum?.dataPoints ?? []) {
          yield {
            name,
            ...partsOf(point, resource?.attributes),
            value: textOf(point.asInt ?? point.asDouble),
            isCumulative,
          };
        }
        for (const point of histogram?.dataPoints ?? []) {
          yield {
            name,
            ...partsOf(point, resource?.attributes),
            value: textOf(point.sum),
            isCumulative,
          };
        }
      }
    }
  }
}

/** Log records that are events, each counting one. */
export function* events(request: LogsRequest): Generator<Observation> {
  for (const { resource, scopeLogs } of request.resourceLogs ?? []) {
    for (const { logRecords } of scopeLogs ?? []) {
      for (const record of logRecords ?? []) {
        const { attributes } = partsOf(record, resource?.attributes);
        yield {
          name: eventName(
            record.eventName || attributes.get('event.name') || '',
            record.body?.stringValue ?? '',
          ),
          attributes,
          start: null,
          time:
            stamp(record.timeUnixNano) ?? stamp(record.observedTimeUnixNano),
          value: '1',
          isCumulative: false,
        };
      }
    }
  }
}

/** Claude Code gives the short name of an event as attribute, and the whole one, which begins with its own, as body. */
function eventName(given: string, body: string): string {
  return given === '' || body.endsWith(`.${given}`) ? body : given;
}

function partsOf(
  point: {
    attributes?: AttributeList;
    startTimeUnixNano?: string | number | null;
    timeUnixNano?: string | number | null;
  },
  ofResource: AttributeList | undefined,
) {
  const attributes = new Map<string, string>();
  for (const { key, value } of [
    ...(ofResource ?? []),
    ...(point.attributes ?? []),
  ]) {
    const text = textOf(
      value?.stringValue ??
        value?.intValue ??
        value?.doubleValue ??
        (value?.boolValue === undefined ? undefined : String(value.boolValue)),
    );
    if (text !== null) attributes.set(key, text);
  }
  return {
    attributes,
    start: stamp(point.startTimeUnixNano),
    time: stamp(point.timeUnixNano),
  };
}

/** Zero is how the protocol says that a time is not known. */
function stamp(value: string | number | null | undefined): string | null {
  const text = textOf(value);
  return text === null || !/^[1-9]\d{0,19}$/.test(text) ? null : text;
}

function textOf(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value.toFixed(0)
    : String(value);
}

function isCumulativeSum(value: string | number | null | undefined): boolean {
  return value === 2 || value === 'AGGREGATION_TEMPORALITY_CUMULATIVE';
}
