import type { Knex } from 'knex';
import { group, user } from '../../../src/__testUtils__/catalog';
import { migrate } from '../../../src/database';
import { component } from '../../../src/practices/__testUtils__/catalog';
import { goodFacts } from '../../../src/practices/__testUtils__/host';
import { PracticeWorld } from '../../../src/practices/__testUtils__/world';
import { Finding, rounded } from '../report';

const TEAMS = 250;
const PER_TEAM = 20;
const PEOPLE = 8;
const MOST_SECONDS = 60;

interface Cost {
  ms: number;
  statements: number;
  heapMib: number;
}

/** What evaluating all teams takes once 5,000 repositories are known: the first time, and after one of them changed. */
export async function measureEvaluation(knex: Knex): Promise<Finding[]> {
  await migrate(knex);
  const world = await PracticeWorld.start(knex);
  const teams = Array.from({ length: TEAMS }, (_, n) => `team-${n}`);
  world.entities = world.entities.concat(
    teams.flatMap(name => [
      group(name, { parent: 'north' }),
      ...Array.from({ length: PEOPLE }, (_, n) => user(`${name}-${n}`, [name])),
      ...Array.from({ length: PER_TEAM }, (_, n) =>
        component(`${name}-${n}`, `group:default/${name}`, `acme/${name}-${n}`),
      ),
    ]),
  );
  const today = world.now.slice(0, 10);
  for (const name of teams) {
    for (let n = 0; n < PER_TEAM; n++) {
      world.host.tell(
        `acme/${name}-${n}`,
        goodFacts(today, {
          requiredApprovals: { known: true, value: n % PER_TEAM },
        }),
      );
    }
  }
  await world.look();
  const { tasks } = world.services();
  await tasks.refresh.refreshIfDue();
  const collect = () =>
    tasks.collector.collect(world.host, new AbortController().signal);
  await collect();
  const first = await costOf(knex, () => tasks.evaluator.runIfDue());
  world.host.tell(
    'acme/team-7-3',
    goodFacts(today, { pushProtection: { known: true, value: false } }),
  );
  await collect();
  const again = await costOf(knex, () => tasks.evaluator.runIfDue());
  return [
    finding('all teams evaluated the first time', first),
    finding('the same after one repository changed', again),
  ];
}

function finding(what: string, { ms, statements, heapMib }: Cost): Finding {
  return {
    what,
    value: ms / 1000,
    bar: { most: MOST_SECONDS, unit: 's' },
    note: `${
      TEAMS * PER_TEAM
    } repositories, ${TEAMS} teams; ${statements} statements, ${rounded(
      heapMib,
    )} MiB more on the heap at most`,
  };
}

async function costOf(knex: Knex, work: () => Promise<boolean>): Promise<Cost> {
  let statements = 0;
  const before = process.memoryUsage().heapUsed;
  let most = before;
  const count = () => {
    statements += 1;
    most = Math.max(most, process.memoryUsage().heapUsed);
  };
  knex.on('query', count);
  const start = performance.now();
  try {
    if (!(await work())) throw new Error('Nothing was evaluated');
  } finally {
    knex.off('query', count);
  }
  return {
    ms: performance.now() - start,
    statements,
    heapMib: (most - before) / 2 ** 20,
  };
}
