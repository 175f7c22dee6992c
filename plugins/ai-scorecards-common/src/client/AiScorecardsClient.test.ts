import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { AiScorecardsClient } from './AiScorecardsClient';
import { apiPath, apiPaths } from './paths';

const baseUrl = 'https://portal.example.com/api/ai-scorecards';

function clientThatGets(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_url: RequestInfo | URL, _init?: RequestInit) =>
      new Response(body === undefined ? undefined : JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const getBaseUrl = jest.fn(async () => baseUrl);
  const client = new AiScorecardsClient({
    discoveryApi: { getBaseUrl },
    fetchApi: { fetch },
  });
  return { client, fetch, getBaseUrl };
}

const policyAnswer = {
  allowed: true,
  basis: 'default',
  reason: 'GitHub Copilot is the default tool.',
  team: 'group:default/payments',
  tool: 'resource:default/github-copilot',
  title: 'GitHub Copilot',
  until: null,
  links: null,
};

describe('apiPath', () => {
  it('fills in and encodes names', () => {
    expect(
      apiPath(apiPaths.teamScorecard, { namespace: 'default', name: 'a/b c' }),
    ).toBe('/v1/teams/default/a%2Fb%20c/scorecard');
  });

  it('refuses a path with a name missing', () => {
    expect(() => apiPath(apiPaths.tool, { namespace: 'default' })).toThrow(
      /needs a value for 'name'/,
    );
  });
});

