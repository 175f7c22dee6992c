import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runNodeQuietly } from './children.mjs';
import { Sentence, say, withProgress } from './log.mjs';
import { backstageCliPath, inRoot, root } from './paths.mjs';

const STAMP = inRoot('packages', 'app', 'dist', '.built-from');

/** Builds the frontend, unless it is built from what is there now. */
export async function ensureAppBuilt() {
  const fingerprint = fingerprintOfInputs();
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === fingerprint) {
    say('The frontend is built');
    return;
  }
  await withProgress('Building the frontend', async () => {
    const { code, output } = await runNodeQuietly(
      [backstageCliPath, 'package', 'build'],
      { cwd: inRoot('packages', 'app'), env: { CI: 'true' } },
    );
    if (code !== 0) {
      throw new Sentence(`The frontend could not be built.\n${output}`);
    }
  });
  fs.writeFileSync(STAMP, fingerprint);
}

function fingerprintOfInputs() {
  const hash = createHash('sha256');
  for (const input of [inRoot('yarn.lock'), ...bundledWorkspaces()]) {
    for (const file of filesUnder(input)) {
      hash.update(`${path.relative(root, file)}\n`);
      hash.update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** The folders of the app and of every workspace package that it bundles. */
function bundledWorkspaces() {
  const manifests = new Map(
    ['packages', 'plugins']
      .flatMap(group =>
        fs.readdirSync(inRoot(group)).map(name => inRoot(group, name)),
      )
      .filter(dir => fs.existsSync(path.join(dir, 'package.json')))
      .map(dir => {
        const manifest = JSON.parse(
          fs.readFileSync(path.join(dir, 'package.json'), 'utf8'),
        );
        return [manifest.name, { dir, dependencies: manifest.dependencies }];
      }),
  );
  const found = new Set();
  const visit = name => {
    const workspace = manifests.get(name);
    if (workspace && !found.has(workspace.dir)) {
      found.add(workspace.dir);
      Object.keys(workspace.dependencies ?? {}).forEach(visit);
    }
  };
  visit('app');
  return [...found].sort();
}

/** All files of the frontend's sources, in a fixed order; tests do not count. */
function filesUnder(entry) {
  if (!fs.statSync(entry).isDirectory()) {
    return [entry];
  }
  return fs
    .readdirSync(entry)
    .filter(
      name =>
        ![
          'node_modules',
          'dist',
          'dist-types',
          'coverage',
          'migrations',
        ].includes(name) && !/\.test\.[jt]sx?$/.test(name),
    )
    .sort()
    .flatMap(name => filesUnder(path.join(entry, name)));
}
