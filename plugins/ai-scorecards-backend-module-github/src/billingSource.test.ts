import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { BillingSource } from './billingSource';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const API = 'https://api.github.com';
const context = collectContext();
const timing = {
  now: () => new Date('2026-10-01T12:00:00Z'),
  wait: async () => undefined,
};
const BILLING = { export: true, reportHosts: [] };

const source = (settings = {}, billing = {}) =>
  new BillingSource(settingsFor(settings), { ...BILLING, ...billing }, timing);

const item = {
  product: 'Copilot',
  sku: 'Copilot AI Credits',
  model: 'GPT-9',
  grossAmount: 2.25,
  netAmount: 0.1,
};

describe('BillingSource', () => {
  it('asks an organisation once a day, by its own path', async () => {
    const asked: URL[] = [];
    server.use(
      http.get(
        `${API}/organizations/acme/settings/billing/:type/usage`,
        ({ request }) => {
          asked.push(new URL(request.url));
          return HttpResponse.json({ usageItems: [item] });
        },
      ),
    );
    for (const day of ['2026-09-05', '2026-05-31']) {
      await expect(
        source().collectDay(day, context).then(recordsOf),
      ).resolves.toMatchObject([
        { day, amount: { exact: '0.1' }, value: { exact: '2.25' } },
      ]);
    }
    expect(asked.map(url => `${url.pathname}${url.search}`)).toEqual([
      '/organizations/acme/settings/billing/ai_credit/usage?year=2026&month=9&day=5',
      '/organizations/acme/settings/billing/premium_request/usage?year=2026&month=5&day=31',
    ]);
  });

  it('says that the billing of an organisation may be its enterprise’s', async () => {
    server.use(
      http.get(
        `${API}/organizations/*`,
        () => new HttpResponse(null, { status: 404 }),
      ),
    );
    for (const attempt of [
      source().test(context),
      source().collectDay('2026-09-05', context),
    ]) {
      const error = await failureOf(attempt);
      expect(error.kind).toBe('forbidden');
      expect(error.message).toMatch(
        /404.*manage_billing:copilot.*set enterprise/,
      );
    }
  });

  it('asks day by day where no reports are made, and does not ask for reports again and again', async () => {
    let asked = 0;
    server.use(
      http.get(`${API}/enterprises/acme-ent/settings/billing/reports`, () => {
        asked += 1;
        return HttpResponse.json({ message: 'No' }, { status: 403 });
      }),
      http.get(
        `${API}/enterprises/acme-ent/settings/billing/ai_credit/usage`,
        () => HttpResponse.json({ usageItems: [item] }),
      ),
    );
    const own = source({ enterprise: 'acme-ent' });
    for (const day of ['2026-09-05', '2026-09-04']) {
      await expect(
        own.collectDay(day, context).then(recordsOf),
      ).resolves.toHaveLength(1);
    }
    expect(asked).toBe(1);
    await expect(own.test(context)).resolves.toBeUndefined();
  });

  it('names the scope where neither is allowed', async () => {
    server.use(
      http.get(`${API}/enterprises/*`, () =>
        HttpResponse.json({ message: 'No' }, { status: 403 }),
      ),
    );
    const own = source({ enterprise: 'acme-ent' });
    for (const attempt of [
      own.test(context),
      own.collectDay('2026-09-05', context),
    ]) {
      const error = await failureOf(attempt);
      expect(error.kind).toBe('forbidden');
      expect(error.message).toMatch(/403.*manage_billing:enterprise/);
    }
  });

  it('asks with the token for billing where there is one, and for no reports where they are off', async () => {
    const tokens: (string | null)[] = [];
    server.use(
      http.get(
        `${API}/enterprises/acme-ent/settings/billing/ai_credit/usage`,
        ({ request }) => {
          tokens.push(request.headers.get('authorization'));
          return HttpResponse.json({ usageItems: [] });
        },
      ),
    );
    await expect(
      source(
        { enterprise: 'acme-ent' },
        { token: 'for-billing', export: false },
      ).collectDay('2026-09-05', context),
    ).resolves.toEqual({
      state: 'empty',
      reason: 'GitHub bills nothing on this day',
    });
    expect(tokens).toEqual(['Bearer for-billing']);
  });

  it('looks two years back', () => {
    expect(source().earliestDay).toBe('2024-10-01');
  });
});
