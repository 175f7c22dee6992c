import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import { failureOf, idleRow, SECRETS, settingsFor } from './__testUtils__/rows';
import { CopilotUsageSource } from './copilotUsageSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const DAY = '2026-09-21';
const API = 'https://api.github.com/orgs/acme/copilot';
const REPORT = `${API}/metrics/reports/users-1-day`;
const BLOB = 'https://copilot-reports.github.com';

const context = collectContext();

function source(settings = settingsFor(), timeLimitMs = 5000) {
  return new CopilotUsageSource(settings, {
    now: () => new Date('2026-10-01T12:00:00Z'),
    wait: async () => undefined,
    timeLimitMs,
  });
}

function envelope(links: string[], day = DAY) {
  return HttpResponse.json({ download_links: links, report_day: day });
}

/** Answers for the report with these parts, each a list of rows or the text of a file. */
function serve(...parts: (object[] | string)[]) {
  server.use(
    http.get(REPORT, () =>
      envelope(parts.map((_, i) => `${BLOB}/${i}?sig=s3cret`)),
    ),
    ...parts.map((part, i) =>
      http.get(`${BLOB}/${i}`, () =>
        HttpResponse.text(
          typeof part === 'string'
            ? part
            : part.map(row => `${JSON.stringify(row)}\n`).join(''),
        ),
      ),
    ),
  );
}

async function collect(it = source()) {
  return recordsOf(await it.collectDay(DAY, context));
}

