import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** What set-up fetches beside node_modules: Node itself, older PostgreSQLs. */
export const toolchainDir = inRoot('.toolchain');

/** Where the portal keeps its data between starts. */
export const dataDir = inRoot('.data');

export const yarnPath = inRoot('.yarn', 'releases', 'yarn-4.13.0.cjs');

export const backstageCliPath = inRoot(
  'node_modules',
  '@backstage',
  'cli',
  'bin',
  'backstage-cli',
);

/** Lets plain Node run the TypeScript of this repository. */
export const nodeTransformPath = inRoot(
  'node_modules',
  '@backstage',
  'cli',
  'config',
  'nodeTransform.cjs',
);
