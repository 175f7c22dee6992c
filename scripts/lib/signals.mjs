/** @type {Set<() => Promise<void> | void>} */
const closers = new Set();
let closing;

/**
 * Registers what must be closed before this process ends, however it ends
 * (short of being killed outright). Returns how to take it back.
 * @param {() => Promise<void> | void} close
 */
export function onEnd(close) {
  closers.add(close);
  return () => closers.delete(close);
}

/** Closes everything registered, once, the last registered first. */
export function closeAll() {
  closing ??= (async () => {
    for (const close of [...closers].reverse()) {
      try {
        await close();
      } catch (error) {
        process.stderr.write(`✖ ${error}\n`);
      }
    }
  })();
  return closing;
}

/** @param {number} code */
async function end(code) {
  await closeAll();
  process.exit(code);
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => end(code));
}

/**
 * Ends this process when the one that started it is gone: a killed `npm` does
 * not pass its signal on, and servers must not outlive it.
 */
export function endWhenOrphaned() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      end(129);
    }
  }, 1000).unref();
}
