import { measureInBrowser } from '../lib/browserBench.mjs';
import { runNode } from '../lib/children.mjs';
import { inRoot, nodeTransformPath } from '../lib/paths.mjs';
import { fetchPeers } from '../lib/peers.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { say } from '../lib/log.mjs';

/** Where loaded databases stay between runs with `--keep`. */
const KEPT = inRoot('.bench');

/** What anybody would set for a database of this size. */
const SETTINGS = {
  shared_buffers: '2GB',
  effective_cache_size: '8GB',
  work_mem: '32MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
};

/** Runs the benchmark with the arguments given, e.g. `npm run bench -- --scale 100000`. */
export async function run(args) {
  // Before PostgreSQL starts, which would take processor time of the browser's.
  const browser = asksFor(args, 'browser') ? await measureInBrowser() : [];
  const peers = fetchPeers();
  const keeps = args.includes('--keep');
  say(
    keeps
      ? `Starting PostgreSQL 18; loaded databases stay in ${KEPT}`
      : 'Starting PostgreSQL 18',
  );
  const server = await startPostgres(18, {
    ...(keeps ? { folder: `${KEPT}/postgres` } : {}),
    settings: SETTINGS,
  });
  try {
    return await runNode(
      [
        '--require',
        nodeTransformPath,
        inRoot('plugins/ai-scorecards-backend/dev/bench/run.ts'),
        ...args,
      ],
      {
        env: {
          NODE_ENV: 'production',
          BENCH_POSTGRES: server.connectionString,
          BENCH_PEERS: JSON.stringify(peers),
          BENCH_BROWSER: JSON.stringify(browser),
          BENCH_FOLDER: keeps ? KEPT : undefined,
        },
      },
    );
  } finally {
    await server.close();
  }
}

/** Whether the arguments name a part, or none at all, which is every part. */
function asksFor(args, part) {
  const text = args.join(' ').replaceAll('--only=', '--only ');
  return !text.includes('--only ') || text.includes(`--only ${part}`);
}
