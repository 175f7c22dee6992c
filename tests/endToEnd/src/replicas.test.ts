import { TestDatabases } from '@backstage/backend-test-utils';
import { AllDoors } from './__testUtils__/allDoors';
import { Replica } from './__testUtils__/replicas/Replica';
import { rowsInTime, undisturbed } from './__testUtils__/replicas/twoReplicas';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

// Without a server this fails: two backends cannot share a SQLite file. Every door is killed in replicas.full.test.ts.
const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

describe('two processes on one PostgreSQL', () => {
  const replicas: Replica[] = [];
  let world: TestWorld;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 8 });
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.kill();
    await world.close();
  });

  /** Copilot's use and seats, and Claude Code's use and bill. */
  const doors: AllDoors = {
    pushes: [],
    remove: () => undefined,
    config: simUrl => ({
      sources: {
        github: {
          baseUrl: simUrl,
          organization: 'acme',
          enterprise: 'acme-ent',
          token: 'sim-github-token',
          tool: 'resource:default/github-copilot',
          allowInsecureLoopback: true,
        },
        anthropic: {
          baseUrl: simUrl,
          adminKey: 'sim-anthropic-admin-key',
          tool: 'resource:default/claude-code',
        },
      },
    }),
  };

  it('end with the rows of one undisturbed, though one is killed in the middle of the backfill', async () => {
    const reference = await undisturbed(
      world,
      await databases.init('POSTGRES_18'),
      doors,
    );
    const knex = await databases.init('POSTGRES_18');
    const { connection } = knex.client.config;
    const start = async (delay: number) => {
      const replica = await Replica.start(world, {
        // The password is there, but not among what is listed.
        connection: { ...connection, password: connection.password },
        config: doors.config,
        delay,
      });
      replicas.push(replica);
      return replica;
    };
    // Slow, so that the other is there before it has finished.
    const killed = await start(1_000);
    const survivor = await start(0);
    killed.line.delay = 0;
    await killed.line.deadAfter(4);
    const before = (await survivor.status()).sources;
    await killed.kill();
    const halfWay = before.filter(
      ({ backfill }) =>
        backfill && backfill.daysDone > 0 && backfill.daysDone < world.days,
    );
    expect(halfWay).not.toEqual([]);
    const askedBefore = survivor.line.asked;
    expect(await rowsInTime(knex, reference, 150)).toEqual(reference);
    expect(survivor.line.asked).toBeGreaterThan(askedBefore);
  });
});
