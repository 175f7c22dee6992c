import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SourceError } from '../sources/SourceError';
import {
  DownloadOptions,
  downloadLines,
  ExpiredLinkError,
} from './downloadLines';
import { JsonLine, parseJsonLines } from './jsonLines';
import { startTestServer, TestServer } from './testServer';

const msw = setupServer();
let server: TestServer;

beforeAll(async () => {
  msw.listen({
    onUnhandledRequest: (request, print) => {
      if (!request.url.startsWith(server.url)) {
        print.error();
      }
    },
  });
  server = await startTestServer();
});
afterEach(() => msw.resetHandlers());
afterAll(async () => {
  msw.close();
  await server.close();
});

const LINK = 'https://reports.example.net/part-1?sig=s3cret';
const signal = new AbortController().signal;

const strict: DownloadOptions = {
  what: 'Part 1',
  rules: { hosts: ['reports.example.net', 'mirror.example.net'] },
  signal,
  wait: async () => undefined,
};
const local: DownloadOptions = {
  ...strict,
  rules: { hosts: [], allowInsecureLoopback: true },
};

async function read(
  link: string,
  options: DownloadOptions,
): Promise<JsonLine[]> {
  const lines: JsonLine[] = [];
  for await (const line of parseJsonLines(downloadLines(link, options), {
    what: options.what,
    numbersAsText: ['amount'],
  })) {
    lines.push(line);
  }
  return lines;
}

async function failure(promise: Promise<unknown>): Promise<SourceError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  expect(`${error.message}${error.stack}`).not.toContain('s3cret');
  expect(error.cause).toBeUndefined();
  return error;
}

describe('downloadLines', () => {
  it('reads every line, keeps amounts and hands on what it cannot parse', async () => {
    msw.use(
      http.get('https://reports.example.net/part-1', () =>
        HttpResponse.text(
          '\uFEFF{"amount":1.10}\r\n\n{"amount":\n{"name":"Zoë"}\n{"amount":2}',
        ),
      ),
    );
    await expect(read(LINK, strict)).resolves.toEqual([
      { state: 'value', raw: '{"amount":1.10}', value: { amount: '1.10' } },
      { state: 'malformed', raw: '{"amount":' },
      { state: 'value', raw: '{"name":"Zoë"}', value: { name: 'Zoë' } },
      { state: 'value', raw: '{"amount":2}', value: { amount: '2' } },
    ]);
  });

  it('puts lines together however the bytes are cut', async () => {
    const bytes = Buffer.from('{"a":"é"}\n{"b":"→"}\n');
    server.answer((_, response) => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
      }
      response.end();
    });
    const lines = await read(server.url, local);
    expect(lines.map(line => line.raw)).toEqual(['{"a":"é"}', '{"b":"→"}']);
  });

  it('reads an empty file as no lines', async () => {
    server.answer((_, response) => response.end());
    await expect(read(server.url, local)).resolves.toEqual([]);
  });

  it('sends no credential and no cookie', async () => {
    server.answer((_, response) => response.end('{}\n'));
    await read(server.url, local);
    const { headers } = server.requests[0];
    expect(headers.authorization).toBeUndefined();
    expect(headers['x-api-key']).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
  });

  it.each([
    ['http://reports.example.net/a?sig=s3cret', /not https/],
    ['https://evil.example.org/a?sig=s3cret', /evil\.example\.org/],
    ['http://127.0.0.1:1/a?sig=s3cret', /not https/],
    ['not a link s3cret', /no address/],
  ])('refuses the link %s', async (link, message) => {
    const error = await failure(read(link, strict));
    expect(error.kind).toBe('unexpected');
    expect(error.message).toMatch(message);
  });

  it('follows a redirect to an allowed host, and to no other', async () => {
    msw.use(
      http.get('https://reports.example.net/part-1', () =>
        HttpResponse.redirect('https://mirror.example.net/x?sig=s3cret'),
      ),
      http.get('https://mirror.example.net/x', () => HttpResponse.text('1\n')),
    );
    await expect(read(LINK, strict)).resolves.toHaveLength(1);

    const reached = jest.fn();
    msw.use(
      http.get('https://mirror.example.net/x', () =>
        HttpResponse.redirect('https://evil.example.org/x?sig=s3cret'),
      ),
      http.get('https://evil.example.org/x', () => {
        reached();
        return HttpResponse.text('1\n');
      }),
    );
    const error = await failure(read(LINK, strict));
    expect(error.message).toMatch(/evil\.example\.org/);
    expect(reached).not.toHaveBeenCalled();
  });

  it.each([401, 403, 404, 410])(
    'takes %s as a link that has expired',
    async status => {
      server.answer((_, response) => response.writeHead(status).end('gone'));
      const error = await failure(read(server.url, local));
      expect(error).toBeInstanceOf(ExpiredLinkError);
      expect(error.kind).toBe('unavailable');
    },
  );

  it('asks again after a failure, and stops after a few', async () => {
    server.answer((_, response) => {
      if (server.requests.length < 3) {
        response.writeHead(503).end();
      } else {
        response.end('1\n');
      }
    });
    await expect(read(server.url, local)).resolves.toHaveLength(1);

    server.answer((_, response) => response.writeHead(503).end());
    const error = await failure(read(server.url, local));
    expect(error.kind).toBe('unavailable');
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    ['announced more than came', { 'content-length': '500' }],
    ['came in chunks without the last', { 'transfer-encoding': 'chunked' }],
  ])('never takes a cut-off file for a short one: %s', async (_, headers) => {
    server.answer((__, response) => {
      response.writeHead(200, headers);
      response.write('{"a":1}\n{"a":2}\n', () => response.destroy());
    });
    const error = await failure(read(server.url, local));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/cut off/);
  });

  it('notices a wrong length even where the connection does not', async () => {
    msw.use(
      http.get('https://reports.example.net/part-1', () =>
        HttpResponse.text('{"a":1}\n', { headers: { 'content-length': '80' } }),
      ),
    );
    const error = await failure(read(LINK, strict));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/8 of 80 bytes/);
  });

  it('takes half of a last line as cut off', async () => {
    server.answer((_, response) => response.end('{"a":1}\n{"a":'));
    const error = await failure(read(server.url, local));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/cut off within a line/);
  });

  it('ends a file that stalls', async () => {
    server.answer((_, response) => response.writeHead(200).write('{"a":1}\n'));
    const error = await failure(read(server.url, { ...local, stallMs: 40 }));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toMatch(/time limit/);
  });

  it('stops above the limits of file and line', async () => {
    server.answer((_, response) => response.end('"xxxxxxxxxx"\n'.repeat(100)));
    await expect(
      failure(read(server.url, { ...local, maxBytes: 500 })),
    ).resolves.toMatchObject({ kind: 'unexpected' });

    server.answer((_, response) => response.end('x'.repeat(5000)));
    const error = await failure(
      read(server.url, { ...local, maxLineBytes: 1000 }),
    );
    expect(error.message).toMatch(/line longer/);
  });

  it('passes on the abort of its caller and closes the connection when left early', async () => {
    const closed = new Promise(resolve => {
      server.answer((request, response) => {
        request.socket.on('close', resolve);
        response.write('1\n');
      });
    });
    for await (const line of downloadLines(server.url, local)) {
      expect(line.text).toBe('1');
      break;
    }
    await closed;

    const controller = new AbortController();
    server.answer((_, response) => response.write('1\n'));
    const lines = downloadLines(server.url, {
      ...local,
      signal: controller.signal,
    });
    await lines.next();
    controller.abort(new Error('shutting down'));
    await expect(lines.next()).rejects.toThrow('shutting down');
  });
});
