import { TestDatabases } from '@backstage/backend-test-utils';
import { AllDoors, allDoors } from './__testUtils__/allDoors';
import { openaiTool } from './__testUtils__/doors';
import { askedAgain, daysInFlight } from './__testUtils__/replicas/askedAgain';
import {
  pushTo,
  Replicas,
  rowsInTime,
  undisturbed,
} from './__testUtils__/replicas/twoReplicas';
import { VendorLine } from './__testUtils__/replicas/VendorLine';
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
  let replicas: Replicas;

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: 60,
      days: 30,
      entities: [openaiTool],
    });
    doors = allDoors(world);
    replicas = new Replicas(world);
  });
  afterAll(async () => {
    await replicas.killAll();
    doors.remove();
    await world.close();
  });

  it('end with the rows of one undisturbed, though one is killed in the middle of the backfill', async () => {
    const { rows: reference, questions } = await undisturbed(
      world,
      await databases.init('POSTGRES_18'),
      doors,
    );
    const knex = await databases.init('POSTGRES_18');
    // Slow, so that the other is there before it has finished.
    const line = await VendorLine.open(world.sim.url);
    line.delay = 2_000;
    const killed = await replicas.start(knex, doors, { line });
    const survivor = await replicas.start(knex, doors);
    await pushTo([killed, survivor], doors.pushes.slice(0, -10));
    line.delay = 0;
    const last = line.asked + 40;
    await line.deadFrom((_url, asked) => asked >= last);
    const cutOff = pushTo([killed, survivor], doors.pushes.slice(-10));
    const before = (await survivor.status()).sources;
    await killed.kill();
    const settled = world.settledDays();
    const lost = await daysInFlight(knex, settled);
    await cutOff;
    const halfWay = before.filter(
      ({ backfill }) =>
        backfill && backfill.daysDone > 0 && backfill.daysDone < world.days,
    );
    expect(halfWay.length).toBeGreaterThan(2);
    const askedBefore = survivor.line.asked;
    expect(await rowsInTime(survivor, knex, reference, 240)).toEqual(reference);
    expect(survivor.line.asked).toBeGreaterThan(askedBefore);
    const asked = [killed.line.questions, survivor.line.questions];
    expect(
      askedAgain(asked, questions, { lastDay: settled[0], inFlight: lost }),
    ).toEqual([]);
  });
});
