import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { BillingJobs, Report } from './billingJobs';
import { githubClient } from './githubApi';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const PATH = '/enterprises/acme/settings/billing/reports';
const REPORTS = `https://api.github.com${PATH}`;
const NOW = '2026-11-23T12:00:00Z';
const WINDOW = {
  type: 'ai_credit',
  from: '2026-10-01',
  to: '2026-10-31',
} as const;
const { signal } = new AbortController();

const report = (changes: Partial<Report> = {}): Report => ({
  id: 'r1',
  report_type: 'ai_credit',
  start_date: '2026-10-01',
  end_date: '2026-10-31',
  status: 'completed',
  download_urls: ['https://github.com/file'],
  created_at: '2026-11-23T11:00:00Z',
  ...changes,
});

/** Serves reports: those that are listed, and what each question about one is answered, the last again and again. */
function serve(listed: Report[], ...states: string[]) {
  const started: unknown[] = [];
  const left = [...states];
  server.use(
    http.get(REPORTS, () =>
      HttpResponse.json({ usage_report_exports: [...listed, { odd: 1 }] }),
    ),
    http.post(REPORTS, async ({ request }) => {
      started.push(await request.json());
      return HttpResponse.json(
        report({ id: 'new', status: 'processing', download_urls: undefined }),
        { status: 202 },
      );
    }),
    http.get(`${REPORTS}/:id`, ({ params }) => {
      const status = left.length > 1 ? left.shift()! : left[0];
      return HttpResponse.json(report({ id: String(params.id), status }));
    }),
  );
  return started;
}

function jobs() {
  const waits: number[] = [];
  const timing = {
    now: () => new Date(NOW),
    wait: async (milliseconds: number) => {
      waits.push(milliseconds / 1000);
    },
  };
  return {
    waits,
    jobs: new BillingJobs({
      client: githubClient(settingsFor(), timing),
      path: PATH,
      access: 'Ask for the scope.',
      ...timing,
    }),
  };
}

describe('BillingJobs', () => {
  it('has a report made and waits until it is', async () => {
    const started = serve([], 'processing', 'processing', 'completed');
    const { jobs: own, waits } = jobs();
    await expect(own.make(WINDOW, signal)).resolves.toEqual({
      state: 'made',
      report: { id: 'new', links: ['https://github.com/file'] },
    });
    expect(started).toEqual([
      {
        report_type: 'ai_credit',
        start_date: '2026-10-01',
        end_date: '2026-10-31',
        send_email: false,
      },
    ]);
    expect(waits).toEqual([2, 4, 8]);
  });

  it.each<[string, Partial<Report>]>([
    ['made today', {}],
    ['being made', { status: 'processing' }],
  ])('takes one of the same days that was %s', async (_, changes) => {
    const started = serve([report(changes)], 'completed');
    await expect(jobs().jobs.make(WINDOW, signal)).resolves.toMatchObject({
      state: 'made',
      report: { id: 'r1' },
    });
    expect(started).toEqual([]);
  });

  it.each<[string, Partial<Report>]>([
    ['failed', { status: 'failed' }],
    ['of other days', { end_date: '2026-10-30' }],
    ['of something else', { report_type: 'detailed' }],
    ['made hours ago', { created_at: '2026-11-23T05:59:00Z' }],
    ['without a time', { created_at: null }],
  ])('does not take one that is %s', async (_, changes) => {
    const started = serve([report(changes)], 'completed');
    await expect(jobs().jobs.make(WINDOW, signal)).resolves.toMatchObject({
      report: { id: 'new' },
    });
    expect(started).toHaveLength(1);
  });

  it('does not take one of yesterday, however young', async () => {
    const started = serve(
      [report({ created_at: '2026-11-22T23:59:00Z' })],
      'completed',
    );
    const timing = { now: () => new Date('2026-11-23T00:10:00Z') };
    const early = new BillingJobs({
      client: githubClient(settingsFor(), timing),
      path: PATH,
      access: '',
      wait: async () => undefined,
      ...timing,
    });
    await early.make(WINDOW, signal);
    expect(started).toHaveLength(1);
  });

  it('takes none where it is wanted anew', async () => {
    const started = serve([report()], 'completed');
    await jobs().jobs.make(WINDOW, signal, true);
    expect(started).toHaveLength(1);
  });

  it('lets another report be finished first', async () => {
    const started = serve(
      [report({ id: 'other', report_type: 'detailed', status: 'processing' })],
      'processing',
      'failed',
      'completed',
    );
    const { jobs: own, waits } = jobs();
    await own.make(WINDOW, signal);
    expect(started).toHaveLength(1);
    expect(waits).toEqual([2, 4, 2]);
  });

  it('gives up on a report that is never finished, and says so', async () => {
    serve([], 'processing');
    const { jobs: own, waits } = jobs();
    const error = await failureOf(own.make(WINDOW, signal));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toBe(
      'GitHub has not finished the AI-credit report from 2026-10-01 to 2026-10-31 within 10 minutes',
    );
    expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(600);
  });

  it('says so when a report fails', async () => {
    serve([], 'failed');
    const error = await failureOf(jobs().jobs.make(WINDOW, signal));
    expect(error.message).toMatch(/could not make .* its state is failed/);
  });

  it.each([409, 422])('says so when none is begun (%i)', async status => {
    serve([], 'completed');
    server.use(
      http.post(REPORTS, () =>
        HttpResponse.json({ message: 'One at a time' }, { status }),
      ),
    );
    const error = await failureOf(jobs().jobs.make(WINDOW, signal));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/One at a time/);
  });

  it.each([
    ['get', 403],
    ['get', 404],
    ['post', 403],
    ['post', 404],
  ] as const)('is refused by %s with %i', async (method, status) => {
    serve([], 'completed');
    server.use(
      http[method](REPORTS, () =>
        HttpResponse.json({ message: 'No' }, { status }),
      ),
    );
    await expect(jobs().jobs.make(WINDOW, signal)).resolves.toMatchObject({
      state: 'refused',
    });
  });

  it.each(['get', 'post'] as const)(
    'is not refused where %s meets a limit of requests',
    async method => {
      serve([], 'completed');
      server.use(
        http[method](REPORTS, () =>
          HttpResponse.json(
            { message: 'You have exceeded a secondary rate limit.' },
            { status: 403, headers: { 'retry-after': '3600' } },
          ),
        ),
      );
      const error = await failureOf(jobs().jobs.make(WINDOW, signal));
      expect(error.kind).toBe('rate-limited');
    },
  );

  it('is not refused but at fault without a credential', async () => {
    serve([], 'completed');
    server.use(
      http.get(REPORTS, () => new HttpResponse(null, { status: 401 })),
    );
    const error = await failureOf(jobs().jobs.make(WINDOW, signal));
    expect(error.kind).toBe('unauthorised');
    expect(error.message).toMatch(/Ask for the scope/);
  });

  it('stops waiting when its caller aborts', async () => {
    serve([], 'processing');
    const own = new BillingJobs({
      client: githubClient(settingsFor(), {}),
      path: PATH,
      access: '',
      now: () => new Date(NOW),
    });
    const controller = new AbortController();
    const made = own.make(WINDOW, controller.signal);
    setTimeout(() => controller.abort(new Error('shutting down')), 50);
    await expect(made).rejects.toThrow('shutting down');
  });
});
