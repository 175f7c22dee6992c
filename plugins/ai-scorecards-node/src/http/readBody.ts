import { SourceError } from '../sources/SourceError';

/**
 * The bytes of an answer as they come. Throws a {@link SourceError}: `unexpected` above `maxBytes` (counted after
 * decompression), `unavailable` when fewer bytes come than were announced; and whatever the stream throws.
 */
export async function* readBody(
  response: Response,
  options: {
    what: string;
    maxBytes: number;
    /** Called before each wait for bytes and after it. */
    onWait?: () => void;
    onBytes?: () => void;
  },
): AsyncGenerator<Uint8Array, void, void> {
  const reader = response.body?.getReader();
  let received = 0;
  while (reader) {
    options.onWait?.();
    const { done, value } = await reader.read();
    options.onBytes?.();
    if (done) {
      break;
    }
    received += value.byteLength;
    if (received > options.maxBytes) {
      throw new SourceError(
        'unexpected',
        `${options.what} is larger than the limit of ${options.maxBytes} bytes`,
      );
    }
    yield value;
  }
  const announced = response.headers.get('content-length');
  // With a content encoding the announced length is that of the compressed bytes, which fetch checks itself.
  if (
    announced !== null &&
    !response.headers.get('content-encoding') &&
    Number(announced) !== received
  ) {
    throw new SourceError(
      'unavailable',
      `${options.what} was cut off after ${received} of ${announced} bytes`,
    );
  }
}

/** The whole of an answer as text; limits and errors as {@link readBody}. */
export async function readText(
  response: Response,
  options: { what: string; maxBytes: number },
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of readBody(response, options)) {
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
