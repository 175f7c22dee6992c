import { runNode } from '../lib/children.mjs';
import { inRoot, nodeTransformPath } from '../lib/paths.mjs';
import { fetchPeers } from '../lib/peers.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { say } from '../lib/log.mjs';

/** Runs the benchmark with the arguments given, e.g. `npm run bench -- --scale 100000`. */
export async function run(args) {
  const peers = fetchPeers();
  say('Starting PostgreSQL 18');
  const server = await startPostgres(18);
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
        },
      },
    );
  } finally {
    await server.close();
  }
}
