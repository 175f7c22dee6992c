import {
  addDays,
  missing,
  PublishedToolWeek,
  rate,
} from 'backstage-plugin-ai-scorecards-common';
import { ToolUse } from '../../tools/ToolService';
import { ScorecardStore, TeamPeriods } from '../store';

/** Id of the whole organisation in stored rows. */
const ORGANISATION = 0;
const WEEKS = 4;

/**
 * How the organisation used each tool over the last four scored weeks, by tool id: its active rate, and the number of
 * teams whose figures of it are shown and have somebody active.
 */
export async function useOfTools(stores: {
  periods: TeamPeriods;
  scorecards: ScorecardStore;
}): Promise<Map<number, ToolUse>> {
  const last = await stores.scorecards.lastWeek();
  if (last === null) return new Map();
  const first = addDays(last, -7 * (WEEKS - 1));
  const [figures, rows] = await Promise.all([
    stores.periods.figures('week', first, last, { anyTool: false }),
    stores.periods.ofAll<'week'>('week', first, last, {
      anyTool: false,
      groupIds: [ORGANISATION],
    }),
  ]);
  const teams = new Map<number, Set<number>>();
  for (const { groupId, toolId, shown, active } of figures) {
    if (groupId !== ORGANISATION && shown && active > 0) {
      const users = teams.get(toolId) ?? new Set<number>();
      users.add(groupId);
      teams.set(toolId, users);
    }
  }
  const use = new Map<number, ToolUse>();
  const organisation = rows.get(ORGANISATION) ?? [];
  for (const toolId of new Set(organisation.map(row => row.toolId))) {
    const weeks = organisation
      .filter(row => row.toolId === toolId && row.shown)
      .map(row => row.published as PublishedToolWeek)
      .filter(week => week.state === 'ok');
    use.set(toolId, {
      activeRate:
        weeks.length === 0
          ? missing('no-data', 'ratio')
          : rate(
              weeks.reduce((sum, week) => sum + week.licensed.active, 0),
              weeks.reduce((sum, week) => sum + week.licensed.people, 0),
              Math.min(...weeks.map(week => week.licensed.people)),
              weeks.length < WEEKS ? 'partial' : 'ok',
            ),
      teams: teams.get(toolId)?.size ?? null,
    });
  }
  return use;
}
