import { setImmediate } from 'node:timers/promises';

/** So many records are read before the event loop may turn to page requests. */
const BURST = 1_000;

/** Passes records on, lets others work in between, and rejects with the signal's reason once it is aborted. */
export async function* paced<T>(
  records: AsyncIterable<T>,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  let count = 0;
  for await (const record of records) {
    signal?.throwIfAborted();
    count += 1;
    if (count % BURST === 0) await setImmediate();
    yield record;
  }
  signal?.throwIfAborted();
}
