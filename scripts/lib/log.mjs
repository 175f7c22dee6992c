/** An error whose message is a sentence for the person at the terminal. */
export class Sentence extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.sentence = sentence;
  }
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`• ${text}\n`);
}

/**
 * @param {string} text
 * @returns {never}
 */
export function fail(text) {
  process.stderr.write(`✖ ${text}\n`);
  process.exit(1);
}

/**
 * A duration as people write it, e.g. `8.4 s` or `2 min 5 s`.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Says what is being done, and every 15 seconds that it still is.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const started = Date.now();
  say(`${what} …`);
  const timer = setInterval(
    () => say(`${what}: ${duration(Date.now() - started)} so far`),
    15_000,
  );
  try {
    const result = await work();
    say(`${what}: done in ${duration(Date.now() - started)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
