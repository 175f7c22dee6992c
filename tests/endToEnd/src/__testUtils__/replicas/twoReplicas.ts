import { isDeepStrictEqual } from 'node:util';
import gitlab from 'backstage-plugin-ai-scorecards-backend-module-gitlab';
import file from 'backstage-plugin-ai-scorecards-backend-module-file';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { push, PushRequest } from 'vendor-sim';
import { AllDoors } from '../allDoors';
import { dump } from '../dump';
import { TestWorld } from '../world';
import { Replica } from './Replica';
import { Question, VendorLine } from './VendorLine';

type Rows = Awaited<ReturnType<typeof dump>>;

const SERVICE = mockCredentials.service.token({
  onBehalfOf: mockCredentials.service('plugin:pusher'),
  targetPluginId: 'ai-scorecards',
});

/** Rounds of all tasks after which nothing may change any more. */
const MOST_ROUNDS = 40;

/** The backends of a test, none of which outlives it. */
export class Replicas {
  private readonly started: Replica[] = [];

  constructor(private readonly world: TestWorld) {}

  async start(
    knex: Knex,
    doors: AllDoors,
    options: { line?: VendorLine } = {},
  ): Promise<Replica> {
    const { connection } = knex.client.config;
    const replica = await Replica.start(this.world, {
      // The password is there, but not among what is listed.
      connection: { ...connection, password: connection.password },
      config: doors.config,
      ...options,
    });
    this.started.push(replica);
    return replica;
  }

  async killAll(): Promise<void> {
    for (const replica of this.started) await replica.kill();
  }
}

/** What one backend that nobody disturbs ends with, and what it asks for. */
export async function undisturbed(
  world: TestWorld,
  knex: Knex,
  doors: AllDoors,
): Promise<{ rows: Rows; questions: readonly Question[] }> {
  const line = await VendorLine.open(world.sim.url);
  const { questions } = line;
  const portal = await world.portal({
    knex,
    config: doors.config(line.url),
    features: [file, gitlab],
  });
  // The catalog is read.
  await portal.tick();
  await push(portal.url(), SERVICE, doors.pushes);
  await portal.collect();
  let rows = await dump(knex);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await portal.tick();
    const after = await dump(knex);
    if (isDeepStrictEqual(after, rows)) {
      await portal.stop();
      await line.close();
      return { rows, questions };
    }
    rows = after;
  }
  throw new Error(`Something still changes after ${MOST_ROUNDS} rounds`);
}

/** `fetch` fails as a TypeError when nobody answers, of another realm than a test's. */
const isGone = (error: unknown) =>
  (error as { name?: unknown } | null)?.name === 'TypeError';

/** Sends everything to replicas in turn; what one that is gone did not answer goes to another. */
export async function pushTo(
  replicas: readonly Replica[],
  requests: readonly PushRequest[],
): Promise<void> {
  for (const [place, request] of requests.entries()) {
    const first = replicas[place % replicas.length];
    try {
      await push(first.url, SERVICE, [request]);
    } catch (error) {
      const next = replicas[(place + 1) % replicas.length];
      if (next === first || !isGone(error)) throw error;
      await push(next.url, SERVICE, [request]);
    }
  }
}

/** What looks at the rest every minute, and needs not be waited for. */
const EVALUATION = 'ai-scorecards-practices';

/** Resolves with the rows that a replica makes when they are these, or with what they are when it is too late. */
export async function rowsInTime(
  replica: Replica,
  knex: Knex,
  wanted: Rows,
  seconds: number,
): Promise<Rows> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const rows = await dump(knex);
    const waiting = Object.keys({ ...rows, ...wanted }).filter(
      table => !isDeepStrictEqual(rows[table], wanted[table]),
    );
    if (waiting.length === 0 || performance.now() > end) return rows;
    if (waiting.every(table => table.startsWith('practice_'))) {
      await replica.run(EVALUATION);
    }
    await new Promise(resolve => setTimeout(resolve, 2_000));
  }
}