describe('CopilotUsageSource', () => {
  it('asks with token and version, and downloads every part without them', async () => {
    const asked: Request[] = [];
    server.events.on('request:start', ({ request }) => {
      asked.push(request.clone());
    });
    serve(
      [idleRow({ user_id: 1, user_login: 'a' })],
      [idleRow({ user_id: 2, user_login: 'b' })],
    );
    const records = await collect();
    server.events.removeAllListeners();
    expect(records).toMatchObject([
      { type: 'usage', account: { key: 'a' } },
      { type: 'usage', account: { key: 'b' } },
    ]);
    const [api, ...blobs] = asked;
    expect(api.url).toBe(`${REPORT}?day=${DAY}`);
    expect(Object.fromEntries(api.headers)).toMatchObject({
      accept: 'application/vnd.github+json',
      authorization: 'Bearer ghp_never-to-be-seen',
      'x-github-api-version': '2026-03-10',
    });
    expect(blobs).toHaveLength(2);
    for (const blob of blobs) {
      expect(JSON.stringify([...blob.headers])).not.toMatch(SECRETS);
      expect(blob.headers.get('authorization')).toBeNull();
    }
  });

  it('asks the enterprise where one is configured', async () => {
    server.use(
      http.get(
        'https://ghe.example/api/enterprises/acme-ent/copilot/metrics/reports/users-1-day',
        () => envelope(['https://ghe.example/blob']),
      ),
      http.get('https://ghe.example/blob', () => HttpResponse.text('')),
    );
    const it = source(
      settingsFor({
        enterprise: 'acme-ent',
        baseUrl: 'https://ghe.example/api',
      }),
    );
    await expect(collect(it)).resolves.toEqual([]);
    expect(it.access).toContain('"Enterprise Copilot metrics" (read)');
  });

  it.each([
    ['organisation', '2026-01-15', '2025-12-12'],
    ['enterprise', '2026-01-15', '2025-10-10'],
    ['organisation', '2027-02-01', '2026-02-01'],
    ['enterprise', '2027-02-01', '2026-02-01'],
  ])('of the %s on %s: has nothing before %s', (scope, today, earliest) => {
    const it = new CopilotUsageSource(
      settingsFor({ enterprise: scope === 'enterprise' ? 'e' : undefined }),
      { now: () => new Date(`${today}T05:00:00Z`) },
    );
    expect(it.earliestDay).toBe(earliest);
  });

  it.each([
    ['204', () => new HttpResponse(null, { status: 204 })],
    ['200 with an empty text', () => HttpResponse.json('')],
    ['200 with nothing', () => new HttpResponse('')],
    ['no links', () => envelope([])],
  ])('takes %s as empty', async (_, answer) => {
    server.use(http.get(REPORT, answer));
    await expect(source().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: expect.stringContaining('GitHub has no report'),
    });
  });

  it.each([200, 403])(
    'takes 404 as empty where seats answer %s, and asks for those once',
    async status => {
      let asked = 0;
      server.use(
        http.get(REPORT, () => new HttpResponse(null, { status: 404 })),
        http.get(`${API}/billing/seats`, () => {
          asked += 1;
          return HttpResponse.json({ seats: [] }, { status });
        }),
      );
      const it = source();
      for (const day of [DAY, '2026-09-20']) {
        await expect(it.collectDay(day, context)).resolves.toMatchObject({
          state: 'empty',
        });
      }
      expect(asked).toBe(1);
    },
  );

  it('takes 404 as empty where another day has a report, whatever the seats', async () => {
    server.use(
      http.get(REPORT, ({ request }) =>
        new URL(request.url).searchParams.get('day') === DAY
          ? new HttpResponse(null, { status: 404 })
          : envelope([`${BLOB}/0`], '2026-09-27'),
      ),
    );
    await expect(source().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it('never takes 404 for a day without report where the organisation cannot be seen', async () => {
    server.use(
      http.get(REPORT, () => new HttpResponse(null, { status: 404 })),
      http.get(
        `${API}/billing/seats`,
        () => new HttpResponse(null, { status: 404 }),
      ),
    );
    const it = source();
    for (const day of [DAY, '2026-09-20']) {
      const error = await failureOf(it.collectDay(day, context));
      expect(error.kind).toBe('forbidden');
      expect(error.message).toMatch(/organisation "acme".*404/);
    }
  });

  it.each([
    ['a report of another day', () => envelope([`${BLOB}/0`], '2026-09-20')],
    ['something without links', () => HttpResponse.json({ links: [] })],
    ['a page of HTML', () => HttpResponse.html('<html/>')],
  ])('does not take %s for the report', async (_, answer) => {
    server.use(http.get(REPORT, answer));
    const error = await failureOf(source().collectDay(DAY, context));
    expect(error.kind).toBe('unexpected');
  });

  it('hands on what it cannot read, with its text, and the rest beside it', async () => {
    const otherDay = idleRow({ day: '2026-09-20' });
    serve(
      [
        JSON.stringify(idleRow({ brand_new_field: { a: 1 } })),
        '{"user_id":3,"user_lo',
        JSON.stringify(otherDay),
        JSON.stringify(idleRow({ user_id: 4 })),
      ].join('\n'),
    );
    await expect(collect()).resolves.toMatchObject([
      { type: 'usage', dedupeKey: `7001|${DAY}` },
      { type: 'unreadable', raw: '{"user_id":3,"user_lo' },
      { type: 'unreadable', raw: JSON.stringify(otherDay) },
      { type: 'usage', dedupeKey: `4|${DAY}` },
    ]);
  });

  it('marks rows of overlapping parts as the same', async () => {
    serve([idleRow()], [idleRow()]);
    const keys = (await collect()).map(it =>
      it.type === 'usage' ? it.dedupeKey : undefined,
    );
    expect(keys).toEqual([`7001|${DAY}`, `7001|${DAY}`]);
  });

  it.each([
    [429, { 'retry-after': '2' }],
    [500, undefined],
  ])('goes on after one %s', async (status, headers) => {
    serve([idleRow()]);
    server.use(
      http.get(REPORT, () => new HttpResponse(null, { status, headers }), {
        once: true,
      }),
    );
    await expect(collect()).resolves.toHaveLength(1);
  });

  it.each([
    [401, {}, 'unauthorised', /wrong, expired or revoked/],
    [
      403,
      {},
      'forbidden',
      /"Organization Copilot metrics" \(read\).*Enabled everywhere/,
    ],
    [429, { 'retry-after': '900' }, 'rate-limited', /429/],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790859600' },
      'rate-limited',
      /rate limit/,
    ],
    [500, {}, 'unavailable', /500/],
  ])(
    'names what a lasting %s %j means',
    async (status, headers, kind, message) => {
      server.use(
        http.get(REPORT, () => new HttpResponse(null, { status, headers })),
      );
      const error = await failureOf(source().collectDay(DAY, context));
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(message);
    },
  );

  it('ends a hang, of the report and of a part', async () => {
    server.use(
      http.get(REPORT, async () => {
        await delay('infinite');
        return envelope([]);
      }),
    );
    await expect(
      failureOf(source(settingsFor(), 30).collectDay(DAY, context)),
    ).resolves.toMatchObject({ kind: 'unavailable' });

    serve([idleRow()]);
    server.use(
      http.get(`${BLOB}/0`, async () => {
        await delay('infinite');
        return HttpResponse.text('');
      }),
    );
    await expect(
      failureOf(collect(source(settingsFor(), 30))),
    ).resolves.toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    ['within a line', `${JSON.stringify(idleRow())}\n{"user_id":3,`, {}],
    [
      'between lines',
      `${JSON.stringify(idleRow())}\n`,
      { 'content-length': '99999' },
    ],
  ])(
    'never takes a part cut off %s for a short one',
    async (_, text, headers) => {
      serve([idleRow()]);
      server.use(
        http.get(`${BLOB}/0`, () => HttpResponse.text(text, { headers })),
      );
      const error = await failureOf(collect());
      expect(error.kind).toBe('unavailable');
      expect(error.message).toMatch(/cut off/);
    },
  );

  it.each([403, 404])(
    'asks once for new links when one answers %s',
    async status => {
      const asked: string[] = [];
      server.use(
        http.get(REPORT, () => {
          asked.push('report');
          const turn = asked.filter(it => it === 'report').length;
          return envelope([
            `${BLOB}/${turn}-0?sig=s3cret`,
            `${BLOB}/${turn}-1?sig=s3cret`,
          ]);
        }),
        http.get(`${BLOB}/:name`, ({ params: { name } }) => {
          asked.push(String(name));
          return name === '1-1'
            ? new HttpResponse(null, { status })
            : HttpResponse.json(idleRow({ user_login: `u${name}` }));
        }),
      );
      const records = await collect();
      expect(asked).toEqual(['report', '1-0', '1-1', 'report', '2-1']);
      expect(records).toMatchObject([
        { account: { key: 'u1-0' } },
        { account: { key: 'u2-1' } },
      ]);
    },
  );

  it('gives up when new links do not open either, or are not as many', async () => {
    serve([idleRow()]);
    server.use(
      http.get(`${BLOB}/0`, () => new HttpResponse(null, { status: 403 })),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/link does not open \(403\)/);

    server.use(
      http.get(REPORT, () => envelope([`${BLOB}/0`]), { once: true }),
      http.get(REPORT, () => envelope([`${BLOB}/0`, `${BLOB}/1`])),
    );
    await expect(failureOf(collect())).resolves.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/changed while/),
    });
  });

  it.each([
    'https://evil.example/0?sig=s3cret',
    'http://copilot-reports.github.com/0?sig=s3cret',
    'http://127.0.0.1:9/0?sig=s3cret',
    'https://copilot-reports.github.com.evil.example/0?sig=s3cret',
  ])('does not follow the link %s', async link => {
    server.use(http.get(REPORT, () => envelope([link])));
    const error = await failureOf(collect());
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/was not followed/);
  });

  it('follows plain http to this machine when configured', async () => {
    server.use(
      http.get(REPORT, () => envelope(['http://127.0.0.1:9/0'])),
      http.get('http://127.0.0.1:9/0', () => HttpResponse.json(idleRow())),
    );
    await expect(
      collect(source(settingsFor({ allowInsecureLoopback: true }))),
    ).resolves.toHaveLength(1);
  });

  it('does not follow the API to another host', async () => {
    server.use(
      http.get(REPORT, () =>
        HttpResponse.redirect('https://evil.example/?sig=s3cret'),
      ),
    );
    const error = await failureOf(source().collectDay(DAY, context));
    expect(error.message).toMatch(/credentials stay/);
  });

  it('stops when its caller aborts', async () => {
    const controller = new AbortController();
    serve([idleRow(), idleRow({ user_id: 2 })]);
    const answer = await source().collectDay(DAY, {
      ...context,
      signal: controller.signal,
    });
    controller.abort(new Error('shutting down'));
    await expect(recordsOf(answer)).rejects.toThrow('shutting down');
  });

  describe('test', () => {
    const seats = `${API}/billing/seats`;

    it.each([
      ['a report', 200, 200],
      ['no report, but seats', 404, 200],
      ['no report, and no right to see seats', 404, 403],
      ['an empty answer', 204, 500],
    ])('is content with %s', async (_, report, seatStatus) => {
      server.use(
        http.get(REPORT, ({ request }) => {
          expect(new URL(request.url).searchParams.get('day')).toBe(
            '2026-09-27',
          );
          return report === 200
            ? envelope([`${BLOB}/0`], '2026-09-27')
            : new HttpResponse(null, { status: report });
        }),
        http.get(seats, () =>
          HttpResponse.json({ seats: [] }, { status: seatStatus }),
        ),
      );
      await expect(source().test(context)).resolves.toBeUndefined();
    });

    it('names the organisation that GitHub does not know', async () => {
      server.use(
        http.get(REPORT, () => new HttpResponse(null, { status: 404 })),
        http.get(seats, () => new HttpResponse(null, { status: 404 })),
      );
      const error = await failureOf(source().test(context));
      expect(error.kind).toBe('forbidden');
      expect(error.message).toMatch(/organisation "acme".*404/);
    });

    it('names what is missing', async () => {
      server.use(
        http.get(REPORT, () => new HttpResponse(null, { status: 401 })),
      );
      await expect(failureOf(source().test(context))).resolves.toMatchObject({
        kind: 'unauthorised',
      });
    });
  });
});
