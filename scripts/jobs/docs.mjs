import { runNode } from '../lib/children.mjs';
import { inRoot, nodeTransformPath } from '../lib/paths.mjs';

/** Writes the parts of docs/ that follow from the code. */
export function run() {
  return runNode([
    '--require',
    nodeTransformPath,
    inRoot('tests', 'docs', 'src', 'main.ts'),
  ]);
}
