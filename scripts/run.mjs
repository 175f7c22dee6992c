// The way into every job: `npm start`, `npm test`, `npm run test:full` and
// `npm run bench` all come through here. It uses nothing but Node's own modules
// and runs on any Node from 18 on, because it is what fetches everything else.
import { ensureInstalled } from './lib/install.mjs';
import { say, fail } from './lib/log.mjs';
import { continueOnSupportedNode } from './lib/node.mjs';
import { endWhenOrphaned } from './lib/signals.mjs';

const JOBS = {
  start: () => import('./jobs/start.mjs'),
  test: () => import('./jobs/test.mjs'),
  'test:full': () => import('./jobs/testFull.mjs'),
  bench: () => import('./jobs/bench.mjs'),
  docs: () => import('./jobs/docs.mjs'),
  setup: async () => ({
    run: async () => {
      say('Everything is set up');
      return 0;
    },
  }),
};

async function main([name, ...args]) {
  const load = JOBS[name];
  if (!load) {
    fail(`There is no job "${name}". Jobs: ${Object.keys(JOBS).join(', ')}.`);
  }
  endWhenOrphaned();
  const exitCode = await continueOnSupportedNode();
  if (exitCode !== undefined) {
    return exitCode;
  }
  await ensureInstalled();
  const job = await load();
  return job.run(args);
}

main(process.argv.slice(2)).then(
  code => {
    process.exit(code);
  },
  error => {
    fail(error.sentence ?? error.stack ?? String(error));
  },
);
