import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { PushError } from './PushError';
import { readBody } from './readBody';

const MB = 1024 * 1024;

describe('readBody', () => {
  let server: Server;
  let url: string;
  /** The most that was held beyond what the process had before, in bytes. */
  let grown = 0;
  /** Bytes that were told of, and how many may be held. */
  let held = 0;
  let most = Infinity;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const before = memory();
      const look = setInterval(() => {
        grown = Math.max(grown, memory() - before);
      }, 5);
      const { silence } = request.headers;
      readBody(
        request,
        MB,
        bytes => {
          held += bytes;
          if (held > most) throw new PushError(429, 'full');
        },
        silence === undefined ? undefined : Number(silence),
      )
        .then(body => response.end(String(body.length)))
        .catch((error: unknown) => {
          response.setHeader('connection', 'close');
          response.statusCode =
            error instanceof PushError ? error.statusCode : 500;
          response.end(error instanceof Error ? error.message : '');
        })
        .finally(() => clearInterval(look));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));

  async function send(
    body: Buffer | Readable,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: body instanceof Readable ? Readable.toWeb(body) : body,
      duplex: 'half',
    } as RequestInit);
    return { status: response.status, text: await response.text() };
  }

  it('tells of bytes before it holds them, and stops where there are too many', async () => {
    held = 0;
    await send(gzipSync(Buffer.alloc(MB)), { 'content-encoding': 'gzip' });
    expect(held).toBe(MB);
    held = 0;
    most = 1_000;
    const answer = await send(Buffer.alloc(MB));
    most = Infinity;
    expect(answer).toEqual({ status: 429, text: 'full' });
    expect(held).toBeLessThan(MB);
  });

  it('gives up a sender that falls silent', async () => {
    const body = new Readable({ read() {} });
    body.push('a');
    expect(await send(body, { silence: '50' })).toEqual({
      status: 408,
      text: 'The body stopped coming: try again',
    });
    body.destroy();
  });

  it('reads plain and compressed bodies up to the limit', async () => {
    const body = Buffer.alloc(MB, 'a');
    expect(await send(body)).toEqual({ status: 200, text: String(MB) });
    expect(await send(gzipSync(body), { 'content-encoding': 'gzip' })).toEqual({
      status: 200,
      text: String(MB),
    });
    expect(await send(Buffer.alloc(0))).toEqual({ status: 200, text: '0' });
  });

  it('refuses 100 MB, announced or streamed, without holding them', async () => {
    grown = 0;
    const announced = await send(Buffer.alloc(100 * MB));
    function* pieces() {
      for (let i = 0; i < 100; i++) yield Buffer.alloc(MB);
    }
    const streamed = await send(Readable.from(pieces()));
    for (const { status, text } of [announced, streamed]) {
      expect(status).toBe(413);
      expect(text).toContain('must not be larger than 1 MB');
    }
  });

  it('refuses what inflates beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB));
    expect(bomb.length).toBeLessThan(MB);
    grown = 0;
    const { status } = await send(bomb, { 'content-encoding': 'gzip' });
    expect(status).toBe(413);
    // Far less than what it inflates to, coarsely.
    expect(grown).toBeLessThan(60 * MB);
  });

  it.each([
    ['gzip', 400, 'not the gzip'],
    ['br', 415, 'must be gzip'],
  ])('answers a body that is no %s', async (encoding, status, words) => {
    const answer = await send(Buffer.from('plain'), {
      'content-encoding': encoding,
    });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  it('fails when the sender goes away', async () => {
    const request = Readable.from([Buffer.from('a')]) as IncomingMessage;
    request.headers = {};
    request.destroy(new Error('gone'));
    await expect(readBody(request, MB)).rejects.toThrow('went away');
  });
});

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
