import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  apiPaths,
  pushAnswerSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { expected } from 'expected-truth';
import { otlpPushes, rowPushes } from 'vendor-sim';
import { linesOf, teamsOf } from './__testUtils__/compare';
import { Portal } from './__testUtils__/portal';
import { PUSHER, pushTo } from './__testUtils__/pushTo';
import { sourcesOf } from './__testUtils__/sources';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const CLAUDE = 'resource:default/claude-code';
const MB = 1024 * 1024;

describe('pushes', () => {
  // Whole weeks, and a whole month of money among them.
  const DAYS = 63;
  let world: TestWorld;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: DAYS });
  });
  afterAll(() => world.close());

  const days = (count: number) =>
    [...Array(count).keys()].map(i => world.day(-1 - i));
  const rowsOf = (count: number) =>
    days(count).flatMap(day => rowPushes(world.sim.world, day));
  const otlpOf = (count: number) =>
    days(count).flatMap(day => otlpPushes(world.sim.world, day));

  it('add nothing where the vendor is asked as well, and are told of in reconciliation', async () => {
    const portal = await world.portal();
    // Before, in the middle of and after what the vendor says.
    await pushTo(portal, rowsOf(20));
    await portal.collect();
    await pushTo(portal, [...otlpOf(6), ...rowsOf(DAYS)]);
    await portal.collect();
    const to = world.day(-1);
    const truth = await expected(
      world.sim.url,
      world.settings({
        doors: ['github', 'anthropic', 'push', 'otlp'],
        pushed: [
          { door: 'push', tool: CLAUDE, from: world.day(-DAYS), to },
          { door: 'otlp', tool: CLAUDE, from: world.day(-6), to },
        ],
      }),
    );
    const teams = await teamsOf(portal, truth);
    expect(teams.shown).toEqual(teams.wanted);
    const lines = await linesOf(portal, truth);
    expect(lines.shown).toEqual(lines.wanted);
    expect(lines.areComplete).toBe(true);
    expect(truth.lines.some(({ twice }) => twice > 0n)).toBe(true);
  });

  describe('that should not be', () => {
    let portal: Portal;

    beforeAll(async () => {
      const otlp = { organizations: ['ours'] };
      portal = await world.portal({
        config: { sources: { ...sourcesOf(world.sim.url), otlp } },
        backfillDays: 1,
      });
      // The catalog is read.
      await portal.tick();
    });

    async function send(
      path: string,
      body: string | Buffer,
      options: { type?: string; encoding?: string; token?: string } = {},
    ) {
      const response = await fetch(
        `${portal.url()}/api/ai-scorecards/v1${path}`,
        {
          method: 'POST',
          headers: {
            'content-type': options.type ?? 'application/json',
            authorization: `Bearer ${options.token ?? PUSHER}`,
            // A test that thinks for seconds finds a kept connection closed.
            connection: 'close',
            ...(options.encoding && { 'content-encoding': options.encoding }),
          },
          body,
        },
      );
      return { status: response.status, text: await response.text() };
    }

    const row = { tool: 'claude-code', day: '2026-11-20', account: 'ada' };
    const metrics = (attributes: Record<string, string>, time: string) =>
      JSON.stringify({
        resourceMetrics: [
          {
            scopeMetrics: [
              {
                metrics: [
                  {
                    name: 'claude_code.commit.count',
                    sum: {
                      dataPoints: [
                        {
                          attributes: Object.entries(attributes).map(
                            ([key, stringValue]) => ({
                              key,
                              value: { stringValue },
                            }),
                          ),
                          timeUnixNano: `${Date.parse(time)}000000`,
                          asInt: '1',
                        },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        ],
      });

    it('are refused to whoever may not push', async () => {
      for (const path of [apiPaths.ingestUsage, apiPaths.ingestOtlpMetrics]) {
        const as = (token: string) => send(path, '[]', { token });
        expect((await as('wrong')).status).toBe(401);
        const member = mockCredentials.user.token('user:default/persona-lead');
        expect((await as(member)).status).toBe(403);
        const operator = mockCredentials.user.token(
          'user:default/persona-operator',
        );
        expect((await as(operator)).status).toBe(400);
      }
    });

    it('are taken in part, with every fault of every other row', async () => {
      const body = JSON.stringify([
        row,
        { ...row, day: '2027-01-01', sessions: -1 },
        { ...row, tool: 'nobody-knows-it', sessions: 2 },
        row,
      ]);
      const { status, text } = await send(apiPaths.ingestUsage, body);
      expect(status).toBe(200);
      expect(pushAnswerSchema.parse(JSON.parse(text))).toEqual({
        outcome: 'partly-accepted',
        accepted: 2,
        duplicates: 1,
        refused: 1,
        refusedRows: [
          {
            row: 2,
            faults: [
              'day must not be in the future: today is 2026-11-23, UTC',
              'sessions must be a whole number, zero or more',
            ],
          },
        ],
        unknownTools: ['resource:default/nobody-knows-it'],
      });
    });

    it.each([
      [
        'a list without a good row',
        '[{"day":"soon"}]',
        'application/json',
        400,
        'tool must name a tool',
      ],
      ['something else', '{', 'application/json', 400, 'not JSON'],
      ['another form', '<a/>', 'application/xml', 415, 'content-type must be'],
      [
        'a CSV of other columns',
        'a,b\n1,2',
        'text/csv',
        400,
        'header must be tool,day,account',
      ],
    ])('are refused: %s', async (_, body, type, status, words) => {
      const answer = await send(apiPaths.ingestUsage, body, { type });
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(words);
    });

    it('are refused when they are huge, or inflate to that', async () => {
      const bomb = gzipSync(Buffer.alloc(300 * MB, ' '));
      for (const path of [apiPaths.ingestUsage, apiPaths.ingestOtlpLogs]) {
        const huge = await send(path, Buffer.alloc(100 * MB, ' '));
        expect(huge.status).toBe(413);
        expect(huge.text).toContain('must not be larger than');
        const inflated = await send(path, bomb, { encoding: 'gzip' });
        expect(inflated.status).toBe(413);
      }
    });

    it('are rejected in part as OTLP says it', async () => {
      const of = async (id: string, time: string) =>
        JSON.parse(
          (
            await send(
              apiPaths.ingestOtlpMetrics,
              metrics({ 'organization.id': id }, time),
            )
          ).text,
        ).partialSuccess;
      expect(await of('ours', '2026-11-22T10:00:00Z')).toEqual({});
      expect(await of('theirs', '2026-11-22T10:00:00Z')).toEqual({
        rejectedDataPoints: 1,
        errorMessage: 'organization.id is of another organisation',
      });
      expect(await of('ours', '2026-11-24T10:00:00Z')).toMatchObject({
        errorMessage: 'timeUnixNano is in the future',
      });
      expect(await of('ours', '2026-10-24T10:00:00Z')).toMatchObject({
        rejectedDataPoints: 1,
      });
    });

    it('are refused with a status of OTLP', async () => {
      const bad = await send(apiPaths.ingestOtlpMetrics, '{');
      expect(bad.status).toBe(400);
      expect(JSON.parse(bad.text)).toEqual({
        code: 3,
        message: 'The body is not JSON',
      });
      const type = await send(apiPaths.ingestOtlpLogs, 'x', {
        type: 'text/plain',
      });
      expect(type.status).toBe(415);
    });
  });
});
