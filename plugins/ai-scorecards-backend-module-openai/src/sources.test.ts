import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  bucket,
  costResult,
  DAY,
  failureOf,
  settingsFor,
  usageResult,
  user,
} from './__testUtils__/rows';
import { OpenaiCostsSource } from './openaiCostsSource';
import { OpenaiUsageSource } from './openaiUsageSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ORGANISATION = 'https://api.openai.com/v1/organization';
const USAGE = `${ORGANISATION}/usage/completions`;
const COSTS = `${ORGANISATION}/costs`;
const USERS = `${ORGANISATION}/users`;

const context = collectContext();
const timing = {
  now: () => new Date('2026-10-01T12:00:00Z'),
  wait: async () => undefined,
};

/** Serves pages of data, each naming the next. */
function serve(url: string, ...pages: unknown[][]) {
  const asked: URL[] = [];
  server.use(
    http.get(url, ({ request }) => {
      const at = new URL(request.url);
      asked.push(at);
      const token =
        at.searchParams.get('page') ?? at.searchParams.get('after') ?? 'n_0';
      const page = Number(token.replace('n_', ''));
      const more = page + 1 < pages.length;
      return HttpResponse.json({
        data: pages[page],
        has_more: more,
        next_page: more && url !== USERS ? `n_${page + 1}` : null,
        last_id: url === USERS ? `n_${page + 1}` : undefined,
      });
    }),
  );
  return asked;
}

const usageSource = (timeLimitMs?: number, changes = {}) =>
  new OpenaiUsageSource(settingsFor(changes), { ...timing, timeLimitMs });
const costsSource = (timeLimitMs?: number, changes = {}) =>
  new OpenaiCostsSource(settingsFor(changes), { ...timing, timeLimitMs });

function serveAll() {
  return {
    usage: serve(USAGE, [bucket(usageResult())]),
    costs: serve(COSTS, [bucket(costResult())]),
    users: serve(USERS, [user('user-ada', 'Ada@Example.com')]),
  };
}

describe('OpenaiUsageSource', () => {
  it('tells who used what, with the part of the cost that falls to them', async () => {
    const { usage, costs, users } = serveAll();
    const headers: Headers[] = [];
    server.events.on('request:start', ({ request }) => {
      headers.push(request.headers);
    });
    await expect(
      usageSource().collectDay(DAY, context).then(recordsOf),
    ).resolves.toEqual([
      {
        type: 'usage',
        account: {
          kind: 'id',
          key: 'user-ada',
          vendorId: 'user-ada',
          email: 'Ada@Example.com',
        },
        day: DAY,
        counters: {
          tokensIn: 500,
          tokensOut: 700,
          tokensCacheRead: 1200,
          tokensCacheWrite: 300,
        },
        features: ['other'],
        flagged: false,
        credits: null,
        amounts: [
          {
            kind: 'usage',
            source: 'estimate',
            exact: '0.13',
            currency: 'USD',
            model: 'gpt-9-codex',
          },
        ],
        models: [{ model: 'gpt-9-codex', tokensIn: 500, tokensOut: 700 }],
      },
    ]);
    server.events.removeAllListeners();
    const start = String(Date.parse(`${DAY}T00:00:00Z`) / 1000);
    expect(usage[0].searchParams.get('start_time')).toBe(start);
    expect(usage[0].searchParams.getAll('group_by')).toEqual([
      'user_id',
      'model',
      'project_id',
    ]);
    expect(costs[0].searchParams.getAll('group_by')).toEqual([
      'project_id',
      'line_item',
    ]);
    expect(users[0].search).toBe('?limit=100');
    expect(headers[0].get('authorization')).toBe(
      'Bearer sk-admin-never-to-be-seen',
    );
  });

  it('reads all pages of all three lists', async () => {
    serve(
      USAGE,
      [bucket(usageResult())],
      [bucket(usageResult({ user_id: 'user-bob' }))],
    );
    serve(COSTS, [bucket(costResult())], [bucket(costResult())]);
    serve(USERS, [user('user-ada', 'a@b.c')], [user('user-bob', 'b@b.c')]);
    await expect(
      usageSource().collectDay(DAY, context).then(recordsOf),
    ).resolves.toMatchObject([
      { account: { email: 'a@b.c' }, amounts: [{ exact: '0.13' }] },
      { account: { email: 'b@b.c' }, amounts: [{ exact: '0.13' }] },
    ]);
  });

  it('knows by id whom the list names no more, and keys that name nobody', async () => {
    serveAll();
    serve(USAGE, [
      bucket(
        usageResult({ user_id: 'user-gone' }),
        usageResult({ user_id: null }),
        usageResult({ user_id: null, project_id: null }),
      ),
    ]);
    const records = await recordsOf(
      await usageSource().collectDay(DAY, context),
    );
    expect(
      records.map(it =>
        it.type === 'usage' ? [it.account, it.amounts.length] : it.reason,
      ),
    ).toEqual([
      [{ kind: 'id', key: 'user-gone', vendorId: 'user-gone' }, 1],
      [{ kind: 'api-key', key: 'project:proj_coding' }, 1],
      [{ kind: 'api-key', key: 'project:default' }, 0],
    ]);
  });

  it('takes the projects of the tool alone', async () => {
    serveAll();
    serve(USAGE, [
      bucket(usageResult(), usageResult({ project_id: 'proj_product' })),
    ]);
    const source = usageSource(undefined, { projectIds: ['proj_coding'] });
    await expect(
      source.collectDay(DAY, context).then(recordsOf),
    ).resolves.toHaveLength(1);
  });

  it('asks for the users once an hour, not once a day', async () => {
    const { users } = serveAll();
    let now = timing.now();
    const source = new OpenaiUsageSource(settingsFor(), {
      ...timing,
      now: () => now,
    });
    const collect = async () =>
      recordsOf(await source.collectDay(DAY, context));
    await collect();
    await collect();
    expect(users).toHaveLength(1);
    now = new Date('2026-10-01T13:00:00Z');
    await collect();
    expect(users).toHaveLength(2);
  });

  it('hands on what it cannot read, and the rest beside it', async () => {
    serveAll();
    serve(USAGE, [
      bucket({ input_tokens: 'many' }, usageResult({ brand_new: 1 })),
    ]);
    await expect(
      usageSource().collectDay(DAY, context).then(recordsOf),
    ).resolves.toMatchObject([
      { type: 'unreadable', raw: '{"input_tokens":"many"}' },
      { type: 'usage', account: { key: 'user-ada' } },
    ]);
  });

  it('has no day without its costs', async () => {
    serveAll();
    server.use(http.get(COSTS, () => new HttpResponse(null, { status: 204 })));
    await expect(usageSource().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: expect.stringMatching(/the costs of 2026-09-21/),
    });
  });
});

