import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { PlacedText } from '../everyText';
import { Portal } from '../portal';
import { TestWorld } from '../world';

const CHARTS = [
  'metric=weeklyActiveRate&grain=week',
  'metric=activeDevelopers&grain=day',
  'metric=cost&grain=month',
  'metric=costPerActiveDeveloper&grain=month',
];

/** The bodies of all answers with figures of a team or of everybody, and of the files, as they are sent, by what was asked. */
export async function publishedAnswers(
  portal: Portal,
  knex: Knex,
  { world, user }: { world: TestWorld; user: string },
): Promise<PlacedText[]> {
  const teams: string[] = await knex('groups')
    .where({ is_team: true, present: true })
    .orderBy('entity_ref')
    .pluck('entity_ref');
  const days: string[] = await knex('ledger').distinct('day').pluck('day');
  const months = [...new Set(days.map(day => day.slice(0, 7)))].sort();
  const range = `from=${world.day(-world.days)}&to=${world.day(0)}`;
  const monthRange = `from=${months[0]}&to=${months.at(-1)}`;
  const ofTeam = (path: string) => [
    `${path}/scorecard`,
    ...CHARTS.map(chart => `${path}/trends?${chart}&${range}`),
  ];
  const paths = [
    ...teams.flatMap(ref => [
      ...ofTeam(`/teams/${ref.slice('group:'.length)}`),
      `/teams/${ref.slice('group:'.length)}/outcomes`,
    ]),
    ...ofTeam('/organisation'),
    ...['team', 'tool', 'model'].map(
      part => `/organisation/spend?groupBy=${part}&${monthRange}`,
    ),
    '/teams?limit=200',
    '/ingestion/reconciliation?teams=true',
    ...months.flatMap(month => [
      `/ingestion/chargeback.csv?month=${month}`,
      `/ingestion/focus.csv?month=${month}`,
    ]),
  ];
  const header = mockCredentials.user.header(user);
  const answers: PlacedText[] = [];
  for (const place of paths) {
    const { status, text } = await portal.reach('GET', place, header);
    if (status !== 200) throw new Error(`${place}: ${status} ${text}`);
    answers.push({ place, text });
  }
  return answers;
}

/** When something was asked and worked out, and not what. */
const TIMES = new Set(['freshness', 'computedAt']);

/** The same without when anything was asked for and worked out. */
export function withoutTimes(answers: readonly PlacedText[]): PlacedText[] {
  return answers.map(({ place, text }) => ({
    place,
    text: text.startsWith('{')
      ? JSON.stringify(
          JSON.parse(text, (key, value) => (TIMES.has(key) ? null : value)),
        )
      : text,
  }));
}
