import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  dailyRow,
  failureOf,
  idleRow,
  settingsFor,
  usageEvent,
} from './__testUtils__/rows';
import { CursorSeatsSource } from './cursorSeatsSource';
import { CursorUsageSource } from './cursorUsageSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const DAY = '2026-09-21';
const TEAM = 'https://api.cursor.com/teams';
const USAGE = `${TEAM}/daily-usage-data`;
const EVENTS = `${TEAM}/filtered-usage-events`;
const MEMBERS = `${TEAM}/members`;

const context = collectContext();
const timing = {
  now: () => new Date('2026-10-01T12:00:00Z'),
  wait: async () => undefined,
};

interface Asked {
  startDate: number;
  endDate: number;
  page: number;
  pageSize: number;
}

/** Serves pages of the daily usage. */
function serveUsage(...pages: unknown[][]) {
  const asked: Asked[] = [];
  server.use(
    http.post(USAGE, async ({ request }) => {
      const question = (await request.json()) as Asked;
      asked.push(question);
      const { page } = question;
      return HttpResponse.json({
        data: pages[page - 1],
        pagination: {
          page,
          totalPages: pages.length,
          hasNextPage: page < pages.length,
        },
      });
    }),
  );
  return asked;
}

/** Serves pages of events, with what Cursor says that there are on all. */
function serveEvents(pages: unknown[][], total = pages.flat().length) {
  const asked: Asked[] = [];
  server.use(
    http.post(EVENTS, async ({ request }) => {
      const question = (await request.json()) as Asked;
      asked.push(question);
      const { page } = question;
      return HttpResponse.json({
        totalUsageEventsCount: total,
        pagination: {
          numPages: pages.length,
          currentPage: page,
          hasNextPage: page < pages.length,
        },
        usageEvents: pages[page - 1],
      });
    }),
  );
  return asked;
}

const usageSource = (timeLimitMs?: number) =>
  new CursorUsageSource(settingsFor(), { ...timing, timeLimitMs });

const collect = async (timeLimitMs?: number) =>
  recordsOf(await usageSource(timeLimitMs).collectDay(DAY, context));

