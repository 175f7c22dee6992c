import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../../__testUtils__/databases';
import { dump } from '../../__testUtils__/harness';
import { createPushHarness } from '../__testUtils__/pushes';
import { logsRequest, metricsRequest, nanos } from './__testUtils__/requests';
import { OtlpIntake } from './OtlpIntake';
import { RefusedRows } from '../RefusedRows';
import { OtlpSettings } from './readObservation';
import {
  decodeRequest,
  logsRequestSchema,
  metricsRequestSchema,
  OTLP_JSON,
} from './wire';

function start(knex: Knex, settings: Partial<OtlpSettings> = {}) {
  const harness = createPushHarness(knex);
  const refused = new RefusedRows({ knex, clock: harness.clock });
  const otlp = new OtlpIntake({
    intake: harness.intake,
    refused,
    points: harness.points,
    settings: {
      tools: {},
      organizations: [],
      organizationRequired: false,
      costIs: 'value',
      ...settings,
    },
    clock: harness.clock,
    currency: 'USD',
  });
  const read = (request: object) => Buffer.from(JSON.stringify(request));
  return {
    ...harness,
    refused,
    metrics: (request: object) =>
      otlp.metrics(
        decodeRequest(
          read(request),
          OTLP_JSON,
          'Metrics',
          metricsRequestSchema,
        ),
      ),
    logs: (request: object) =>
      otlp.logs(
        decodeRequest(read(request), OTLP_JSON, 'Logs', logsRequestSchema),
      ),
  };
}

async function factsOf(knex: Knex) {
  const { facts } = await dump(knex);
  return facts.map((fact: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(fact)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [
          name,
          typeof value === 'string' && /^\d+$/.test(value)
            ? Number(value)
            : value,
        ]),
    ),
  );
}

