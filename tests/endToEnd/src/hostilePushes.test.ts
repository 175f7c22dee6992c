import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import { apiPaths } from 'backstage-plugin-ai-scorecards-common';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const SERVICE = mockCredentials.service.token({
  onBehalfOf: mockCredentials.service('plugin:pusher'),
  targetPluginId: 'ai-scorecards',
});
const MB = 1024 * 1024;

const JSON_TYPE = 'application/json';
const CSV = 'text/csv';
const PROTOBUF = 'application/x-protobuf';

/** Every way in, with a type of body that it takes and the most that one may hold. */
const DOORS = [
  [apiPaths.ingestUsage, JSON_TYPE],
  [apiPaths.ingestUsage, CSV],
  [apiPaths.ingestFocus, CSV],
  [apiPaths.ingestOtlpMetrics, JSON_TYPE],
  [apiPaths.ingestOtlpMetrics, PROTOBUF],
  [apiPaths.ingestOtlpLogs, JSON_TYPE],
  [apiPaths.ingestOtlpLogs, PROTOBUF],
  [apiPaths.ingestIncidents, JSON_TYPE],
] as const;

const repeated = (text: string, bytes: number) =>
  Buffer.alloc(bytes, text).toString('latin1');

/** So many MB of the same, between a beginning and an end. */
const full = (start: string, each: string, megabytes: number, end = '') =>
  Buffer.from(
    start +
      each.repeat(
        Math.floor((megabytes * MB - start.length - end.length) / each.length),
      ) +
      end,
    'latin1',
  );

const FOCUS_HEADER =
  'BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName';

/** An attribute whose value holds one of its kind, and so on. */
function nested(depth: number): string {
  const open = '{"arrayValue":{"values":[';
  return `{"key":"k","value":${open.repeat(depth)}{"intValue":1}${']}}'.repeat(
    depth,
  )}}`;
}

const point = (attribute: string) =>
  `{"resourceMetrics":[{"resource":{"attributes":[${attribute}]},"scopeMetrics":[]}]}`;

/** Nested messages of protobuf: field 1 of field 1 of field 1. */
function nestedProtobuf(depth: number): Buffer {
  let inner = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) {
    const size: number[] = [];
    let left = inner.length;
    do {
      size.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
      left >>>= 7;
    } while (left > 0);
    inner = Buffer.concat([Buffer.from([0x0a, ...size]), inner]);
  }
  return inner;
}

