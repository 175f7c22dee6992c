import { TestDatabases } from '@backstage/backend-test-utils';
import { AllDoors } from './__testUtils__/allDoors';
import { askedAgain, daysInFlight } from './__testUtils__/replicas/askedAgain';
import {
  Replicas,
  rowsInTime,
  undisturbed,
} from './__testUtils__/replicas/twoReplicas';
import { sourcesOf } from './__testUtils__/sources';
import { VendorLine } from './__testUtils__/replicas/VendorLine';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

// Without a server this fails: two backends cannot share a SQLite file. Every door is killed in replicas.full.test.ts.
const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

describe('two processes on one PostgreSQL', () => {
  let world: TestWorld;
  let replicas: Replicas;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 12 });
    replicas = new Replicas(world);
  });
  afterAll(async () => {
    await replicas.killAll();
    await world.close();
  });

  /** Copilot's use and seats, and Claude Code's use and bill. */
  const doors: AllDoors = {
    pushes: [],
    folder: '',
    remove: () => undefined,
    config: simUrl => ({ sources: sourcesOf(simUrl) }),
  };

  it('end with the rows of one undisturbed, though one is killed in the middle of the backfill', async () => {
    const { rows: reference, questions } = await undisturbed(
      world,
      await databases.init('POSTGRES_18'),
      doors,
    );
    const knex = await databases.init('POSTGRES_18');
    // Copilot's days are asked for one by one: in the middle of them the line goes dead.
    const line = await VendorLine.open(world.sim.url);
    const middle = line.deadFrom(url =>
      url.includes(`day=${world.day(-world.days / 2)}`),
    );
    const killed = await replicas.start(knex, doors, { line });
    await middle;
    const survivor = await replicas.start(knex, doors);
    const before = (await survivor.status()).sources;
    await killed.kill();
    const settled = world.settledDays();
    const lost = await daysInFlight(knex, settled);
    const halfWay = before.filter(
      ({ backfill }) =>
        backfill && backfill.daysDone > 0 && backfill.daysDone < world.days,
    );
    expect(halfWay).not.toEqual([]);
    const askedBefore = survivor.line.asked;
    expect(await rowsInTime(survivor, knex, reference, 150)).toEqual(reference);
    expect(survivor.line.asked).toBeGreaterThan(askedBefore);
    const asked = [killed.line.questions, survivor.line.questions];
    const again = (inFlight: ReadonlySet<string>) =>
      askedAgain(asked, questions, { lastDay: settled[0], inFlight });
    expect(again(new Set())).not.toEqual([]);
    expect(again(lost)).toEqual([]);
  });
});
