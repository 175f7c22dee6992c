import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Sentence, say, withProgress } from './log.mjs';
import { inRoot, root, toolchainDir, yarnPath } from './paths.mjs';

const STAMP = inRoot('node_modules', '.installed-for');

/** Installs the dependencies, unless nothing has changed since the last time. */
export async function ensureInstalled() {
  const fingerprint = fingerprintOfInputs();
  if (
    fs.existsSync(inRoot('node_modules', '.yarn-state.yml')) &&
    fs.existsSync(STAMP) &&
    fs.readFileSync(STAMP, 'utf8') === fingerprint
  ) {
    say('Dependencies are installed');
    return;
  }
  await withProgress(
    'Installing dependencies (log: .toolchain/install.log)',
    yarnInstall,
  );
  fs.writeFileSync(STAMP, fingerprint);
}

async function yarnInstall() {
  fs.mkdirSync(toolchainDir, { recursive: true });
  const logPath = path.join(toolchainDir, 'install.log');
  const log = fs.openSync(logPath, 'w');
  const code = await new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [yarnPath, 'install', '--immutable'],
      {
        cwd: root,
        stdio: ['ignore', log, log],
      },
    );
    child.on('error', reject);
    child.on('exit', resolve);
  });
  fs.closeSync(log);
  if (code !== 0) {
    const text = fs.readFileSync(logPath, 'utf8');
    const stale = text.includes('YN0028');
    const advice = stale
      ? 'yarn.lock does not fit the package.json files: run `node .yarn/releases/yarn-4.13.0.cjs install` and commit yarn.lock.'
      : 'Check the network and the npm registry setting, then run this again; what was fetched is kept.';
    throw new Sentence(
      `Installing the dependencies failed. ${advice}\n${text
        .trimEnd()
        .split('\n')
        .slice(-25)
        .join('\n')}`,
    );
  }
}

/** Changes when an install would have something to do. */
function fingerprintOfInputs() {
  const hash = createHash('sha256');
  hash.update(
    `${process.platform} ${process.arch} ${process.version.split('.')[0]}\n`,
  );
  for (const file of inputs()) {
    hash.update(`${path.relative(root, file)}\n`);
    hash.update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

function inputs() {
  const { workspaces } = JSON.parse(
    fs.readFileSync(inRoot('package.json'), 'utf8'),
  );
  const manifests = workspaces
    .map(pattern => inRoot(pattern.replace(/\/\*$/, '')))
    .filter(fs.existsSync)
    .flatMap(dir =>
      fs.readdirSync(dir).map(name => path.join(dir, name, 'package.json')),
    )
    .filter(fs.existsSync)
    .sort();
  return [
    inRoot('yarn.lock'),
    inRoot('.yarnrc.yml'),
    inRoot('package.json'),
    ...manifests,
  ];
}