describeOnEachDatabase('OtlpIntake', init => {
  // The figures are those of a public receiver's test.
  it('counts a session without times and without a person for an unknown account today', async () => {
    const knex = await init();
    const { metrics, aggregator } = start(knex);
    const session = { 'session.id': 's-7' };
    const sum = (
      name: string,
      ...points: {
        value: string | number;
        attributes: Record<string, string>;
      }[]
    ) => ({
      name: `claude_code.${name}`,
      sum: {
        dataPoints: points.map(({ value, attributes }) => ({
          attributes: Object.entries({ ...session, ...attributes }).map(
            ([key, stringValue]) => ({ key, value: { stringValue } }),
          ),
          ...(typeof value === 'string'
            ? { asInt: value }
            : { asDouble: value }),
        })),
      },
    });
    const request = {
      resourceMetrics: [
        {
          scopeMetrics: [
            {
              metrics: [
                sum(
                  'token.usage',
                  { value: '1200', attributes: { type: 'input' } },
                  { value: '300', attributes: { type: 'output' } },
                  { value: '9000', attributes: { type: 'cacheRead' } },
                ),
                sum('cost.usage', { value: 0.42, attributes: {} }),
                sum(
                  'lines_of_code.count',
                  { value: '31', attributes: { type: 'added' } },
                  { value: '4', attributes: { type: 'removed' } },
                ),
                sum('active_time.total', { value: 95.5, attributes: {} }),
              ],
            },
          ],
        },
      ],
    };
    expect(await metrics(request)).toBeUndefined();
    expect(await metrics(request)).toBeUndefined();
    await aggregator.run();
    expect(await factsOf(knex)).toEqual([
      expect.objectContaining({
        account: 'no-person',
        day: '2026-11-23',
        tokens_in: 1200,
        tokens_out: 300,
        tokens_cache: 9000,
        lines_added: 31,
        lines_removed: 4,
        value_micros: 420_000,
        entity_ref: 'resource:default/claude-code',
      }),
    ]);
    const [identity] = await knex('identities');
    expect(identity.state).toBe('unresolved');
  });

  it('counts a histogram of Codex whose sum is text, without temporality and without a person', async () => {
    const knex = await init();
    const { metrics, aggregator } = start(knex);
    const request = {
      resourceMetrics: [
        {
          resource: {
            attributes: [
              { key: 'service.name', value: { stringValue: 'codex_exec' } },
            ],
          },
          scopeMetrics: [
            {
              metrics: [
                {
                  name: 'codex.turn.token_usage',
                  histogram: {
                    dataPoints: [
                      {
                        attributes: [
                          {
                            key: 'token_type',
                            value: { stringValue: 'input' },
                          },
                        ],
                        sum: '12',
                        timeUnixNano: nanos('2026-11-23T10:00:00.000Z'),
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      ],
    };
    expect(await metrics(request)).toBeUndefined();
    await aggregator.run();
    expect(await factsOf(knex)).toEqual([
      expect.objectContaining({
        account: 'no-person',
        day: '2026-11-23',
        tokens_in: 12,
        entity_ref: 'resource:default/codex',
      }),
    ]);
  });

  it('takes cumulative sums of Gemini CLI and prompts of its events together', async () => {
    const knex = await init();
    const { metrics, logs, aggregator } = start(knex);
    const resource = { 'user.email': 'ada@example.com' };
    const at = (minute: string, value: string) =>
      metricsRequest(
        'gemini_cli.token.usage',
        [
          {
            attributes: { type: 'input', model: 'gemini-pro' },
            value,
            start: '2026-11-22T09:00:00Z',
            time: `2026-11-22T09:${minute}:00Z`,
          },
        ],
        { resource, temporality: 2 },
      );
    await metrics(at('01', '100'));
    await metrics(at('03', '450'));
    await metrics(at('02', '300'));
    await metrics(at('03', '450'));
    await logs(
      logsRequest('gemini_cli.user_prompt', resource, '2026-11-22T09:00:30Z'),
    );
    await aggregator.run();
    expect(await factsOf(knex)).toEqual([
      expect.objectContaining({
        account: 'ada@example.com',
        interactions: 1,
        tokens_in: 450,
        features: 8,
      }),
    ]);
  });

  it('says how many it rejected and why, operators too, and takes the others', async () => {
    const knex = await init();
    const { metrics, logs, refused } = start(knex);
    const request = metricsRequest('claude_code.commit.count', [
      { value: '1', time: '2026-11-22T09:00:00Z' },
      { value: '1', time: '2026-10-22T09:00:00Z' },
      { value: '1', time: '2026-10-23T09:00:00Z' },
      { value: 0.5, time: '2026-11-22T09:00:00Z' },
    ]);
    expect(await metrics(request)).toEqual({
      count: 3,
      message:
        'timeUnixNano is more than 7 days ago; claude_code.commit.count is no whole number, zero or more',
    });
    expect(await knex('pushed_points')).toHaveLength(1);
    expect(await logs({})).toBeUndefined();
    const at = '2026-11-23T12:00:00.000Z';
    const late = ['timeUnixNano is more than 7 days ago'];
    expect(await refused.list()).toEqual([
      {
        place: 'OpenTelemetry',
        at,
        refused: 3,
        rows: [
          { row: 2, faults: late },
          { row: 3, faults: late },
          {
            row: 4,
            faults: [
              'claude_code.commit.count is no whole number, zero or more',
            ],
          },
        ],
      },
    ]);
    const old = '2026-10-22T09:00:00Z';
    await logs(logsRequest('claude_code.user_prompt', {}, old));
    expect(await refused.list()).toEqual([
      {
        place: 'OpenTelemetry',
        at,
        refused: 1,
        rows: [{ row: 1, faults: late }],
      },
    ]);
  });

  it('passes over what other services tell, whatever its form', async () => {
    const knex = await init();
    const { metrics, logs } = start(knex);
    const point = {
      startTimeUnixNano: '1763808000000000000',
      timeUnixNano: 1763808060000000000,
      attributes: [
        { key: 'on', value: { boolValue: true } },
        { key: 'share', value: { doubleValue: 0.5 } },
        { key: 'list', value: { arrayValue: { values: [{ intValue: '1' }] } } },
        {
          key: 'map',
          value: { kvlistValue: { values: [{ key: 'a', value: {} }] } },
        },
      ],
    };
    const counts = { count: '2', sum: 3, bucketCounts: ['1', '1'] };
    expect(
      await metrics({
        resourceMetrics: [
          {
            resource: { attributes: point.attributes },
            scopeMetrics: [
              {
                scope: { name: 'lib', version: '2', attributes: [] },
                metrics: [
                  {
                    name: 'a',
                    gauge: { dataPoints: [{ ...point, asInt: 1 }] },
                  },
                  {
                    name: 'b',
                    histogram: {
                      aggregationTemporality:
                        'AGGREGATION_TEMPORALITY_CUMULATIVE',
                      dataPoints: [
                        { ...point, ...counts, explicitBounds: [1] },
                      ],
                    },
                  },
                  {
                    name: 'c',
                    exponentialHistogram: {
                      aggregationTemporality: 1,
                      dataPoints: [
                        {
                          ...point,
                          ...counts,
                          scale: 0,
                          zeroCount: '1',
                          positive: { offset: 1, bucketCounts: ['0', '2'] },
                        },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        ],
      }),
    ).toBeUndefined();
    expect(
      await logs({
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  { ...point, severityNumber: 9, body: { stringValue: 'hi' } },
                ],
              },
            ],
          },
        ],
      }),
    ).toBeUndefined();
    expect(await knex('pushed_points')).toEqual([]);
    expect(await knex('sources')).toEqual([]);
  });

  it('is shut while its configuration is wrong', async () => {
    const { metrics } = start(await init(), { fault: 'The door is shut' });
    await expect(metrics({})).rejects.toMatchObject({
      statusCode: 404,
      message: 'The door is shut',
    });
  });
});
