import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureAppBuilt } from '../lib/appBuild.mjs';
import { parse, wholeNumber } from '../lib/args.mjs';
import { Sentence, say, withProgress } from '../lib/log.mjs';
import { dataDir } from '../lib/paths.mjs';
import { startPortal } from '../lib/portal.mjs';
import { freePort, isFree } from '../lib/ports.mjs';
import { closeAll } from '../lib/signals.mjs';
import {
  makeStatements,
  reachPortal,
  readStatements,
} from '../lib/statements.mjs';

const USAGE = `npm start -- [--fresh] [--developers N] [--port N] [--config FILE] [--no-open]
  --fresh          delete the data of earlier starts first
  --developers N   size of the example organisation (default 300)
  --port N         port of the portal (default 7007)
  --config FILE    a configuration file laid over the example's; may be repeated
  --no-open        do not open a browser`;

/**
 * What `npm start` was asked for.
 * @param {string[]} args
 */
export function parseStartArgs(args) {
  const { values } = parse(
    args,
    {
      options: {
        fresh: { type: 'boolean', default: false },
        developers: { type: 'string' },
        port: { type: 'string', default: '7007' },
        config: { type: 'string', multiple: true, default: [] },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    },
    USAGE,
  );
  return {
    help: values.help,
    fresh: values.fresh,
    developers:
      values.developers === undefined
        ? undefined
        : wholeNumber('--developers', values.developers, {
            min: 60,
            max: 100_000,
          }),
    port: wholeNumber('--port', values.port, { min: 1, max: 65_535 }),
    configFiles: values.config.map(file => existing(path.resolve(file))),
    open: !values['no-open'],
  };
}

/** Runs the example portal until it is interrupted. */
export async function run(args) {
  const options = parseStartArgs(args);
  if (options.help) {
    say(USAGE);
    return 0;
  }
  if (!(await isFree(options.port))) {
    throw new Sentence(
      `Port ${
        options.port
      } is in use. Stop what listens there, or choose another: npm start -- --port ${
        options.port + 100
      }`,
    );
  }
  if (options.fresh) {
    fs.rmSync(dataDir, { recursive: true, force: true });
    say('The data of earlier starts are deleted');
  }
  const developers = keepDevelopers(options.developers);
  await ensureAppBuilt();
  const portal = await withProgress('Starting the portal', async () =>
    startPortal({
      port: options.port,
      simPort: await portBeside(options.port),
      dataDir,
      developers,
      simArgs: ['--begun', keepBegun()],
      configFiles: options.configFiles,
    }),
  );
  if (!(await portal.peopleRead(60))) {
    say(
      'The catalog has not read the example organisation yet; signing in works when it has.',
    );
  }
  say(`The portal is open: ${portal.url}`);
  say(`Logs are in ${path.join(dataDir, 'logs')}. Press Ctrl-C to stop.`);
  if (options.open) {
    openBrowser(portal.url);
  }
  // Not waited for: nothing but the example's levels 2 to 4 hangs on it.
  readStatements().then(statements =>
    makeStatements(reachPortal(portal.url), statements),
  );
  const crash = await portal.crashed();
  await closeAll();
  throw crash;
}

/**
 * The size that the kept data belong to: another one would mix two
 * organisations in one history.
 */
function keepDevelopers(asked) {
  const file = path.join(dataDir, 'developers');
  const kept = fs.existsSync(file)
    ? Number(fs.readFileSync(file, 'utf8'))
    : undefined;
  if (kept !== undefined && asked !== undefined && kept !== asked) {
    throw new Sentence(
      `The kept data are of an organisation of ${kept} developers. To start again with ${asked}: npm start -- --fresh --developers ${asked}`,
    );
  }
  const developers = asked ?? kept ?? 300;
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(file, String(developers));
  return developers;
}

/** The UTC day of the first start: what the example tells as so many days ago is told from it. */
function keepBegun() {
  const file = path.join(dataDir, 'begun');
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, new Date().toISOString().slice(0, 10));
  }
  return fs.readFileSync(file, 'utf8');
}

function existing(file) {
  if (!fs.existsSync(file)) {
    throw new Sentence(`--config: there is no file ${file}.`);
  }
  return file;
}

async function portBeside(port) {
  return port < 65_535 && (await isFree(port + 1)) ? port + 1 : freePort();
}

function openBrowser(url) {
  if (process.env.CI || !process.stdout.isTTY) {
    return;
  }
  const commands = {
    darwin: ['open', [url]],
    win32: ['cmd', ['/c', 'start', '', url]],
  };
  const [command, args] = commands[process.platform] ?? ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // No browser to open: the URL is printed above.
  child.on('error', () => say('Open the address above in a browser.'));
  child.unref();
}
