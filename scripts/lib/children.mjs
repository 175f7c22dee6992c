import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Sentence } from './log.mjs';
import { inRoot, nodeTransformPath } from './paths.mjs';
import { onEnd } from './signals.mjs';

/**
 * Runs a script to its end with this terminal and returns its exit code.
 *
 * @param {string[]} args of Node, the script first
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<number>}
 */
export function runNode(args, { cwd = inRoot(), env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const forget = onEnd(() => stop(child));
    child.on('error', reject);
    child.on('exit', code => {
      forget();
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a script to its end without showing what it writes.
 *
 * @param {string[]} args of Node, the script first
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNodeQuietly(args, { cwd = inRoot(), env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const forget = onEnd(() => stop(child));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', chunk => {
        output += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', code => {
      forget();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Starts a server written in TypeScript. It ends with this process.
 *
 * @param {object} options
 * @param {string} options.name as people know it
 * @param {string} options.script
 * @param {string[]} options.args
 * @param {string} options.cwd
 * @param {string} options.logFile
 * @param {Record<string, string | undefined>} [options.env]
 */
export function startServer({ name, script, args, cwd, logFile, env = {} }) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, 'w');
  const child = spawn(
    process.execPath,
    [
      '--require',
      inRoot('scripts', 'lib', 'endWithParent.cjs'),
      '--require',
      nodeTransformPath,
      script,
      ...args,
    ],
    {
      cwd,
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, ...env },
    },
  );
  fs.closeSync(log);
  let ended = false;
  let stopping = false;
  const exited = new Promise(resolve => {
    child.on('exit', code => {
      ended = true;
      resolve(code);
    });
  });
  const close = async () => {
    stopping = true;
    forget();
    await stop(child);
  };
  const forget = onEnd(close);

  /** The end of what it wrote, for a failure message. */
  const lastWords = () =>
    fs
      .readFileSync(logFile, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-25)
      .join('\n');

  return {
    name,
    pid: child.pid,
    exited,
    close,
    /** Ends it at once, as a crash would. */
    kill: async () => {
      stopping = true;
      child.kill('SIGKILL');
      await exited;
      forget();
    },
    /** Resolves when it ends without having been asked to. */
    crashed: exited.then(code => {
      if (stopping) {
        return new Promise(() => {});
      }
      return new Sentence(
        `The ${name} ended by itself (exit code ${code}). Its log is ${logFile}; the last lines are:\n${lastWords()}`,
      );
    }),
    /**
     * Waits until it answers a GET with 200.
     * @param {string} url
     * @param {number} seconds
     */
    async ready(url, seconds) {
      const deadline = Date.now() + seconds * 1000;
      while (Date.now() < deadline) {
        if (ended) {
          throw new Sentence(
            `The ${name} did not start. Its log is ${logFile}; the last lines are:\n${lastWords()}`,
          );
        }
        if (await answers(url)) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 200));
      }
      throw new Sentence(
        `The ${name} did not answer at ${url} within ${seconds} s. Its log is ${logFile}; the last lines are:\n${lastWords()}`,
      );
    },
  };
}

/**
 * Whether a GET gives 200.
 * @param {string} url
 * @param {Record<string, string>} [headers]
 */
export async function answers(url, headers) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(5000),
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    // Nobody listens yet, or it hangs: both mean "not yet".
    return false;
  }
}

/** Asks a child to end, and makes it after eight seconds. */
function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
