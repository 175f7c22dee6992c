import fs from 'node:fs';
import { runNode } from '../lib/children.mjs';
import { Sentence } from '../lib/log.mjs';
import { inRoot, nodeTransformPath } from '../lib/paths.mjs';

/** Runs the benchmark with the arguments given, e.g. `npm run bench -- 100000`. */
export async function run(args) {
  const script = inRoot('tests', 'bench', 'src', 'main.ts');
  if (!fs.existsSync(script)) {
    throw new Sentence(`There is no benchmark yet: ${script} is missing.`);
  }
  return runNode(['--require', nodeTransformPath, script, ...args], {
    env: { NODE_ENV: 'test' },
  });
}