describe('OpenaiCostsSource', () => {
  it('tells a day that cost nothing from one that is not there', async () => {
    serve(COSTS, [bucket()]);
    await expect(
      costsSource().collectDay(DAY, context).then(recordsOf),
    ).resolves.toEqual([]);
    serve(COSTS, []);
    await expect(costsSource().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: 'OpenAI has no bucket of this day',
    });
  });

  it('marks what is not of the projects of the tool', async () => {
    serve(COSTS, [
      bucket(
        ...['proj_coding', 'proj_product', null].map(id =>
          costResult({ project_id: id }),
        ),
      ),
    ]);
    const marks = async (projectIds?: string[]) => {
      const source = costsSource(undefined, { projectIds });
      const records = await recordsOf(await source.collectDay(DAY, context));
      return records.map(it => it.type === 'cost' && it.leftOut === true);
    };
    expect(await marks()).toEqual([false, false, false]);
    expect(await marks(['proj_coding'])).toEqual([false, true, true]);
  });
});

describe.each([
  ['usage', USAGE, usageSource],
  ['costs', COSTS, costsSource],
  // The source that needs them both.
  ['costs of usage', COSTS, usageSource],
  ['users', USERS, usageSource],
])('%s, when OpenAI misbehaves', (_, url, source) => {
  beforeEach(() => {
    serveAll();
  });
  const collect = async (timeLimitMs?: number) =>
    recordsOf<unknown>(await source(timeLimitMs).collectDay(DAY, context));
  const answer = (status: number, body = '', headers = {}) =>
    http.get(url, () => new HttpResponse(body, { status, headers }));

  it.each([
    [401, {}, 'unauthorised', /wrong, expired or revoked.*api\.usage\.read/],
    [403, {}, 'forbidden', /"No, \*\*\*".*api\.usage\.read/],
    [404, {}, 'forbidden', /404.*api\.usage\.read/],
    [429, { 'retry-after': '900' }, 'rate-limited', /429/],
    [500, {}, 'unavailable', /500/],
    [400, {}, 'unexpected', /400/],
  ])(
    'names what a lasting %s means',
    async (status, headers, kind, message) => {
      server.use(
        answer(
          status,
          '{"error":{"message":"No, sk-admin-never-to-be-seen"}}',
          headers,
        ),
      );
      const error = await failureOf(collect());
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(message);
    },
  );

  it('ends a hang', async () => {
    server.use(
      http.get(url, async () => {
        await delay('infinite');
        return HttpResponse.json({});
      }),
    );
    const error = await failureOf(collect(50));
    expect(error.kind).toBe('unavailable');
  });

  it('never takes an answer that was cut off for a whole one', async () => {
    server.use(answer(200, '{"data":[{"object":"bu'));
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
  });

  it.each([
    ['nothing next', { data: [], has_more: true }],
    ['no data', { data: 'none' }],
    ['circles', { data: [], has_more: true, next_page: 'p_1', last_id: 'p_1' }],
  ])('notices %s', async (__, body) => {
    server.use(http.get(url, () => HttpResponse.json(body)));
    const error = await failureOf(collect());
    expect(error.kind).toBe('unexpected');
  });

  it('never takes a missing page for the end', async () => {
    server.use(
      http.get(url, ({ request }) => {
        const { searchParams } = new URL(request.url);
        return searchParams.has('page') || searchParams.has('after')
          ? new HttpResponse(null, { status: 204 })
          : HttpResponse.json({
              data: [],
              has_more: true,
              next_page: 'p_1',
              last_id: 'p_1',
            });
      }),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
  });

  it('does not follow a redirect to another host', async () => {
    server.use(
      http.get(url, () => HttpResponse.redirect('https://evil.example/')),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/credentials stay/);
  });
});

describe.each([
  ['usage', USAGE, usageSource],
  ['costs', COSTS, costsSource],
])('the test of %s', (_, url, source) => {
  it('asks once for a settled day', async () => {
    const asked = serve(url, [bucket()]);
    await expect(source().test(context)).resolves.toBeUndefined();
    expect(asked.map(it => it.searchParams.get('start_time'))).toEqual([
      String(Date.parse('2026-09-28T00:00:00Z') / 1000),
    ]);
  });

  it('names the scope that is missing', async () => {
    server.use(http.get(url, () => new HttpResponse(null, { status: 403 })));
    const error = await failureOf(source().test(context));
    expect(error.message).toMatch(/api\.usage\.read/);
  });
});
