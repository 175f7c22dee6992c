import {
  addDays,
  PublishedToolWeek,
  RadarUse,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import { TeamPeriods } from '../../scorecards/store';
import { ToolStore } from '../../tools';

/** Id of the whole organisation in stored rows. */
const ORGANISATION = 0;
const WEEKS = 52;

/** Returns how many developers used each tool that teams may use, week by week over a year, as far as it is shown. */
export async function yearOfUse(
  stores: { periods: TeamPeriods; tools: ToolStore },
  today: string,
): Promise<RadarUse[]> {
  const [rows, tools] = await Promise.all([
    stores.periods.ofTeam<'week'>(
      'week',
      ORGANISATION,
      addDays(weekOf(today), -7 * WEEKS),
      addDays(weekOf(today), -7),
    ),
    stores.tools.list(),
  ]);
  return tools
    .filter(
      ({ present, policy }) =>
        present && policy !== 'retired' && policy !== 'prohibited',
    )
    .map(({ id, ref, title }) => ({
      tool: ref,
      title,
      weeks: rows.flatMap(({ toolId, period, published }) => {
        const { users, state } = published as PublishedToolWeek;
        return toolId === id && users.shown && state === 'ok'
          ? [{ week: period, active: users.people }]
          : [];
      }),
    }));
}