describe('AiScorecardsClient', () => {
  it('asks at the plugin that discovery names, with the query', async () => {
    const { client, fetch, getBaseUrl } = clientThatGets(200, policyAnswer);
    const answer = await client.policy({
      team: 'group:default/payments',
      tool: 'GitHub Copilot',
      data: undefined,
    });
    expect(answer).toEqual(policyAnswer);
    expect(getBaseUrl).toHaveBeenCalledWith('ai-scorecards');
    expect(fetch.mock.calls[0][0]).toBe(
      `${baseUrl}/v1/policy?team=group%3Adefault%2Fpayments&tool=GitHub+Copilot`,
    );
  });

  it.each([
    [
      'teamScorecard',
      (c: AiScorecardsClient) => c.teamScorecard('group:default/payments'),
      '/v1/teams/default/payments/scorecard',
    ],
    [
      'teamTrends',
      (c: AiScorecardsClient) =>
        c.teamTrends('group:ns/pay', { metric: 'cost', grain: 'month' }),
      '/v1/teams/ns/pay/trends?metric=cost&grain=month',
    ],
    [
      'teams',
      (c: AiScorecardsClient) => c.teams({ limit: 5 }),
      '/v1/teams?limit=5',
    ],
    ['tools', (c: AiScorecardsClient) => c.tools(), '/v1/tools'],
    [
      'tool',
      (c: AiScorecardsClient) => c.tool('resource:default/cursor'),
      '/v1/tools/default/cursor',
    ],
    ['me', (c: AiScorecardsClient) => c.me(), '/v1/me'],
    [
      'ingestionStatus',
      (c: AiScorecardsClient) => c.ingestionStatus(),
      '/v1/ingestion/status',
    ],
    [
      'reconciliation',
      (c: AiScorecardsClient) => c.reconciliation({ month: '2026-10' }),
      '/v1/ingestion/reconciliation?month=2026-10',
    ],
    [
      'identities',
      (c: AiScorecardsClient) => c.identities({ state: 'unresolved' }),
      '/v1/ingestion/identities?state=unresolved',
    ],
  ])('%s reads its own path', async (_, call, path) => {
    const { client, fetch } = clientThatGets(404, {
      error: { name: 'NotFoundError', message: 'no' },
    });
    await expect(call(client)).rejects.toBeInstanceOf(ResponseError);
    expect(fetch.mock.calls[0][0]).toBe(`${baseUrl}${path}`);
    expect(fetch.mock.calls[0][1]?.method).toBeUndefined();
  });

  it('closes a month and fetches its files', async () => {
    const answer = { at: '2026-11-04T00:00:00.000Z', by: null };
    const { client, fetch } = clientThatGets(200, answer);
    await expect(client.closeMonth('2026-10')).resolves.toEqual(answer);
    expect(fetch.mock.calls[0][1]).toMatchObject({
      method: 'POST',
      body: '{"month":"2026-10"}',
    });
    await expect(
      clientThatGets(200, answer).client.chargeback('2026-10'),
    ).resolves.toBe(JSON.stringify(answer));
    await expect(
      clientThatGets(200, answer).client.focusExport('2026-10'),
    ).resolves.toEqual({ csv: JSON.stringify(answer), leftOut: 0 });
  });

  it('hands out the decision log as a file', async () => {
    const { client, fetch } = clientThatGets(200, { sequence: 1 });
    const file = await client.decisionLogExport();
    expect(await file.text()).toBe('{"sequence":1}');
    expect(fetch.mock.calls[0][0]).toBe(`${baseUrl}/v1/exceptions/log.ndjson`);
  });

  it('posts decisions and returns what changed', async () => {
    const { client, fetch } = clientThatGets(200, {
      changed: 1,
      daysAffected: 312,
    });
    const request = { csv: 'namespace,account,state,person,leftOn\n' };
    await expect(client.decideIdentities(request)).resolves.toEqual({
      changed: 1,
      daysAffected: 312,
    });
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe(`${baseUrl}/v1/ingestion/identities`);
    expect(init?.method).toBe('POST');
    expect(init?.body).toBe(JSON.stringify(request));
  });

  it('posts tests, ranges, words on a seat and on a held snapshot to their paths', async () => {
    const test = clientThatGets(200, { ok: false, sentence: 'No scope.' });
    await expect(test.client.testSource('github/usage')).resolves.toEqual({
      ok: false,
      sentence: 'No scope.',
    });
    expect(test.fetch.mock.calls[0][0]).toBe(
      `${baseUrl}/v1/ingestion/sources/github%2Fusage/test`,
    );

    const range = clientThatGets(202, { days: 3 });
    const days = { source: 'github', from: '2026-11-01', to: '2026-11-03' };
    await expect(range.client.backfill(days)).resolves.toEqual({ days: 3 });
    expect(range.fetch.mock.calls[0][0]).toBe(
      `${baseUrl}/v1/ingestion/backfill`,
    );

    const seat = clientThatGets(204, undefined);
    const keep = { tool: 'resource:default/cursor', answer: 'keep' } as const;
    await seat.client.answerSeat(keep);
    expect(seat.fetch.mock.calls[0][0]).toBe(`${baseUrl}/v1/me/seats`);
    expect(seat.fetch.mock.calls[0][1]?.body).toBe(JSON.stringify(keep));

    const held = clientThatGets(204, undefined);
    await held.client.heldSnapshot({ id: 4, action: 'apply' });
    expect(held.fetch.mock.calls[0][0]).toBe(
      `${baseUrl}/v1/ingestion/organisation`,
    );
    expect(held.fetch.mock.calls[0][1]?.body).toBe('{"id":4,"action":"apply"}');
  });

  it("hands on the backend's error", async () => {
    const { client } = clientThatGets(403, {
      error: { name: 'NotAllowedError', message: 'For operators only' },
      response: { statusCode: 403 },
    });
    const error: unknown = await client.ingestionStatus().catch(e => e);
    expect(error).toBeInstanceOf(ResponseError);
    expect((error as ResponseError).cause.name).toBe('NotAllowedError');
  });

  it('refuses an answer that is not what the contract says', async () => {
    const { client } = clientThatGets(200, { ...policyAnswer, basis: 'luck' });
    await expect(
      client.policy({ team: 'group:default/payments', tool: 'x' }),
    ).rejects.toBeInstanceOf(z.ZodError);
  });
});
