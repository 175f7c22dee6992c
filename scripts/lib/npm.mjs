import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Sentence } from './log.mjs';

/**
 * Runs npm in a folder of its own, which gets a package.json so that npm does
 * not climb up into the repository's.
 *
 * @param {string[]} args
 * @param {{ cwd: string }} options
 */
export function npm(args, { cwd }) {
  const manifest = path.join(cwd, 'package.json');
  if (!fs.existsSync(manifest)) {
    fs.writeFileSync(manifest, `${JSON.stringify({ private: true })}\n`);
  }
  // Under `npm start` npm says where it is itself; otherwise it is in the PATH.
  const ownPath = process.env.npm_execpath;
  const throughNode = ownPath && /npm-cli\.[cm]?js$/.test(ownPath);
  const result = spawnSync(
    throughNode ? process.execPath : 'npm',
    [
      ...(throughNode ? [ownPath] : []),
      ...args,
      '--prefix',
      cwd,
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    {
      cwd,
      encoding: 'utf8',
      // npm is a .cmd file on Windows, which only a shell can run.
      shell: !throughNode && process.platform === 'win32',
      // The flags of the npm that runs us are not meant for this one.
      env: Object.fromEntries(
        Object.entries(process.env).filter(
          ([key]) =>
            !/^npm_(config_(prefix|global|local_prefix)|package_)/.test(key),
        ),
      ),
    },
  );
  if (result.status !== 0) {
    throw new Sentence(
      `npm ${args.join(
        ' ',
      )} failed. Check the network and the npm registry setting, then run this again.\n${
        result.stderr || result.error || ''
      }`,
    );
  }
}
