import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isError } from '@backstage/errors';
import type { Hold } from './Gate';
import { PushError } from './PushError';

/** So much is passed over, unread, to let a sender finish and hear why it is refused. */
const DRAIN_BYTES = 256 * 1024 * 1024;

/** A sender that is silent for so long is given up. */
const SILENT_MS = 20_000;

/** Waits for a sender as long as it sends. */
class Silence {
  /** Rejects after too much silence, and never resolves. */
  readonly tooLong: Promise<never>;
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number) {
    let reject = (_: PushError) => {};
    this.tooLong = new Promise<never>((_, given) => {
      reject = given;
    });
    this.tooLong.catch(() => undefined);
    this.#timer = setTimeout(
      () => reject(new PushError(408, 'The body stopped coming: try again')),
      ms,
    );
  }

  broken(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * The body of a push, inflated where it is gzip. Holds no more than `maxBytes` of it, which is counted after inflation:
 * a small body that inflates to a huge one is refused as soon as it passes the limit. Throws a PushError: 413 above the
 * limit, 415 for another encoding, 400 for what is no gzip, 408 for a sender that falls silent.
 * @param hold - hears of bytes before they are held; what it throws ends the reading
 * @param silentMs - after how many milliseconds without a byte a sender is given up
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  hold: Hold = () => undefined,
  silentMs = SILENT_MS,
): Promise<Buffer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip') {
    await drain(request);
    throw new PushError(
      415,
      `content-encoding must be gzip or left out, not ${encoding.slice(0, 40)}`,
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    await drain(request);
    throw tooLarge(maxBytes);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = encoding === 'gzip' ? inflated(request) : request;
  const pieces = stream.iterator({ destroyOnReturn: false });
  const silence = new Silence(silentMs);
  try {
    for (;;) {
      const piece = await Promise.race([pieces.next(), silence.tooLong]);
      if (piece.done) break;
      silence.broken();
      size += piece.value.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hold(piece.value.length);
      chunks.push(piece.value);
    }
  } catch (error) {
    if (error instanceof PushError && error.statusCode === 408) throw error;
    if (!(error instanceof PushError || isOfGzip(error))) {
      throw new PushError(400, 'The sender went away');
    }
    // Else the iterator goes on waiting for what is to be passed over.
    await pieces.return?.();
    if (stream !== request) {
      request.unpipe();
      stream.destroy();
    }
    await drain(request);
    if (error instanceof PushError) throw error;
    throw new PushError(400, 'The body is not the gzip that it says it is');
  } finally {
    silence.end();
  }
  return Buffer.concat(chunks);
}

/** Not a pipeline, which would close the connection on a fault before anybody could say what it is. */
function inflated(request: IncomingMessage): Readable {
  const gunzip = request.pipe(createGunzip());
  request.once('close', () => {
    if (!request.complete) gunzip.destroy(new Error('The sender went away'));
  });
  return gunzip;
}

function isOfGzip(error: unknown): boolean {
  const code = isError(error) && 'code' in error ? error.code : '';
  return String(code).startsWith('Z_');
}

function tooLarge(maxBytes: number): PushError {
  return new PushError(
    413,
    `The body must not be larger than ${
      maxBytes / 1024 / 1024
    } MB, counted uncompressed: send it in parts`,
  );
}

/** Passes over the rest of a body without holding any of it; a sender that does not end is cut off. */
async function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  let passed = 0;
  await new Promise<void>(resolve => {
    request.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (passed > DRAIN_BYTES) request.destroy();
    });
    request.once('end', resolve);
    request.once('close', resolve);
    request.once('error', () => resolve());
    request.setTimeout(SILENT_MS, () => request.destroy());
    request.resume();
  });
}
