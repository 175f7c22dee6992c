import { TestDatabases } from '@backstage/backend-test-utils';
import { AllDoors, allDoors } from './__testUtils__/allDoors';
import { openaiTool } from './__testUtils__/doors';
import { Replica } from './__testUtils__/replicas/Replica';
import {
  pushTo,
  rowsInTime,
  undisturbed,
} from './__testUtils__/replicas/twoReplicas';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(600_000);

// Without a server this fails: two backends cannot share a SQLite file.
const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

describe('two backends on one PostgreSQL', () => {
  let world: TestWorld;
  let doors: AllDoors;
  const replicas: Replica[] = [];

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: 60,
      days: 30,
      entities: [openaiTool],
    });
    doors = allDoors(world);
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.kill();
    doors.remove();
    await world.close();
  });

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
    const killed = await start(2_000);
    const survivor = await start(0);
    await pushTo([killed, survivor], doors.pushes.slice(0, -10));
    killed.line.delay = 0;
    await killed.line.deadAfter(40);
    const cutOff = pushTo([killed, survivor], doors.pushes.slice(-10));
    const before = (await survivor.status()).sources;
    await killed.kill();
    await cutOff;
    const halfWay = before.filter(
      ({ backfill }) =>
        backfill && backfill.daysDone > 0 && backfill.daysDone < world.days,
    );
    expect(halfWay.length).toBeGreaterThan(2);
    const askedBefore = survivor.line.asked;
    expect(await rowsInTime(knex, reference, 240)).toEqual(reference);
    expect(survivor.line.asked).toBeGreaterThan(askedBefore);
  });
});
