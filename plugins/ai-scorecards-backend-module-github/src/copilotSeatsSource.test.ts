import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { CopilotSeatsSource } from './copilotSeatsSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const SEATS = 'https://api.github.com/orgs/acme/copilot/billing/seats';
const context = collectContext();

function source(settings = settingsFor()) {
  return new CopilotSeatsSource(settings, { wait: async () => undefined });
}

function seat(login: string | null, created = '2026-01-05T10:00:00Z') {
  return {
    created_at: created,
    pending_cancellation_date: null,
    plan_type: 'business',
    assignee: login === null ? null : { login, id: login.length },
  };
}

/** Serves pages of seats, linked as GitHub links them. */
function serve(pages: unknown[][], base = SEATS) {
  server.use(
    http.get(base, ({ request }) => {
      const query = new URL(request.url).searchParams;
      expect(query.get('per_page')).toMatch(/^1(00)?$/);
      const page = Number(query.get('page') ?? 1);
      return HttpResponse.json(
        { total_seats: pages.flat().length, seats: pages[page - 1] },
        page < pages.length
          ? {
              headers: {
                link: `<${base}?per_page=100&page=${page + 1}>; rel="next"`,
              },
            }
          : {},
      );
    }),
  );
}

async function collect(it = source()) {
  return recordsOf(await it.collectSnapshot(context));
}

describe('CopilotSeatsSource', () => {
  it('reads all pages; one person is one seat, nobody is counted', async () => {
    serve([
      [seat('Ada', '2026-02-01T00:00:00Z'), seat(null), { odd: true }],
      [seat('bob'), seat('ada', '2026-01-02T00:00:00Z')],
      [seat(null)],
    ]);
    await expect(collect()).resolves.toMatchObject([
      { type: 'unreadable', raw: '{"odd":true}' },
      { type: 'seat', account: { key: 'ada' }, createdOn: '2026-01-02' },
      { type: 'seat', account: { key: 'bob' } },
      { type: 'seat', account: null },
      { type: 'seat', account: null },
    ]);
  });

  it('asks the enterprise where one is configured', async () => {
    const base =
      'https://api.github.com/enterprises/acme-ent/copilot/billing/seats';
    serve([[seat('ada')]], base);
    await expect(
      collect(source(settingsFor({ enterprise: 'acme-ent' }))),
    ).resolves.toHaveLength(1);
  });

  it('takes no seats as none', async () => {
    serve([[]]);
    await expect(collect()).resolves.toEqual([]);
  });

  it('says when fewer are listed than there are', async () => {
    server.use(
      http.get(SEATS, () =>
        HttpResponse.json({ total_seats: 9, seats: [seat('ada')] }),
      ),
    );
    await expect(collect()).resolves.toHaveLength(1);
    expect(context.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('listed 1 Copilot seats and speaks of 9'),
    );
  });

  it.each([
    [204, undefined],
    [200, '""'],
  ])('takes %s with %p as empty', async (status, body) => {
    server.use(http.get(SEATS, () => new HttpResponse(body, { status })));
    await expect(source().collectSnapshot(context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it('never takes half a listing for the whole', async () => {
    serve([[seat('ada')], [seat('bob')]]);
    server.use(
      http.get(SEATS, ({ request }) =>
        new URL(request.url).searchParams.has('page')
          ? new HttpResponse(null, { status: 204 })
          : undefined,
      ),
    );
    await expect(
      failureOf(source().collectSnapshot(context)),
    ).resolves.toMatchObject({ kind: 'unavailable' });
  });

  it('notices pages that go in circles', async () => {
    server.use(
      http.get(SEATS, () =>
        HttpResponse.json(
          { seats: [seat('ada')] },
          { headers: { link: `<${SEATS}?page=2>; rel="next"` } },
        ),
      ),
    );
    const error = await failureOf(source().collectSnapshot(context));
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/circles/);
  });

  it.each([
    [401, 'unauthorised', /wrong, expired or revoked/],
    [403, 'forbidden', /"GitHub Copilot Business" \(read\)/],
    [404, 'forbidden', /organisation "acme"/],
    [500, 'unavailable', /500/],
  ])('names what %s means', async (status, kind, message) => {
    server.use(http.get(SEATS, () => new HttpResponse(null, { status })));
    for (const attempt of [
      source().collectSnapshot(context),
      source().test(context),
    ]) {
      const error = await failureOf(attempt);
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(message);
    }
  });

  it('does not take something else for seats', async () => {
    server.use(http.get(SEATS, () => HttpResponse.json({ seats: 'many' })));
    await expect(
      failureOf(source().collectSnapshot(context)),
    ).resolves.toMatchObject({ kind: 'unexpected' });
  });

  it('tests with one seat', async () => {
    serve([[seat('ada')]]);
    await expect(source().test(context)).resolves.toBeUndefined();
  });
});
