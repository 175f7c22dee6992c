import type { LiveException } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { partOf, Settings, StalePeriods } from '../../database';
import { OrgGraph, OrgStore } from '../../org';
import { TeamDirectory } from '../../permissions/TeamDirectory';
import { ToolStore } from '../../tools';
import { worldConfig } from '../refresh/__testUtils__/world';
import { ScoringContext } from '../snapshots/ScoringContext';
import { ScorecardStore } from '../store';
import { nothingCollected } from './__testUtils__/nothingCollected';
import { ScorecardService } from './ScorecardService';

const TEAM = 'group:default/atlas';
const clock = fixedClock('2026-11-25T08:00:00Z');

async function seed(knex: Knex) {
  for (const [id, name] of [
    [1, 'payments'],
    [2, 'atlas'],
    [3, 'orders'],
  ] as const) {
    await knex('groups').insert({
      id,
      entity_ref: `group:default/${name}`,
      title: name,
      type: 'team',
      is_team: true,
      leads: '[]',
    });
  }
  await knex('group_edges').insert({
    group_id: 2,
    parent_id: 1,
    valid_from: '0001-01-01',
    valid_to: '9999-12-31',
    origin: 'catalog',
  });
  await new Settings().raise(knex, 'org.version');
}

/** Says which team stands above, from the graph that it was asked in. */
const exceptionOf = (teamRef: string, graph: OrgGraph) =>
  partOf(
    `select cast(? as varchar) as a, cast(null as varchar) as b, cast(null as varchar) as c, cast(null as varchar) as d`,
    [graph.teamParent(graph.group(teamRef)?.id ?? 0)?.ref ?? 'nobody'],
    ([row]): ReadonlyMap<string, LiveException> =>
      new Map([
        [row.a ?? '', { until: '2027-01-01', scope: [], data: 'public' }],
      ]),
  );

function setUp(knex: Knex) {
  const org = new OrgStore(knex);
  const parents: string[] = [];
  const service = new ScorecardService({
    org,
    scorecards: new ScorecardStore({ knex, minimumSize: 5 }),
    tools: new ToolStore(knex, new StalePeriods(knex)),
    context: new ScoringContext({ config: worldConfig(5), sources: [] }),
    collection: nothingCollected,
    exceptions: {
      part: (teamRef, graph) => {
        const part = exceptionOf(teamRef, graph);
        return {
          ...part,
          read(rows) {
            const found = part.read(rows);
            parents.push(...found.keys());
            return found;
          },
        };
      },
    },
    nudgesOf: async () => [],
    // Nothing was evaluated yet.
    practices: { part: () => ({ queries: [], read: () => null as never }) },
    clock,
    outcomesConnected: () => false,
  });
  return { org, service, parents };
}

describeOnEachDatabase('ScorecardService', init => {
  it('is read by one statement with what says who may see it', async () => {
    const knex = await init();
    await seed(knex);
    const { org, service } = setUp(knex);
    const directory = new TeamDirectory({ org, clock });
    const page = () =>
      Promise.all([service.get(TEAM), directory.resource(TEAM)]);
    await page();
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    const [card, resource] = await page();
    expect(statements).toBe(1);
    expect([card.team.parent?.ref, resource?.ref]).toEqual([
      'group:default/payments',
      TEAM,
    ]);
  });

  it('is of the organisation as it is now, also where that changed since it was last read', async () => {
    const knex = await init();
    await seed(knex);
    const { service, parents } = setUp(knex);
    await service.get(TEAM);
    await knex('group_edges').where({ group_id: 2 }).update({ parent_id: 3 });
    await new Settings().raise(knex, 'org.version');
    const card = await service.get(TEAM);
    expect(card.team.parent?.ref).toBe('group:default/orders');
    expect(parents).toEqual(['group:default/payments', 'group:default/orders']);
  });

  it('is not found for a Group that is no longer known', async () => {
    const knex = await init();
    await seed(knex);
    const { service } = setUp(knex);
    await service.get(TEAM);
    await knex('group_edges').delete();
    await knex('groups').where({ id: 2 }).delete();
    await new Settings().raise(knex, 'org.version');
    await expect(service.get(TEAM)).rejects.toThrow(
      'group:default/atlas is not a Group in the catalog',
    );
  });
});