describe('hostile pushes', () => {
  let world: TestWorld;
  let portal: Portal;
  let bomb: Buffer | undefined;
  let huge: Buffer | undefined;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 10 });
    portal = await world.portal({ backfillDays: 1 });
    await portal.tick();
  });
  afterAll(() => world.close());

  async function send(
    path: string,
    body: string | Buffer,
    options: { type: string; encoding?: string; token?: string },
  ) {
    const response = await fetch(
      `${portal.url()}/api/ai-scorecards/v1${path}`,
      {
        method: 'POST',
        headers: {
          'content-type': options.type,
          authorization: `Bearer ${options.token ?? SERVICE}`,
          // A test that thinks for seconds finds a kept connection closed.
          connection: 'close',
          ...(options.encoding && { 'content-encoding': options.encoding }),
        },
        body,
      },
    );
    return { status: response.status, text: await response.text() };
  }

  // Before all others: the most memory that the process ever had is looked at, and those take more.
  it.each<[string, string, string, Buffer, RegExp]>([
    [
      'lines of a CSV',
      apiPaths.ingestUsage,
      CSV,
      full('tool,day,account\n', 'a\n', 20),
      /^413 /,
    ],
    [
      'lines of a bill',
      apiPaths.ingestFocus,
      CSV,
      full(`${FOCUS_HEADER}\n`, 'a\n', 20),
      /^413 /,
    ],
    [
      'zeros in a list',
      apiPaths.ingestUsage,
      JSON_TYPE,
      full('[', '0,', 20, '0]'),
      /^413 /,
    ],
    [
      'objects in a list',
      apiPaths.ingestUsage,
      JSON_TYPE,
      full('[', '{},', 20, '{}]'),
      /^413 /,
    ],
    [
      'objects in a line',
      apiPaths.ingestUsage,
      'application/x-ndjson',
      full('[', '{},', 20, '{}]\n'),
      /^413 /,
    ],
    [
      'fields of a row',
      apiPaths.ingestUsage,
      JSON_TYPE,
      Buffer.from(
        `[{${Array.from({ length: 1_000_000 }, (_, i) => `"f${i}":0`)}}]`,
      ),
      /^413 /,
    ],
    [
      'zeros as metrics',
      apiPaths.ingestOtlpMetrics,
      JSON_TYPE,
      full('{"resourceMetrics":[', '0,', 1.5, '0]}'),
      /^400 /,
    ],
    [
      'objects as metrics',
      apiPaths.ingestOtlpMetrics,
      JSON_TYPE,
      full('{"resourceMetrics":[', '{},', 8, '{}]}'),
      /^413 /,
    ],
    [
      'points without anything',
      apiPaths.ingestOtlpMetrics,
      JSON_TYPE,
      full(
        '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"claude_code.session.count","sum":{"dataPoints":[',
        '{},',
        1,
        '{}]}}]}]}]}',
      ),
      /^413 /,
    ],
    [
      'empty messages',
      apiPaths.ingestOtlpMetrics,
      PROTOBUF,
      full('', '\x0a\x00', 8),
      /^413 /,
    ],
    [
      'empty messages',
      apiPaths.ingestOtlpLogs,
      PROTOBUF,
      full('', '\x0a\x00', 8),
      /^413 /,
    ],
  ])(
    'of millions of %s are refused by %s as %s without being made of them',
    async (_, path, type, body, expected) => {
      // Small on the way.
      const zipped = gzipSync(body);
      const before = process.resourceUsage().maxRSS;
      const started = performance.now();
      const { status, text } = await send(path, zipped, {
        type,
        encoding: 'gzip',
      });
      expect(`${status} ${text.slice(0, 200)}`).toMatch(expected);
      expect(performance.now() - started).toBeLessThan(5_000);
      // In kilobytes; what is made of such a body would be gigabytes.
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(500 * 1024);
    },
  );

  it.each(DOORS)(
    'of 100 MB, and of what inflates to more, are refused by %s as %s without being held',
    async (path, type) => {
      // Once: making them takes more than anybody who gets them may hold.
      bomb ??= gzipSync(Buffer.alloc(400 * MB, ' '), { level: 9 });
      huge ??= Buffer.alloc(100 * MB, ' ');
      expect((await send(path, huge, { type })).status).toBe(413);
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      const look = setInterval(() => {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }, 2);
      const { status } = await send(path, bomb, { type, encoding: 'gzip' });
      clearInterval(look);
      expect(status).toBe(413);
      // Far less than what it inflates to.
      expect(most).toBeLessThan(100 * MB);
    },
  );

  it.each(DOORS)(
    'with a wrong token are turned away by %s',
    async (path, type) => {
      const { status } = await send(path, '{}', { type, token: 'wrong' });
      expect(status).toBe(401);
    },
  );

  it.each<[string, string, string, string | Buffer, RegExp?]>([
    [
      'arrays in arrays',
      apiPaths.ingestUsage,
      JSON_TYPE,
      repeated('[', 8 * MB),
      /^413 /,
    ],
    [
      'arrays in arrays that end',
      apiPaths.ingestUsage,
      JSON_TYPE,
      repeated('[', MB) + repeated(']', MB),
    ],
    [
      'a row that nests',
      apiPaths.ingestUsage,
      JSON_TYPE,
      `[{"tool":${'['.repeat(MB)}${']'.repeat(MB)}}]`,
    ],
    [
      'a quote that never closes',
      apiPaths.ingestUsage,
      CSV,
      `tool,day,account\n"${repeated('a', 16 * MB)}`,
    ],
    [
      'quotes alone',
      apiPaths.ingestUsage,
      CSV,
      `tool,day,account\n${repeated('"', 16 * MB)}`,
    ],
    [
      'commas alone',
      apiPaths.ingestUsage,
      CSV,
      `tool,day,account\n${repeated(',', 16 * MB)}`,
    ],
    ['blanks alone', apiPaths.ingestFocus, CSV, repeated(' ', 16 * MB)],
    [
      'a quote in a bill that never closes',
      apiPaths.ingestFocus,
      CSV,
      `"${repeated('a', 16 * MB)}`,
    ],
    [
      'line ends alone',
      apiPaths.ingestUsage,
      'application/x-ndjson',
      repeated('\n', 16 * MB),
    ],
    [
      'braces alone',
      apiPaths.ingestUsage,
      'application/x-ndjson',
      repeated('{\n', 160_000),
      /^413 /,
    ],
    [
      'nested attributes',
      apiPaths.ingestOtlpMetrics,
      JSON_TYPE,
      point(nested(100_000)),
      /^200 /,
    ],
    [
      'zeros',
      apiPaths.ingestOtlpMetrics,
      PROTOBUF,
      Buffer.alloc(4 * MB),
      /^200 /,
    ],
    ['ones', apiPaths.ingestOtlpLogs, PROTOBUF, Buffer.alloc(4 * MB, 0xff)],
    [
      'nested messages',
      apiPaths.ingestOtlpMetrics,
      PROTOBUF,
      nestedProtobuf(20_000),
      /^200 /,
    ],
    [
      'a prototype',
      apiPaths.ingestUsage,
      JSON_TYPE,
      '[{"__proto__":{"tool":"x"},"constructor":1}]',
    ],
  ])(
    'of %s get a clear answer from %s',
    async (_, path, type, body, expected = /^400 /) => {
      const started = performance.now();
      const { status, text } = await send(path, body, { type });
      expect(`${status} ${text.slice(0, 200)}`).toMatch(expected);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );
});
