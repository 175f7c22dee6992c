import {
  addDays,
  PublishedOutcomeWeek,
  trendsQuerySchema,
  trendsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { OrgStore } from '../../org';
import { NO_CHANGES, NO_ROSTER } from '../../outcomes/aggregate/outcomeFigures';
import { OutcomeInputs } from '../../outcomes/OutcomeInputs';
import { OutcomeWeeks } from '../../outcomes/OutcomeWeeks';
import { StalePeriods } from '../../database';
import { ToolStore } from '../../tools';
import { worldConfig } from '../refresh/__testUtils__/world';
import { ScorecardStore, TeamPeriods } from '../store';
import { TopMonths } from './TopMonths';
import { nothingCollected } from './__testUtils__/nothingCollected';
import { TrendsService } from './TrendsService';

const LAST = '2026-11-16';

function weekOf(back: number): PublishedOutcomeWeek {
  const people = { ...NO_ROSTER, shown: true, people: 20 };
  const changes = {
    ...NO_CHANGES,
    ...people,
    period: { state: 'ok' as const, days: 28, daysKnown: 28 },
    changes: 100,
    failed: back === 2 ? 40 : 20,
  };
  return {
    week: addDays(LAST, -7 * back),
    state: 'ok',
    days: 7,
    daysKnown: 7,
    settled: true,
    provisional: false,
    roster: { ...people, merged: back === 0 ? 60 : 20 },
    window: changes,
    half: changes,
  };
}

describeOnEachDatabase('Trends of the work', init => {
  it('show output against the own baseline, and failure in the week that it is told in', async () => {
    const knex = await init();
    await knex('groups').insert({
      id: 2,
      entity_ref: 'group:default/atlas',
      title: 'Atlas',
      type: 'team',
      is_team: true,
    });
    const weeks = new OutcomeWeeks({ knex, minimumSize: 5 });
    for (let back = 0; back < 32; back++) {
      if (back === 1) continue;
      const row = weekOf(back);
      await weeks.replace(knex, row.week, new Map([[2, row]]), []);
    }
    const service = new TrendsService({
      periods: new TeamPeriods({ knex, minimumSize: 5 }),
      scorecards: new ScorecardStore({ knex, minimumSize: 5 }),
      org: new OrgStore(knex),
      tools: new ToolStore(knex, new StalePeriods(knex)),
      config: worldConfig(5),
      collection: nothingCollected,
      clock: fixedClock('2026-11-24T08:00:00Z'),
      months: new TopMonths({
        periods: new TeamPeriods({ knex, minimumSize: 5 }),
        org: new OrgStore(knex),
      }),
      outcomeWeeks: weeks,
      outcomeInputs: new OutcomeInputs({ weeks, connected: () => true }),
    });
    const get = async (metric: string) => {
      const answer = await service.get(
        'group:default/atlas',
        trendsQuerySchema.parse({
          metric,
          from: addDays(LAST, -21),
          to: addDays(LAST, 6),
        }),
      );
      expect(trendsResponseSchema.parse(answer)).toEqual(answer);
      const points = answer.series[0].points.map(
        ({ period, value }) => `${period} ${value}`,
      );
      return { unit: answer.unit, grain: answer.grain, points };
    };
    expect(await get('teamOutput')).toEqual({
      unit: 'index',
      grain: 'week',
      points: [
        '2026-10-26 100',
        '2026-11-02 100',
        '2026-11-09 null',
        '2026-11-16 300',
      ],
    });
    expect(await get('changeFailureRate')).toEqual({
      unit: 'ratio',
      grain: 'week',
      points: [
        '2026-10-26 0.2',
        '2026-11-02 0.2',
        '2026-11-09 0.2',
        '2026-11-16 0.4',
      ],
    });
  });
});
