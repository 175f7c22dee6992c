import {
  Figure,
  missing,
  Scorecard,
  teamsQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { OrgStore } from '../../org';
import { ScorecardStore } from '../store';
import { TeamsService } from './TeamsService';

const WEEK = '2026-11-16';
const TEAMS = 620;

/** Some without a figure, some with the same, some without a snapshot. */
const rateOf = (id: number) => (id % 9 === 0 ? null : ((id * 37) % 100) / 100);
const isScored = (id: number) => id % 11 !== 0;
const isSeen = (id: number) => id % 7 !== 0;

function card(id: number): Scorecard {
  const figure: Figure = {
    state: 'ok',
    value: rateOf(id),
    bound: null,
    unit: 'ratio',
  };
  return {
    headline: [{ id: 'weeklyActiveRate', figure, status: null, inputs: [] }],
  } as unknown as Scorecard;
}

describeOnEachDatabase('TeamsService', init => {
  it('goes through more teams than it names, page by page, each once and in order', async () => {
    const knex = await init();
    const ids = Array.from({ length: TEAMS }, (_, n) => n + 1);
    await knex.batchInsert(
      'groups',
      ids.map(id => ({
        id,
        entity_ref: `group:default/team-${id}`,
        title: `Team ${id % 50}`,
        type: 'team',
        is_team: true,
        present: true,
        leads: '[]',
      })),
      50,
    );
    const scorecards = new ScorecardStore({ knex, minimumSize: 5 });
    await knex.transaction(trx =>
      scorecards.replace(
        trx,
        WEEK,
        ids.filter(isScored).map(id => ({
          groupId: id,
          week: WEEK,
          definitionVersion: 3,
          computedAt: '2026-11-23T06:00:00.000Z',
          scorecard: card(id),
        })),
      ),
    );
    const service = new TeamsService({
      org: new OrgStore(knex),
      scorecards,
      practices: {
        version: async () => 0,
        levels: async () => new Map(),
        figures: async some =>
          new Map(some.map(id => [id, missing('no-data', 'level')])),
      },
      clock: fixedClock('2026-11-24T08:00:00Z'),
    });
    const all = async (sort: string, order: string) => {
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await service.list(
          teamsQuerySchema.parse({ sort, order, limit: 90, cursor }),
          { listed: () => true, full: isSeen, cost: isSeen },
        );
        found.push(
          ...page.items.map(({ team }) => Number(team.ref.split('-')[1])),
        );
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    const titles = new Intl.Collator('en-US');
    const byTitle = (a: number, b: number) =>
      titles.compare(`Team ${a % 50}`, `Team ${b % 50}`) || a - b;
    for (const sign of [1, -1]) {
      const ranked = (id: number) => isSeen(id) && isScored(id);
      const placeOf = (id: number) => sign * (rateOf(id) ?? sign * Infinity);
      const expected = [
        ...ids
          .filter(ranked)
          .sort((a, b) =>
            placeOf(a) === placeOf(b) ? a - b : placeOf(a) - placeOf(b),
          ),
        ...ids.filter(id => !ranked(id)).sort(byTitle),
      ];
      const order = sign === 1 ? 'asc' : 'desc';
      expect(await all('weeklyActiveRate', order)).toEqual(expected);
      expect(await all('title', order)).toEqual(
        [...ids].sort(
          (a, b) =>
            sign * titles.compare(`Team ${a % 50}`, `Team ${b % 50}`) || a - b,
        ),
      );
    }
  });

  it('makes lists from the same things until a snapshot, a level or a team changes', async () => {
    const knex = await init();
    await knex('groups').insert({
      id: 1,
      entity_ref: 'group:default/team-1',
      title: 'Team 1',
      type: 'team',
      is_team: true,
      present: true,
      leads: '[]',
    });
    const scorecards = new ScorecardStore({ knex, minimumSize: 5 });
    let level = 0;
    const service = new TeamsService({
      org: new OrgStore(knex),
      scorecards,
      practices: {
        version: async () => level,
        levels: async () => new Map(),
        figures: async () => new Map(),
      },
      clock: fixedClock('2026-11-24T08:00:00Z'),
    });
    const computedAt = '2026-11-23T06:00:00.000Z';
    const store = (week: string) =>
      knex.transaction(trx =>
        scorecards.replace(trx, week, [
          {
            groupId: 1,
            week,
            definitionVersion: 3,
            computedAt,
            scorecard: { ...card(1), computedAt },
          },
        ]),
      );

    await store(WEEK);
    const first = await service.madeFrom();
    await store(WEEK);
    expect(await service.madeFrom()).toEqual(first);
    await store('2026-11-09');
    const second = await service.madeFrom();
    expect(second).not.toEqual(first);
    await knex.transaction(trx => scorecards.keepOnly(trx, '2026-11-09', []));
    const third = await service.madeFrom();
    expect(third).not.toEqual(second);
    level = 1;
    expect(await service.madeFrom()).not.toEqual(third);
  });
});