describe('CursorUsageSource', () => {
  it('asks for one day of both lists, to its last millisecond, page by page', async () => {
    const headers: Headers[] = [];
    server.events.on('request:start', ({ request }) => {
      headers.push(request.headers);
    });
    const usage = serveUsage([dailyRow()], [idleRow()]);
    const events = serveEvents([[usageEvent(), usageEvent()], [usageEvent()]]);
    const records = await collect();
    server.events.removeAllListeners();
    expect(records.map(it => it.type)).toEqual(Array(5).fill('usage'));
    const asked = {
      startDate: Date.parse('2026-09-21T00:00:00.000Z'),
      endDate: Date.parse('2026-09-21T23:59:59.999Z'),
      pageSize: 1000,
    };
    expect(usage).toEqual([
      { ...asked, page: 1 },
      { ...asked, page: 2 },
    ]);
    expect(events).toEqual(usage);
    expect(headers[0].get('authorization')).toBe(
      `Basic ${Buffer.from('key_never_to_be_seen:').toString('base64')}`,
    );
    expect(headers[0].get('content-type')).toBe('application/json');
  });

  it('hands on what it cannot read, and the rest beside it', async () => {
    serveUsage([{ day: 'soon' }, dailyRow({ brand_new: 1 })]);
    serveEvents([[{ timestamp: 'soon' }, usageEvent()]]);
    await expect(collect()).resolves.toMatchObject([
      { type: 'unreadable', raw: '{"day":"soon"}' },
      { type: 'usage', account: { key: 'ada@example.com' } },
      { type: 'unreadable', raw: '{"timestamp":"soon"}' },
      { type: 'usage', account: { key: 'ada@example.com' } },
    ]);
  });

  it('takes a list without pages as a whole one', async () => {
    server.use(
      http.post(USAGE, () => HttpResponse.json({ data: [dailyRow()] })),
      http.post(EVENTS, () => HttpResponse.json({ usageEvents: [] })),
    );
    await expect(collect()).resolves.toHaveLength(1);
  });

  it('takes a day with nobody on it as empty', async () => {
    server.use(
      http.post(USAGE, () => HttpResponse.json({ data: [] })),
      http.post(EVENTS, () => HttpResponse.json({ usageEvents: [] })),
    );
    await expect(usageSource().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: 'Cursor lists nobody on this day',
    });
  });

  it('has no day without its events', async () => {
    serveUsage([dailyRow()]);
    server.use(
      http.post(EVENTS, () => new HttpResponse(null, { status: 204 })),
    );
    await expect(usageSource().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: expect.stringMatching(/usage events of 2026-09-21/),
    });
  });

  it.each([
    ['one left out', [[usageEvent()], [usageEvent()]], 3],
    ['one twice', [[usageEvent()], [usageEvent()]], 1],
  ])(
    'does not take events that moved between pages: %s',
    async (_, pages, n) => {
      serveUsage([dailyRow()]);
      serveEvents(pages, n);
      const error = await failureOf(collect());
      expect(error.kind).toBe('unavailable');
      expect(error.message).toMatch(/while they were read/);
    },
  );

  it('does not take events whose number changes while they are read', async () => {
    serveUsage([dailyRow()]);
    server.use(
      http.post(EVENTS, async ({ request }) => {
        const { page } = (await request.json()) as Asked;
        return HttpResponse.json({
          totalUsageEventsCount: page + 1,
          pagination: { hasNextPage: page === 1 },
          usageEvents:
            page === 1 ? [usageEvent()] : [usageEvent(), usageEvent()],
        });
      }),
    );
    await expect(failureOf(collect())).resolves.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('tests with one row of a settled day', async () => {
    const asked = serveUsage([dailyRow()]);
    await expect(usageSource().test(context)).resolves.toBeUndefined();
    expect(asked).toMatchObject([
      { startDate: Date.parse('2026-09-28T00:00:00Z'), pageSize: 1 },
    ]);
  });

  it('never takes a missing page for the end', async () => {
    serveUsage([dailyRow()], [idleRow()]);
    serveEvents([[]]);
    server.use(
      http.post(USAGE, async ({ request }) =>
        ((await request.clone().json()) as Asked).page === 2
          ? new HttpResponse(null, { status: 204 })
          : undefined,
      ),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/left out a page/);
  });

  it.each([
    ['no list', { data: 'none' }],
    ['another list', { rows: [] }],
    ['no end', { data: [], pagination: { hasNextPage: true } }],
  ])('notices %s', async (_, body) => {
    serveEvents([[usageEvent()]]);
    server.use(http.post(USAGE, () => HttpResponse.json(body)));
    const error = await failureOf(collect());
    expect(error.kind).toBe('unexpected');
  });
});

