import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isError } from '@backstage/errors';
import { PushError } from './PushError';

/** So much is passed over, unread, to let a sender finish and hear why it is refused. */
const DRAIN_BYTES = 256 * 1024 * 1024;

/**
 * The body of a push, inflated where it is gzip. Holds no more than `maxBytes` of it, which is counted after inflation:
 * a small body that inflates to a huge one is refused as soon as it passes the limit. Throws a PushError: 413 above the
 * limit, 415 for another encoding, 400 for what is no gzip.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
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
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    if (!isOfGzip(error)) throw error;
    await drain(request);
    throw new PushError(400, 'The body is not the gzip that it says it is');
  }
  if (size > maxBytes) {
    if (stream !== request) {
      request.unpipe();
      stream.destroy();
    }
    await drain(request);
    throw tooLarge(maxBytes);
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
    request.resume();
  });
}
