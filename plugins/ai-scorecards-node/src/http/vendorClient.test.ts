import { SourceError } from '../sources/SourceError';
import { startTestServer, TestServer } from './testServer';
import { VendorClient, VendorClientOptions } from './vendorClient';

const TOKEN = 'tok-0123456789';
const ACCESS = 'The token needs the permission "Reports" (read).';

let server: TestServer;
let other: TestServer;
let waits: number[];

beforeAll(async () => {
  [server, other] = await Promise.all([startTestServer(), startTestServer()]);
});
afterAll(() => Promise.all([server.close(), other.close()]));
beforeEach(() => {
  waits = [];
});

function client(options: Partial<VendorClientOptions> = {}) {
  return new VendorClient({
    vendor: 'Acme',
    baseUrl: server.url,
    headers: { authorization: `Bearer ${TOKEN}` },
    secrets: [TOKEN],
    now: () => new Date('2026-11-02T10:00:00Z'),
    wait: async milliseconds => {
      waits.push(milliseconds);
    },
    ...options,
  });
}

const signal = new AbortController().signal;

async function failure(promise: Promise<unknown>): Promise<SourceError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  expect(error.message).not.toContain(TOKEN);
  expect(error.cause).toBeUndefined();
  return error;
}

describe('VendorClient', () => {
  it('takes a turn for every attempt', async () => {
    let turns = 0;
    const pace = {
      turn: async () => {
        turns += 1;
      },
    };
    let asked = 0;
    server.answer((_, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 503 : 200).end('{}');
    });
    await client({ pace }).getJson('/paced', { access: ACCESS, signal });
    expect([turns, asked]).toEqual([2, 2]);
  });

  it('posts JSON once, and follows no redirect with it', async () => {
    const post = () =>
      client().postOnce('/jobs', { a: 1 }, { access: ACCESS, signal });
    let body = '';
    server.answer((request, response) => {
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => response.writeHead(202).end('{"id":"7"}'));
    });
    await expect(post()).resolves.toMatchObject({ value: { id: '7' } });
    expect(body).toBe('{"a":1}');
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });

    server.answer((_, response) => response.writeHead(503).end());
    expect(await failure(post())).toMatchObject({ kind: 'unavailable' });
    expect(server.requests).toHaveLength(1);

    server.answer((_, response) =>
      response.writeHead(302, { location: `${server.url}/b` }).end(),
    );
    expect(await failure(post())).toMatchObject({ kind: 'unexpected' });
    expect(server.requests).toHaveLength(1);
  });

  it('takes a status as an answer where it is asked to, with the vendor’s sentence', async () => {
    server.answer((_, response) =>
      response.writeHead(410).end(`{"message":"Gone, ${TOKEN}"}`),
    );
    const ask = (answers: number[]) =>
      client().getJson('/a', { access: ACCESS, signal, answers });
    await expect(ask([400, 410])).resolves.toEqual({
      state: 'empty',
      status: 410,
      reason: 'Gone, *** (410)',
    });
    expect(await failure(ask([400]))).toMatchObject({ kind: 'unexpected' });
  });

  it.each<[string, Record<string, string>, string]>([
    ['names a time', { 'retry-after': '7' }, '{}'],
    [
      'says so',
      {},
      '{"message":"You have exceeded a secondary rate limit. Please wait."}',
    ],
  ])('takes a limit that %s for no answer', async (_, headers, body) => {
    server.answer((__, response) => response.writeHead(403, headers).end(body));
    const request = { access: ACCESS, signal, answers: [403] };
    for (const ask of [
      () => client().getJson('/a', request),
      () => client().postOnce('/a', {}, request),
    ]) {
      expect(await failure(ask())).toMatchObject({ kind: 'rate-limited' });
    }
  });

  it('asks below the base path, with the credential and the query', async () => {
    server.answer((_, response) => response.end('{"n":1.50}'));
    await expect(
      client({ baseUrl: `${server.url}/api/v3/` }).getJson('/orgs/a%2Fb', {
        query: [
          ['group_by[]', 'one'],
          ['group_by[]', 'two'],
        ],
        numbersAsText: ['n'],
        access: ACCESS,
        signal,
      }),
    ).resolves.toMatchObject({ state: 'data', value: { n: '1.50' } });
    expect(server.requests[0].url).toBe(
      '/api/v3/orgs/a%2Fb?group_by%5B%5D=one&group_by%5B%5D=two',
    );
    expect(server.requests[0].headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('posts a question, again after a failure, and never to where it is sent on', async () => {
    const bodies: string[] = [];
    server.answer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        bodies.push(`${request.method} ${body}`);
        response.writeHead(bodies.length === 1 ? 500 : 200).end('{"n":1}');
      });
    });
    const ask = () =>
      client().postJson('/a', { day: 'b' }, { access: ACCESS, signal });
    await expect(ask()).resolves.toMatchObject({ value: { n: 1 } });
    expect(bodies).toEqual(Array(2).fill('POST {"day":"b"}'));
    expect(server.requests[0].headers['content-type']).toBe('application/json');

    server.answer((_, response) =>
      response.writeHead(307, { location: '/b' }).end(),
    );
    const moved = await failure(ask());
    expect(moved.kind).toBe('unexpected');
    expect(moved.message).toMatch(/not sent on/);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [204, ''],
    [404, '{"message":"Not Found"}'],
    [200, ''],
    [200, '""'],
    [200, ' null '],
  ])('takes %s with %p as empty', async (status, body) => {
    server.answer((_, response) => response.writeHead(status).end(body));
    await expect(
      client().getJson('/a', { access: ACCESS, signal }),
    ).resolves.toMatchObject({ state: 'empty', status });
  });

  it.each([
    [401, '', 'unauthorised', /wrong, expired or revoked.*"Reports" \(read\)/],
    [
      403,
      `{"message":"Policy is off for ${TOKEN}"}`,
      'forbidden',
      /"Policy is off for \*\*\*".*"Reports" \(read\)/,
    ],
    [403, '<html>', 'forbidden', /"Reports" \(read\)/],
    [
      400,
      '{"error":{"type":"x","message":"starting_at is\\nwrong"}}',
      'unexpected',
      /400: "starting_at is wrong"/,
    ],
    [304, '', 'unexpected', /304/],
    [200, '<html>Sign in</html>', 'unexpected', /not JSON/],
  ])('names what %s %p means', async (status, body, kind, message) => {
    server.answer((_, response) => response.writeHead(status).end(body));
    const error = await failure(
      client().getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(1);
  });

  it('waits as long as a rate limit asks, then goes on', async () => {
    server.answer((_, response) => {
      if (server.requests.length === 1) {
        response.writeHead(429, { 'retry-after': '7' }).end();
      } else if (server.requests.length === 2) {
        response
          .writeHead(403, { 'retry-after': 'Mon, 02 Nov 2026 10:00:09 GMT' })
          .end();
      } else {
        response.end('{}');
      }
    });
    await expect(
      client().getJson('/a', { access: ACCESS, signal }),
    ).resolves.toMatchObject({ state: 'data' });
    expect(waits).toEqual([7000, 9000]);
  });

  it('gives up on a rate limit that asks for too long, and says for how long', async () => {
    server.answer((_, response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    await expect(
      failure(client().getJson('/a', { access: ACCESS, signal })),
    ).resolves.toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 3600 });
    expect(waits).toEqual([]);
  });

  it('gives up on a rate limit that does not end', async () => {
    server.answer((_, response) =>
      response.writeHead(429, { 'retry-after': '5' }).end(),
    );
    await expect(
      failure(client().getJson('/a', { access: ACCESS, signal })),
    ).resolves.toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 5 });
    expect(server.requests).toHaveLength(4);
  });

  it('survives a failure that passes', async () => {
    server.answer((_, response) => {
      if (server.requests.length < 3) {
        response.writeHead(server.requests.length === 1 ? 500 : 529).end();
      } else {
        response.end('[1]');
      }
    });
    await expect(
      client().getJson('/a', { access: ACCESS, signal }),
    ).resolves.toMatchObject({ value: [1] });
    expect(waits).toEqual([1000, 2000]);
  });

  it.each([
    ['a failure that stays', 500],
    ['a gateway that stays closed', 503],
  ])('reports %s', async (_, status) => {
    server.answer((__, response) => response.writeHead(status).end());
    const error = await failure(
      client().getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain(String(status));
    expect(server.requests).toHaveLength(4);
  });

  it('ends a hang at the time limit', async () => {
    server.answer(() => undefined);
    const error = await failure(
      client({ timeLimitMs: 30 }).getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/time limit/);
    expect(server.requests).toHaveLength(1);
  });

  it('ends a hang in the middle of the answer at the time limit', async () => {
    server.answer((_, response) => response.writeHead(200).write('{"a":'));
    const error = await failure(
      client({ timeLimitMs: 60 }).getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.message).toMatch(/time limit/);
  });

  it('asks again after an answer that was cut off', async () => {
    server.answer((_, response) => {
      if (server.requests.length === 1) {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"a":1', () => response.destroy());
      } else {
        response.end('{"a":1}');
      }
    });
    await expect(
      client().getJson('/a', { access: ACCESS, signal }),
    ).resolves.toMatchObject({ value: { a: 1 } });
    expect(server.requests).toHaveLength(2);
  });

  it('asks again after an answer that was cut off politely', async () => {
    server.answer((_, response) =>
      response.end(server.requests.length === 1 ? '{"a":{"b"' : '{"a":1}'),
    );
    await expect(
      client().getJson('/a', { access: ACCESS, signal }),
    ).resolves.toMatchObject({ value: { a: 1 } });

    server.answer((_, response) => response.end('[{"a":'));
    const error = await failure(
      client().getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/cut off/);
  });

  it('reports a server that is not there', async () => {
    const gone = await startTestServer();
    await gone.close();
    const error = await failure(
      client({ baseUrl: gone.url }).getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/could not be reached \(ECONNREFUSED\)/);
  });

  it('stops reading an answer above the limit', async () => {
    server.answer((_, response) => response.end(`"${'x'.repeat(5000)}"`));
    const error = await failure(
      client({ maxBytes: 1000 }).getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/larger than the limit/);
  });

  it('follows a redirect on its own host', async () => {
    server.answer((request, response) => {
      if (request.url === '/a') {
        response.writeHead(301, { location: '/b?c=1' }).end();
      } else {
        response.end(JSON.stringify(request.url));
      }
    });
    await expect(
      client().getJson('/a', { access: ACCESS, signal }),
    ).resolves.toMatchObject({ value: '/b?c=1' });
  });

  it('refuses a redirect to another host and sends nothing there', async () => {
    other.answer((_, response) => response.end('{}'));
    server.answer((_, response) =>
      response.writeHead(302, { location: `${other.url}/a?sig=s3cret` }).end(),
    );
    const error = await failure(
      client().getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(/credentials stay with the configured host/);
    expect(error.message).not.toContain('s3cret');
    expect(other.requests).toHaveLength(0);
  });

  it('leaves a circle of redirects', async () => {
    server.answer((_, response) =>
      response.writeHead(307, { location: '/a' }).end(),
    );
    const error = await failure(
      client().getJson('/a', { access: ACCESS, signal }),
    );
    expect(error.message).toMatch(/more than 5 times/);
  });

  it('passes on the abort of its caller, while asking and while waiting', async () => {
    const asking = new AbortController();
    server.answer(() => asking.abort(new Error('shutting down')));
    await expect(
      client().getJson('/a', { access: ACCESS, signal: asking.signal }),
    ).rejects.toThrow('shutting down');

    const waiting = new AbortController();
    server.answer((_, response) => response.writeHead(500).end());
    await expect(
      client({
        wait: async () => waiting.abort(new Error('shutting down')),
      }).getJson('/a', { access: ACCESS, signal: waiting.signal }),
    ).rejects.toThrow('shutting down');
    expect(server.requests).toHaveLength(1);
  });

  it('asks on condition, and takes 304 for unchanged', async () => {
    const seen: (string | null)[] = [];
    const withGauge = client({
      onAnswer: headers => seen.push(headers.get('x-left')),
    });
    server.answer((request, response) => {
      const same = request.headers['if-none-match'] === '"a"';
      response
        .writeHead(same ? 304 : 200, { etag: '"a"', 'x-left': '7' })
        .end(same ? undefined : '[]');
    });
    const ask = (etag: string | null) =>
      withGauge.getJsonIfChanged('/list', etag, { access: ACCESS, signal });
    await expect(ask(null)).resolves.toMatchObject({ state: 'data' });
    await expect(ask('"a"')).resolves.toMatchObject({ state: 'unchanged' });
    expect(seen).toEqual(['7', '7']);
  });

  it('posts JSON with the credential', async () => {
    let body = '';
    server.answer((request, response) => {
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => response.end('{"data":1}'));
    });
    await expect(
      client().postJson(
        '/graphql',
        { query: '{a}' },
        { access: ACCESS, signal },
      ),
    ).resolves.toMatchObject({ state: 'data', value: { data: 1 } });
    expect(body).toBe('{"query":"{a}"}');
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
      },
    });
  });

  it('waits a minute at a secondary limit that names no time', async () => {
    server.answer((_, response) =>
      waits.length === 0
        ? response
            .writeHead(403)
            .end('{"message":"You have exceeded a secondary rate limit."}')
        : response.end('{}'),
    );
    await client().getJson('/x', { access: ACCESS, signal });
    expect(waits).toEqual([60_000]);
  });
});
