import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  claudeRow,
  costLine,
  failureOf,
  settingsFor,
} from './__testUtils__/rows';
import { ClaudeCodeSource } from './claudeCodeSource';
import { CostReportSource } from './costReportSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const DAY = '2026-09-21';
const ORGANISATION = 'https://api.anthropic.com/v1/organizations';
const USAGE = `${ORGANISATION}/usage_report/claude_code`;
const COST = `${ORGANISATION}/cost_report`;

const context = collectContext();
const timing = {
  now: () => new Date('2026-10-01T12:00:00Z'),
  wait: async () => undefined,
};

function bucket(...results: unknown[]) {
  return { starting_at: `${DAY}T00:00:00Z`, results };
}

/** Serves pages of data, each naming the next. */
function serve(url: string, ...pages: unknown[][]) {
  const asked: URL[] = [];
  server.use(
    http.get(url, ({ request }) => {
      asked.push(new URL(request.url));
      const token = asked[asked.length - 1].searchParams.get('page');
      const page = token ? Number(token.replace('page_', '')) : 0;
      const more = page + 1 < pages.length;
      return HttpResponse.json({
        data: pages[page],
        has_more: more,
        next_page: more ? `page_${page + 1}` : null,
      });
    }),
  );
  return asked;
}

describe('ClaudeCodeSource', () => {
  const source = () => new ClaudeCodeSource(settingsFor(), timing);

  it('asks for one day, page by page, with key and version', async () => {
    const headers: Headers[] = [];
    server.events.on('request:start', ({ request }) => {
      headers.push(request.headers);
    });
    const asked = serve(USAGE, [claudeRow()], [claudeRow(), claudeRow()]);
    await expect(
      source().collectDay(DAY, context).then(recordsOf),
    ).resolves.toHaveLength(3);
    server.events.removeAllListeners();
    expect(asked.map(url => url.search)).toEqual([
      `?starting_at=${DAY}&limit=1000`,
      `?starting_at=${DAY}&limit=1000&page=page_1`,
    ]);
    expect(Object.fromEntries(headers[0])).toMatchObject({
      'x-api-key': 'sk-ant-never-to-be-seen',
      'anthropic-version': '2023-06-01',
      'user-agent': 'backstage-plugin-ai-scorecards',
    });
  });

  it('hands on what it cannot read, and the rest beside it', async () => {
    serve(USAGE, [{ date: 'yesterday' }, claudeRow({ brand_new: 1 })]);
    await expect(
      source().collectDay(DAY, context).then(recordsOf),
    ).resolves.toMatchObject([
      { type: 'unreadable', raw: '{"date":"yesterday"}' },
      { type: 'usage', account: { key: 'ada@example.com' } },
    ]);
  });

  it('takes a day with nobody on it as empty', async () => {
    serve(USAGE, []);
    await expect(source().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: 'Anthropic reports nobody on this day',
    });
  });

  it('tests with one row of a settled day', async () => {
    const asked = serve(USAGE, [claudeRow()], [claudeRow()]);
    await expect(source().test(context)).resolves.toBeUndefined();
    expect(asked.map(url => url.search)).toEqual([
      '?starting_at=2026-09-28&limit=1',
    ]);
  });
});

