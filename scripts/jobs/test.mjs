import { runStages } from '../lib/stages.mjs';

/**
 * Lint, type check, unit, store, HTTP and browser tests; the store tests on
 * SQLite and PostgreSQL 18. Names of stages as arguments run only those.
 */
export function run(args) {
  return runStages({ names: args, postgresVersions: [18], full: false });
}
