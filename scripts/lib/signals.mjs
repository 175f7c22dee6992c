import fs from 'node:fs';

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
 * Ends this process when the npm that started it is gone: a killed npm does not
 * pass its signal on, and servers must not outlive it. Run without npm, it is
 * left to the terminal, so that `nohup` works.
 */
export function endWhenOrphaned() {
  if (!process.env.npm_lifecycle_event) {
    return;
  }
  const parent = process.ppid;
  const starter = starterOf(parent);
  setInterval(() => {
    if (process.ppid !== parent || starterOf(parent) !== starter) {
      end(129);
    }
  }, 1000).unref();
}

/**
 * The process that started the shell which npm puts between itself and a
 * script; undefined where there is no such shell or no /proc to see it in.
 */
function starterOf(pid) {
  let stat;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // Not Linux: the parent alone is watched.
    return undefined;
  }
  const [, command, rest] = /^\d+ \((.*)\) \S+ (.*)$/s.exec(stat) ?? [];
  return /^(ba|da|z|k|)sh$/.test(command ?? '')
    ? rest.split(' ')[0]
    : undefined;
}
