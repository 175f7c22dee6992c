import path from 'node:path';

/** The folder of the repository. */
export const root = path.resolve(
  path.dirname(
    require.resolve('backstage-plugin-ai-scorecards-common/package.json'),
  ),
  '../..',
);

/** The folder of the documentation. */
export const docsDir = path.join(root, 'docs');
