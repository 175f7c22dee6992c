import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import { costRow, failureOf, settingsFor, userRow } from './__testUtils__/rows';
import { EnterpriseCostSource } from './costSource';
import { EnterpriseUsageSource } from './usageSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const DAY = '2026-09-21';
const ANALYTICS = 'https://api.anthropic.com/v1/organizations/analytics';

const context = collectContext();
const timing = {
  now: () => new Date('2026-10-01T12:00:00Z'),
  wait: async () => undefined,
};

const refuse = (status: number, message: string) =>
  HttpResponse.json(
    { type: 'error', error: { type: 'error', message } },
    { status },
  );

describe.each([
  [
    'EnterpriseUsageSource',
    `${ANALYTICS}/users`,
    userRow(),
    `?date=${DAY}&limit=1000`,
    '?date=2026-09-28&limit=1',
    () => new EnterpriseUsageSource(settingsFor(), timing),
  ],
  [
    'EnterpriseCostSource',
    `${ANALYTICS}/user_cost_report`,
    costRow(),
    `?starting_at=${DAY}T00%3A00%3A00Z&ending_at=2026-09-22T00%3A00%3A00Z&bucket_width=1d&group_by%5B%5D=product&group_by%5B%5D=model&products%5B%5D=claude_code&limit=1000`,
    '?starting_at=2026-09-28T00%3A00%3A00Z&ending_at=2026-09-29T00%3A00%3A00Z&bucket_width=1d&group_by%5B%5D=product&group_by%5B%5D=model&products%5B%5D=claude_code&limit=1',
    () => new EnterpriseCostSource(settingsFor(), timing),
  ],
])('%s', (_, url, entry, query, testQuery, source) => {
  const collect = async () =>
    recordsOf<unknown>(await source().collectDay(DAY, context));

  /** Serves pages of data, each naming the next; says what was asked. */
  function serve(pages: unknown[][], hasMore = true) {
    const asked: URL[] = [];
    server.use(
      http.get(url, ({ request }) => {
        asked.push(new URL(request.url));
        const token = asked[asked.length - 1].searchParams.get('page');
        const page = token ? Number(token.replace('page_', '')) : 0;
        const more = page + 1 < pages.length;
        return HttpResponse.json({
          data: pages[page],
          ...(hasMore && { has_more: more }),
          next_page: more ? `page_${page + 1}` : null,
        });
      }),
    );
    return asked;
  }

  it.each([true, false])(
    'asks for one day, page by page (has_more sent: %p)',
    async hasMore => {
      const headers: Headers[] = [];
      server.events.on('request:start', ({ request }) => {
        headers.push(request.headers);
      });
      const asked = serve([[entry], [{ odd: 1 }]], hasMore);
      await expect(collect()).resolves.toMatchObject([
        { account: { key: 'ada@example.com' } },
        { type: 'unreadable', raw: '{"odd":1}' },
      ]);
      server.events.removeAllListeners();
      expect(asked.map(each => each.search)).toEqual([
        query,
        `${query}&page=page_1`,
      ]);
      expect(Object.fromEntries(headers[0])).toMatchObject({
        'x-api-key': 'sk-ant-never-to-be-seen',
        'anthropic-version': '2023-06-01',
      });
    },
  );

  it('tests with one row of a settled day', async () => {
    const asked = serve([[entry]]);
    await expect(source().test(context)).resolves.toBeUndefined();
    expect(asked.map(each => each.search)).toEqual([testQuery]);
  });

  it('takes a day with nobody on it as empty', async () => {
    serve([[]]);
    await expect(source().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
      reason: expect.stringContaining('nobody'),
    });
  });

  it('takes a refusal that names an earlier day as not ready', async () => {
    server.use(
      http.get(url, () =>
        refuse(400, `${DAY} is not ready, the latest day is 2026-09-19`),
      ),
    );
    await expect(source().collectDay(DAY, context)).resolves.toEqual({
      state: 'empty',
      reason: 'Anthropic has analytics up to 2026-09-19',
    });
    await expect(source().test(context)).resolves.toBeUndefined();
  });

  it.each([
    'limit: must be lower',
    `${DAY} is no day`,
    'use a day from 2026-09-22 on',
  ])('takes the refusal "%s" as a fault', async message => {
    server.use(http.get(url, () => refuse(400, message)));
    const error = await failureOf(collect());
    expect(error).toMatchObject({
      kind: 'unexpected',
      message: expect.stringContaining(message),
    });
  });

  /** Pages expire so many times, at the second page. */
  function expire(times: number) {
    const asked = serve([[entry], [entry]]);
    let left = times;
    server.use(
      http.get(url, ({ request }) => {
        if (new URL(request.url).searchParams.has('page') && left > 0) {
          left -= 1;
          return refuse(410, 'The cursor has expired');
        }
        return undefined;
      }),
    );
    return asked;
  }

  it('says when pages expired, and is whole when it is asked again', async () => {
    const asked = expire(1);
    const error = await failureOf(collect());
    expect(error).toMatchObject({
      kind: 'expired',
      message: expect.stringContaining(`of ${DAY} expired`),
    });
    await expect(collect()).resolves.toHaveLength(2);
    expect(asked.map(each => each.search)).toEqual([
      query,
      query,
      `${query}&page=page_1`,
    ]);
  });

  it('asks for a page once the rows of the one before it were taken', async () => {
    const asked = serve([[entry, entry], [entry], [entry]]);
    const answer = await source().collectDay(DAY, context);
    if (answer.state === 'empty') throw new Error(answer.reason);
    const askedBy: number[] = [];
    for await (const _record of answer.records) askedBy.push(asked.length);
    expect(askedBy).toEqual([1, 1, 2, 3]);
  });

  it.each([
    [401, 'unauthorised', /revoked.*read:analytics/],
    [403, 'forbidden', /read:analytics.*primary owner/],
    [404, 'forbidden', /404.*read:analytics/],
    [410, 'unexpected', /Gone away/],
  ])('names what a lasting %s means', async (status, kind, message) => {
    server.use(http.get(url, () => refuse(status, 'Gone away')));
    for (const attempt of [collect(), source().test(context)]) {
      const error = await failureOf(attempt);
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(message);
    }
  });

  it('never takes a missing page for the end', async () => {
    serve([[entry], [entry]]);
    server.use(
      http.get(url, ({ request }) =>
        new URL(request.url).searchParams.has('page')
          ? new HttpResponse(null, { status: 204 })
          : undefined,
      ),
    );
    const error = await failureOf(collect());
    expect(error.kind).toBe('unavailable');
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
});
