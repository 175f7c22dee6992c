import type { INamespace } from 'protobufjs/light';

/**
 * The parts of OpenTelemetry's protocol that are read here, with its field numbers (opentelemetry-proto, metrics, logs,
 * common and collector packages, v1). What is left out is passed over by the decoder.
 */
const field = (id: number, type: string) => ({ id, type });
const list = (id: number, type: string) => ({
  id,
  type,
  rule: 'repeated' as const,
});

export const otlpDescriptor: INamespace = {
  nested: {
    ArrayValue: { fields: { values: list(1, 'AnyValue') } },
    AnyValue: {
      oneofs: {
        value: {
          oneof: [
            'stringValue',
            'boolValue',
            'intValue',
            'doubleValue',
            'arrayValue',
          ],
        },
      },
      fields: {
        stringValue: field(1, 'string'),
        boolValue: field(2, 'bool'),
        intValue: field(3, 'int64'),
        doubleValue: field(4, 'double'),
        arrayValue: field(5, 'ArrayValue'),
      },
    },
    KeyValue: {
      fields: { key: field(1, 'string'), value: field(2, 'AnyValue') },
    },
    Resource: { fields: { attributes: list(1, 'KeyValue') } },
    NumberDataPoint: {
      oneofs: { value: { oneof: ['asDouble', 'asInt'] } },
      fields: {
        attributes: list(7, 'KeyValue'),
        startTimeUnixNano: field(2, 'fixed64'),
        timeUnixNano: field(3, 'fixed64'),
        asDouble: field(4, 'double'),
        asInt: field(6, 'sfixed64'),
      },
    },
    HistogramDataPoint: {
      fields: {
        attributes: list(9, 'KeyValue'),
        startTimeUnixNano: field(2, 'fixed64'),
        timeUnixNano: field(3, 'fixed64'),
        sum: field(5, 'double'),
      },
    },
    Gauge: { fields: { dataPoints: list(1, 'NumberDataPoint') } },
    Sum: {
      fields: {
        dataPoints: list(1, 'NumberDataPoint'),
        aggregationTemporality: field(2, 'int32'),
      },
    },
    Histogram: {
      fields: {
        dataPoints: list(1, 'HistogramDataPoint'),
        aggregationTemporality: field(2, 'int32'),
      },
    },
    Metric: {
      fields: {
        name: field(1, 'string'),
        gauge: field(5, 'Gauge'),
        sum: field(7, 'Sum'),
        histogram: field(9, 'Histogram'),
      },
    },
    ScopeMetrics: { fields: { metrics: list(2, 'Metric') } },
    ResourceMetrics: {
      fields: {
        resource: field(1, 'Resource'),
        scopeMetrics: list(2, 'ScopeMetrics'),
      },
    },
    MetricsRequest: { fields: { resourceMetrics: list(1, 'ResourceMetrics') } },
    LogRecord: {
      fields: {
        timeUnixNano: field(1, 'fixed64'),
        observedTimeUnixNano: field(11, 'fixed64'),
        body: field(5, 'AnyValue'),
        attributes: list(6, 'KeyValue'),
        eventName: field(12, 'string'),
      },
    },
    ScopeLogs: { fields: { logRecords: list(2, 'LogRecord') } },
    ResourceLogs: {
      fields: {
        resource: field(1, 'Resource'),
        scopeLogs: list(2, 'ScopeLogs'),
      },
    },
    LogsRequest: { fields: { resourceLogs: list(1, 'ResourceLogs') } },
    MetricsPartialSuccess: {
      fields: {
        rejectedDataPoints: field(1, 'int64'),
        errorMessage: field(2, 'string'),
      },
    },
    MetricsResponse: {
      fields: { partialSuccess: field(1, 'MetricsPartialSuccess') },
    },
    LogsPartialSuccess: {
      fields: {
        rejectedLogRecords: field(1, 'int64'),
        errorMessage: field(2, 'string'),
      },
    },
    LogsResponse: {
      fields: { partialSuccess: field(1, 'LogsPartialSuccess') },
    },
    Status: {
      fields: { code: field(1, 'int32'), message: field(2, 'string') },
    },
  },
};
