import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { say } from './log.mjs';
import { npm } from './npm.mjs';
import { toolchainDir } from './paths.mjs';

/** What the benchmark compares itself to, at the versions it knows the inside of. */
const PEERS = {
  '@backstage-community/plugin-tech-insights-backend': '3.1.0',
  '@backstage-community/plugin-copilot-backend': '1.1.0',
};

/**
 * Fetches the packages of the peers alone: what they depend on is in node_modules already. Returns the folder in which
 * they can be resolved, or the reason why they are not there.
 *
 * @returns {{ dir: string } | { reason: string }}
 */
export function fetchPeers() {
  const home = path.join(toolchainDir, 'bench');
  const dir = path.join(home, 'node_modules');
  try {
    for (const [name, version] of Object.entries(PEERS)) {
      const target = path.join(dir, ...name.split('/'));
      if (!fs.existsSync(path.join(target, 'package.json'))) {
        say(`Fetching ${name} ${version} to compare with`);
        unpack(home, `${name}@${version}`, target);
      }
    }
    return { dir };
  } catch (error) {
    return { reason: (error.sentence ?? error.message).split('\n')[0] };
  }
}

function unpack(home, spec, target) {
  fs.mkdirSync(target, { recursive: true });
  npm(['pack', spec, '--ignore-scripts', '--pack-destination', home], {
    cwd: home,
  });
  const archive = fs.readdirSync(home).find(name => name.endsWith('.tgz'));
  const file = path.join(home, archive);
  const { status } = spawnSync('tar', [
    '-xzf',
    file,
    '-C',
    target,
    '--strip-components=1',
  ]);
  fs.rmSync(file);
  if (status !== 0) {
    fs.rmSync(target, { recursive: true });
    throw new Error(`${spec} could not be unpacked`);
  }
}