describe('CostReportSource', () => {
  const source = (workspaces?: string[]) =>
    new CostReportSource(settingsFor({ workspaces }), timing);

  it('asks for one day by description and workspace', async () => {
    const asked = serve(COST, [bucket(costLine())], [bucket(costLine())]);
    await expect(
      source().collectDay(DAY, context).then(recordsOf),
    ).resolves.toMatchObject([
      { type: 'cost', day: DAY, amount: { exact: '2.50125' } },
      { type: 'cost', day: DAY, amount: { exact: '2.50125' } },
    ]);
    const query = asked[0].searchParams;
    expect(query.get('starting_at')).toBe('2026-09-21T00:00:00Z');
    expect(query.get('ending_at')).toBe('2026-09-22T00:00:00Z');
    expect(query.get('bucket_width')).toBe('1d');
    expect(query.getAll('group_by[]')).toEqual(['description', 'workspace_id']);
    expect(asked[1].searchParams.get('page')).toBe('page_1');
  });

  it('tells a day that cost nothing from one that is not there', async () => {
    serve(COST, [bucket()]);
    await expect(
      source().collectDay(DAY, context).then(recordsOf),
    ).resolves.toEqual([]);

    serve(COST, []);
    await expect(source().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it.each([
    [undefined, ['wrkspc_coding', 'wrkspc_product', null]],
    [['wrkspc_coding'], ['wrkspc_coding']],
    [
      ['default', 'wrkspc_product'],
      ['wrkspc_product', null],
    ],
  ])(
    'with workspaces %j takes those of %j, and marks the others',
    async (workspaces, taken) => {
      serve(COST, [
        bucket(
          ...['wrkspc_coding', 'wrkspc_product', null].map(id =>
            costLine({ workspace_id: id }),
          ),
        ),
      ]);
      const records = await recordsOf(
        await source(workspaces).collectDay(DAY, context),
      );
      expect(records).toHaveLength(3);
      expect(
        records
          .filter(it => it.type !== 'cost' || !it.leftOut)
          .map(it => (it.type === 'cost' ? it.workspace : it.reason)),
      ).toEqual(taken);
    },
  );
});

describe.each([
  [
    'ClaudeCodeSource',
    USAGE,
    claudeRow(),
    (timeLimitMs?: number) =>
      new ClaudeCodeSource(settingsFor(), { ...timing, timeLimitMs }),
  ],
  [
    'CostReportSource',
    COST,
    bucket(costLine()),
    (timeLimitMs?: number) =>
      new CostReportSource(settingsFor(), { ...timing, timeLimitMs }),
  ],
])('%s, when Anthropic misbehaves', (_, url, entry, source) => {
  const collect = async (timeLimitMs?: number) => {
    const answer = await source(timeLimitMs).collectDay(DAY, context);
    return recordsOf<unknown>(answer);
  };
  const answer = (status: number, body = '', headers = {}) =>
    http.get(url, () => new HttpResponse(body, { status, headers }));

  it.each([
    [200, ''],
    [200, '""'],
  ])('takes %s with %p as empty', async (status, body) => {
    server.use(answer(status, body));
    await expect(source().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it('takes 204 as empty', async () => {
    server.use(http.get(url, () => new HttpResponse(null, { status: 204 })));
    await expect(source().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it.each([
    [429, { 'retry-after': '3' }],
    [500, {}],
    [529, {}],
  ])('goes on after one %s', async (status, headers) => {
    serve(url, [entry]);
    server.use(
      http.get(url, () => new HttpResponse(null, { status, headers }), {
        once: true,
      }),
    );
    await expect(collect()).resolves.toHaveLength(1);
  });

  it.each([
    [401, {}, 'unauthorised', /wrong, expired or revoked.*Admin API key/],
    [403, {}, 'forbidden', /"No, \*\*\*".*Admin API key/],
    [429, { 'retry-after': '900' }, 'rate-limited', /429/],
    [500, {}, 'unavailable', /500/],
    [400, {}, 'unexpected', /400/],
  ])(
    'names what a lasting %s means',
    async (status, headers, kind, message) => {
      server.use(
        answer(
          status,
          '{"type":"error","error":{"message":"No, sk-ant-never-to-be-seen"}}',
          headers,
        ),
      );
      for (const attempt of [collect(), source().test(context)]) {
        const error = await failureOf(attempt);
        expect(error.kind).toBe(kind);
        expect(error.message).toMatch(message);
      }
    },
  );

  it('takes a 404 neither as proof of access nor as a day without data', async () => {
    server.use(answer(404));
    for (const attempt of [
      source().test(context),
      source().collectDay(DAY, context),
    ]) {
      const error = await failureOf(attempt);
      expect(error.kind).toBe('forbidden');
    }
  });

  it('ends a hang', async () => {
    server.use(
      http.get(url, async () => {
        await delay('infinite');
        return HttpResponse.json({});
      }),
    );
    const error = await failureOf(collect(30));
    expect(error.kind).toBe('unavailable');
  });

  it('never takes an answer that was cut off for a whole one', async () => {
    server.use(answer(200, `{"data":[${JSON.stringify(entry)},{"da`));
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
  });

  it('never takes a missing page for the end', async () => {
    serve(url, [entry], [entry]);
    server.use(
      http.get(url, ({ request }) =>
        new URL(request.url).searchParams.has('page')
          ? new HttpResponse(null, { status: 204 })
          : undefined,
      ),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/left out a page/);
  });

  it.each([
    ['no next page', { data: [], has_more: true, next_page: null }],
    ['no data', { data: 'none' }],
    ['circles', { data: [], has_more: true, next_page: 'page_1' }],
  ])('notices %s', async (__, body) => {
    server.use(http.get(url, () => HttpResponse.json(body)));
    const error = await failureOf(collect());
    expect(error.kind).toBe('unexpected');
  });

  it('does not follow a redirect to another host', async () => {
    server.use(
      http.get(url, () => HttpResponse.redirect('https://evil.example/')),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/credentials stay/);
  });

  it('stops when its caller aborts', async () => {
    serve(url, [entry]);
    await expect(
      source().collectDay(DAY, {
        ...context,
        signal: AbortSignal.abort(new Error('shutting down')),
      }),
    ).rejects.toThrow('shutting down');
  });
});
