import { Root } from 'protobufjs/light';
import {
  asProtobuf,
  logsRequest,
  metricsRequest,
} from './__testUtils__/requests';
import { otlpDescriptor } from './descriptor';
import { dataPoints, events } from './observations';
import {
  decodeRequest,
  encodeStatus,
  encodeSuccess,
  logsRequestSchema,
  metricsRequestSchema,
  OTLP_JSON,
  OTLP_PROTOBUF,
} from './wire';

const request = metricsRequest(
  'claude_code.token.usage',
  [
    {
      attributes: { type: 'input', 'user.email': 'ada@example.com' },
      value: '9007199254740993',
      start: '2026-11-23T09:00:00Z',
      time: '2026-11-23T09:01:00Z',
    },
    { attributes: { type: 'output' }, value: 0.25 },
  ],
  { resource: { 'service.name': 'claude-code', type: 'other' } },
);

describe('OTLP', () => {
  it('reads the same points from JSON and protobuf, numbers as text or not', () => {
    const json = decodeRequest(
      Buffer.from(JSON.stringify(request)),
      OTLP_JSON,
      'Metrics',
      metricsRequestSchema,
    );
    const protobuf = decodeRequest(
      asProtobuf('Metrics', request),
      OTLP_PROTOBUF,
      'Metrics',
      metricsRequestSchema,
    );
    const points = [...dataPoints(json)];
    expect([...dataPoints(protobuf)]).toEqual(points);
    expect(points).toEqual([
      {
        name: 'claude_code.token.usage',
        attributes: new Map([
          ['service.name', 'claude-code'],
          ['type', 'input'],
          ['user.email', 'ada@example.com'],
        ]),
        start: '1795424400000000000',
        time: '1795424460000000000',
        value: '9007199254740993',
        isCumulative: false,
      },
      expect.objectContaining({ start: null, time: null, value: '0.25' }),
    ]);
  });

  it('reads sums of histograms, whatever their numbers are written as', () => {
    const text = `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"codex.turn.token_usage",
      "histogram":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_CUMULATIVE",
      "dataPoints":[{"sum":"12","timeUnixNano":1795424460000000000},{"sum":7,"count":"3"}]}}]}]}]}`;
    const read = decodeRequest(
      Buffer.from(text),
      OTLP_JSON,
      'Metrics',
      metricsRequestSchema,
    );
    expect(
      [...dataPoints(read)].map(({ value, isCumulative }) => [
        value,
        isCumulative,
      ]),
    ).toEqual([
      ['12', true],
      ['7', true],
    ]);
  });

  it('reads events from JSON and protobuf', () => {
    const logs = logsRequest(
      'claude_code.user_prompt',
      { 'user.email': 'ada@example.com' },
      '2026-11-23T09:00:00Z',
    );
    const read = [
      decodeRequest(
        Buffer.from(JSON.stringify(logs)),
        OTLP_JSON,
        'Logs',
        logsRequestSchema,
      ),
      decodeRequest(
        asProtobuf('Logs', logs),
        OTLP_PROTOBUF,
        'Logs',
        logsRequestSchema,
      ),
    ].map(each => [...events(each)]);
    expect(read[0]).toEqual(read[1]);
    expect(read[0]).toMatchObject([
      {
        name: 'claude_code.user_prompt',
        value: '1',
        time: '1795424400000000000',
      },
    ]);
  });

  it.each<[string, { eventName?: string; name?: string; body?: string }]>([
    ['Claude Code', { name: 'user_prompt', body: 'claude_code.user_prompt' }],
    [
      'a newer one',
      { eventName: 'claude_code.user_prompt', name: 'user_prompt' },
    ],
    ['Codex', { name: 'claude_code.user_prompt', body: 'Fix it' }],
    ['one that says it in the body alone', { body: 'claude_code.user_prompt' }],
  ])('finds the name of an event of %s', (_, { eventName, name, body }) => {
    const record = {
      eventName,
      body: { stringValue: body },
      attributes: name
        ? [{ key: 'event.name', value: { stringValue: name } }]
        : [],
    };
    const logs = decodeRequest(
      Buffer.from(
        JSON.stringify({
          resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }],
        }),
      ),
      OTLP_JSON,
      'Logs',
      logsRequestSchema,
    );
    expect([...events(logs)].map(each => each.name)).toEqual([
      'claude_code.user_prompt',
    ]);
  });

  it.each([
    [OTLP_JSON, '{', 'not JSON'],
    [OTLP_JSON, '[]', 'The body is not as OTLP has it'],
    [
      OTLP_JSON,
      '{"resourceMetrics":[{"scopeMetrics":7}]}',
      'resourceMetrics.0.scopeMetrics',
    ],
    [OTLP_PROTOBUF, '\u0001\u0002\u0003', 'not protobuf'],
  ])('refuses %s %j', (type, text, words) => {
    expect(() =>
      decodeRequest(Buffer.from(text), type, 'Metrics', metricsRequestSchema),
    ).toThrow(words);
  });

  it.each<[string, Buffer, 400 | 413, string]>([
    [
      OTLP_JSON,
      Buffer.from(`{"resourceMetrics":[${'0,'.repeat(900_000)}0]}`),
      400,
      'resourceMetrics.0 is not as OTLP has it',
    ],
    [
      OTLP_JSON,
      Buffer.from(`{"resourceMetrics":[${'{},'.repeat(2_000_000)}{}]}`),
      413,
      'more parts',
    ],
    [
      OTLP_PROTOBUF,
      Buffer.alloc(4_000_000, '\x0a\x00', 'latin1'),
      413,
      'more parts',
    ],
    [
      OTLP_JSON,
      Buffer.from(
        `{"resourceMetrics":[{"resource":{"attributes":[${'{"key":""},'.repeat(
          999,
        )}{"key":""}]}}]}`,
      ),
      400,
      'resourceMetrics.0.resource.attributes is not as OTLP has it: more than 256',
    ],
  ])(
    'refuses bodies of many small parts in %s without reading all of them',
    (type, body, statusCode, words) => {
      const started = performance.now();
      expect(() =>
        decodeRequest(body, type, 'Metrics', metricsRequestSchema),
      ).toThrow(
        expect.objectContaining({
          statusCode,
          message: expect.stringContaining(words),
        }),
      );
      expect(performance.now() - started).toBeLessThan(1_500);
    },
  );

  it('answers in the encoding of the sender', () => {
    const rejected = { count: 2, message: 'too old' };
    expect(
      JSON.parse(encodeSuccess(OTLP_JSON, 'Logs', rejected).toString()),
    ).toEqual({
      partialSuccess: { rejectedLogRecords: 2, errorMessage: 'too old' },
    });
    expect(
      JSON.parse(encodeSuccess(OTLP_JSON, 'Metrics', undefined).toString()),
    ).toEqual({ partialSuccess: {} });
    const root = Root.fromJSON(otlpDescriptor);
    const decoded = (name: string, bytes: Buffer) => {
      const type = root.lookupType(name);
      return type.toObject(type.decode(bytes), { longs: Number });
    };
    expect(
      decoded(
        'MetricsResponse',
        encodeSuccess(OTLP_PROTOBUF, 'Metrics', rejected),
      ),
    ).toEqual({
      partialSuccess: { rejectedDataPoints: 2, errorMessage: 'too old' },
    });
    expect(decoded('Status', encodeStatus(OTLP_PROTOBUF, 'no'))).toEqual({
      code: 3,
      message: 'no',
    });
  });
});
