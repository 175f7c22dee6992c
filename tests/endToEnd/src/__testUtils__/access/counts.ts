import {
  organisationScorecardSchema,
  Scorecard,
  scorecardSchema,
  teamsResponseSchema,
  trendsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Portal } from '../portal';
import { AccessWorld } from './AccessWorld';

/** How many people something that is shown of a team speaks of, by its name. */
export type Counts = ReadonlyMap<string, number>;

/** Every count of people that a persona can read, by team, and which team stands below which. */
export interface Told {
  parents: ReadonlyMap<string, string>;
  counts: ReadonlyMap<string, Counts>;
}

const LICENSED = 'licensed';
const ROSTER = 'roster';

/** Counts that are parts of another of the same period: the rest of the whole can be worked out. */
export const partsOf = [[ROSTER, LICENSED]] as const;

export const countName = (period: string, what: string) => `${period} ${what}`;

/** Stands above the teams that no team is above, for those who see figures of everybody. */
export const EVERYBODY = 'organisation';

function readScorecard(
  scorecard: Pick<Scorecard, 'week' | 'headline' | 'adoption' | 'cost'>,
  counts: Map<string, number>,
) {
  const { week, headline, adoption, cost } = scorecard;
  const learn = (period: string, what: string, people: number | null) => {
    if (people !== null) counts.set(countName(period, what), people);
  };
  if (week !== null) {
    const rate = headline.find(({ id }) => id === 'weeklyActiveRate');
    learn(week, LICENSED, rate?.population.people ?? null);
    learn(week, ROSTER, adoption?.rosterPopulation.people ?? null);
    for (const { ids, people } of adoption?.tiers.parts ?? []) {
      learn(week, `tier ${ids.join(' and ')}`, people);
    }
  }
  for (const { month, population } of cost?.months ?? []) {
    learn(month, 'who cost money', population.people);
  }
}

/** Reads the last `weeks` whole weeks of every team that a persona may read. */
export async function countsTold(
  access: AccessWorld,
  persona: string,
  portal: Portal,
  weeks: number,
): Promise<Told> {
  const { items } = teamsResponseSchema.parse(
    await access.read(persona, portal, '/teams?limit=200'),
  );
  const counts = new Map<string, Counts>();
  for (const { team } of items) {
    const own = new Map<string, number>();
    const path = `/teams/${team.ref.slice(team.ref.indexOf(':') + 1)}`;
    for (let n = 1; n <= weeks; n++) {
      const asOf = access.world.day(-7 * n);
      readScorecard(
        scorecardSchema.parse(
          await access.read(persona, portal, `${path}/scorecard?asOf=${asOf}`),
        ),
        own,
      );
    }
    for (const grain of ['day', 'week']) {
      const from = access.world.day(-7 * weeks);
      const { status, text } = await access.as(
        persona,
        portal,
        'GET',
        `${path}/trends?metric=activeDevelopers&grain=${grain}&from=${from}`,
      );
      if (status !== 200) continue;
      const chart = trendsResponseSchema.parse(JSON.parse(text));
      for (const { id, points } of chart.series) {
        // Who acts in a week is a part of the roster; of a tool, or on a day, those who act are themselves the people.
        if (id === 'total' && grain === 'week') continue;
        for (const { period, value, bound } of points) {
          if (value !== null && bound === null) {
            own.set(countName(period, `${grain} users of ${id}`), value);
          }
        }
      }
    }
    counts.set(team.ref, own);
  }
  const everybody = new Map<string, number>();
  for (let n = 1; n <= weeks; n++) {
    const asOf = access.world.day(-7 * n);
    const path = `/organisation/scorecard?asOf=${asOf}`;
    const { status, text } = await access.as(persona, portal, 'GET', path);
    if (status !== 200) continue;
    readScorecard(
      organisationScorecardSchema.parse(JSON.parse(text)),
      everybody,
    );
  }
  if (everybody.size > 0) counts.set(EVERYBODY, everybody);
  return {
    parents: new Map(
      items.map(({ team, parent }) => [team.ref, parent ?? EVERYBODY]),
    ),
    counts,
  };
}