describe('CursorSeatsSource', () => {
  const seats = () => new CursorSeatsSource(settingsFor(), timing);
  const member = (changes: Record<string, unknown> = {}) => ({
    id: 'user_b8Hq',
    name: 'Ada',
    email: 'Ada@Example.com',
    role: 'member',
    isRemoved: false,
    ...changes,
  });
  const serve = (teamMembers: unknown) =>
    server.use(http.get(MEMBERS, () => HttpResponse.json({ teamMembers })));

  it('lists who holds a seat, since a day that Cursor does not tell', async () => {
    serve([
      member(),
      member({ email: 'gone@example.com', isRemoved: true }),
      member({ email: 'boss@example.com', role: 'owner' }),
      member({ email: 'purse@example.com', role: 'free-owner' }),
      member({ email: undefined, isRemoved: undefined }),
    ]);
    const records = await recordsOf(await seats().collectSnapshot(context));
    const seat = { type: 'seat', createdOn: null, endsOn: null, plan: null };
    expect(records).toEqual([
      {
        ...seat,
        account: {
          kind: 'email',
          key: 'ada@example.com',
          email: 'Ada@Example.com',
        },
      },
      expect.objectContaining({
        account: expect.objectContaining({ key: 'boss@example.com' }),
      }),
      {
        ...seat,
        account: {
          kind: 'id',
          key: 'user:user_b8Hq',
          vendorId: 'user_b8Hq',
        },
      },
    ]);
  });

  it('keeps what it cannot read', async () => {
    serve([{ role: 'member' }, { email: 7 }, member()]);
    await expect(
      recordsOf(await seats().collectSnapshot(context)),
    ).resolves.toMatchObject([
      { type: 'unreadable', reason: expect.stringMatching(/neither/) },
      { type: 'unreadable', reason: expect.stringMatching(/email/) },
      { type: 'seat' },
    ]);
  });

  it('waits as long as it is told, and asks again', async () => {
    const waits: number[] = [];
    server.use(
      http.get(
        MEMBERS,
        () =>
          new HttpResponse(null, {
            status: 429,
            headers: { 'retry-after': '20' },
          }),
      ),
    );
    const source = new CursorSeatsSource(settingsFor(), {
      ...timing,
      wait: async milliseconds => {
        waits.push(milliseconds);
      },
    });
    await failureOf(source.test(context));
    expect(waits).toEqual([20_000, 20_000, 20_000]);
  });

  it('takes something else than members for none of them', async () => {
    serve('everybody');
    const error = await failureOf(seats().collectSnapshot(context));
    expect(error.kind).toBe('unexpected');
  });
});

describe.each([
  [
    'usage',
    USAGE,
    async (timeLimitMs?: number) => collect(timeLimitMs),
    () => usageSource().test(context),
  ],
  [
    'seats',
    MEMBERS,
    async (timeLimitMs?: number) =>
      recordsOf(
        await new CursorSeatsSource(settingsFor(), {
          ...timing,
          timeLimitMs,
        }).collectSnapshot(context),
      ),
    () => new CursorSeatsSource(settingsFor(), timing).test(context),
  ],
] as const)('%s, when Cursor misbehaves', (_, url, ask, test) => {
  const answer = (status: number, body: string | null = '', headers = {}) =>
    http.all(url, () => new HttpResponse(body, { status, headers }));

  it.each([
    [200, ''],
    [200, '""'],
    [204, null],
  ])('takes %s with %p as empty', async (status, body) => {
    server.use(answer(status, body));
    await expect(ask()).rejects.toThrow(/There is nothing/);
  });

  it.each([
    [401, {}, 'unauthorised', /wrong, expired or revoked.*scope admin:\*/],
    [403, {}, 'forbidden', /"No, \*\*\*".*scope admin:\*/],
    [404, {}, 'forbidden', /404.*scope admin:\*/],
    [429, { 'retry-after': '900' }, 'rate-limited', /429/],
    [500, {}, 'unavailable', /500/],
    [400, {}, 'unexpected', /400/],
  ])(
    'names what a lasting %s means',
    async (status, headers, kind, message) => {
      server.use(
        answer(status, '{"message":"No, key_never_to_be_seen"}', headers),
      );
      for (const attempt of [ask(), test()]) {
        const error = await failureOf(attempt);
        expect(error.kind).toBe(kind);
        expect(error.message).toMatch(message);
      }
    },
  );

  it('ends a hang', async () => {
    server.use(
      http.all(url, async () => {
        await delay('infinite');
        return HttpResponse.json({});
      }),
    );
    const error = await failureOf(ask(30));
    expect(error.kind).toBe('unavailable');
  });

  it('never takes an answer that was cut off for a whole one', async () => {
    server.use(answer(200, '{"data":[{"day":"2026-09-2'));
    const error = await failureOf(ask());
    expect(error.kind).toBe('unavailable');
  });

  it('does not follow a redirect to another host', async () => {
    server.use(
      http.all(url, () => HttpResponse.redirect('https://evil.example/')),
    );
    const error = await failureOf(ask());
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/credentials stay|not sent on/);
  });
});
