import fs from 'node:fs';
import path from 'node:path';
import { answers, runNode, startServer } from './children.mjs';
import { Sentence } from './log.mjs';
import { inRoot, nodeTransformPath } from './paths.mjs';

/** How many developers the organisation in `examples/` has. */
const DEVELOPERS_IN_EXAMPLES = 300;

/**
 * Starts the stand-in for the vendors and the portal, both on loopback ports.
 *
 * @param {object} options
 * @param {number} options.port of the portal
 * @param {number} options.simPort of the stand-in
 * @param {string} options.dataDir databases and logs are kept here
 * @param {number} [options.developers] size of the organisation
 * @param {string[]} [options.configFiles] laid over app-config.yaml
 * @param {string[]} [options.simArgs] further arguments of the stand-in
 * @param {Record<string, string>} [options.env] further environment variables
 */
export async function startPortal({
  port,
  simPort,
  dataDir,
  developers = DEVELOPERS_IN_EXAMPLES,
  configFiles = [],
  simArgs = [],
  env = {},
}) {
  fs.mkdirSync(path.join(dataDir, 'db'), { recursive: true });
  const url = `http://localhost:${port}`;
  const simUrl = `http://127.0.0.1:${simPort}`;
  const examplesDir =
    developers === DEVELOPERS_IN_EXAMPLES
      ? inRoot('examples')
      : await writeOrganisation(developers, dataDir);

  const sim = startServer({
    name: 'stand-in for the vendors',
    script: inRoot('packages', 'vendor-sim', 'src', 'main.ts'),
    args: [
      '--port',
      String(simPort),
      '--developers',
      String(developers),
      ...simArgs,
    ],
    cwd: inRoot('packages', 'vendor-sim'),
    logFile: path.join(dataDir, 'logs', 'vendor-sim.log'),
  });
  await sim.ready(`${simUrl}/health`, 60);

  const startBackend = () =>
    startServer({
      name: 'portal',
      script: inRoot('packages', 'backend', 'src', 'index.ts'),
      args: [
        inRoot('app-config.yaml'),
        inRoot('examples', 'ai-scorecards.yaml'),
        writeOverlay({ url, port, dataDir }),
        ...configFiles,
      ].flatMap(file => ['--config', file]),
      cwd: inRoot('packages', 'backend'),
      logFile: path.join(dataDir, 'logs', 'portal.log'),
      env: {
        NODE_ENV: 'development',
        EXAMPLES_DIR: examplesDir,
        VENDOR_SIM_URL: simUrl,
        EXCUSED_UNTIL: `${new Date().getUTCFullYear() + 1}-12-31`,
        ...env,
      },
    });
  const readyUrl = `${url}/.backstage/health/v1/readiness`;
  let backend = startBackend();
  await backend.ready(readyUrl, 120);

  return {
    url,
    simUrl,
    dataDir,
    /** Resolves with a sentence when one of the two ends by itself. */
    crashed: () => Promise.race([sim.crashed, backend.crashed]),
    /** Kills the backend as a crash would and starts it again. */
    async crashAndRestart() {
      await backend.kill();
      backend = startBackend();
      await backend.ready(readyUrl, 120);
    },
    /**
     * Waits until the catalog has read everybody whom the sign-in page offers.
     * @param {number} seconds
     * @returns {Promise<boolean>} whether it has, in that time
     */
    async peopleRead(seconds) {
      const deadline = Date.now() + seconds * 1000;
      for (const id of await personaIds()) {
        const headers = { 'x-dev-persona': id };
        const refresh = `${url}/api/auth/dev-persona/refresh`;
        while (!(await answers(refresh, headers))) {
          if (Date.now() > deadline) {
            return false;
          }
          await new Promise(resolve => setTimeout(resolve, 300));
        }
      }
      return true;
    },
    async close() {
      await Promise.all([backend.close(), sim.close()]);
    },
  };
}

async function personaIds() {
  const { parse } = await import('yaml');
  const config = parse(fs.readFileSync(inRoot('app-config.yaml'), 'utf8'));
  return config.devSignIn.personas.map(({ id }) => id);
}

/** Writes the part of the configuration that differs from start to start. */
function writeOverlay({ url, port, dataDir }) {
  const file = path.join(dataDir, 'app-config.start.yaml');
  // JSON is YAML too.
  fs.writeFileSync(
    file,
    `${JSON.stringify(
      {
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { port, host: '127.0.0.1' },
          cors: { origin: url },
          database: { connection: { directory: path.join(dataDir, 'db') } },
        },
      },
      null,
      2,
    )}\n`,
  );
  return file;
}

/** Writes the example organisation in another size and returns its folder. */
async function writeOrganisation(developers, dataDir) {
  const dir = path.join(dataDir, 'examples');
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir, { recursive: true });
  const code = await runNode([
    '--require',
    nodeTransformPath,
    inRoot('packages', 'vendor-sim', 'src', 'writeExamples.ts'),
    '--developers',
    String(developers),
    '--out',
    dir,
  ]);
  if (code !== 0) {
    throw new Sentence(
      `The example organisation for ${developers} developers could not be written: see above.`,
    );
  }
  return dir;
}
