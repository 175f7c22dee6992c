import { runStages } from '../lib/stages.mjs';

/**
 * What `npm test` runs and what is slower: the store tests on PostgreSQL 14 to
 * 17 too, and the tests in files named `*.full.test.ts`.
 */
export function run(args) {
  return runStages({
    names: args,
    postgresVersions: [14, 15, 16, 17, 18],
    full: true,
  });
}
