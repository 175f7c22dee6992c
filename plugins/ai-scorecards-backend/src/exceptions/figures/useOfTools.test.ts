import type { TeamPeriods } from '../../scorecards/store';
import type { ToolStore } from '../../tools';
import { yearOfUse } from './useOfTools';

const tool = (id: number, policy: string, present = true) => ({
  id,
  ref: `resource:default/tool-${id}`,
  title: `Tool ${id}`,
  present,
  policy,
});
const week = (
  toolId: number,
  period: string,
  people: number,
  change: { shown?: boolean; state?: string } = {},
) => ({
  toolId,
  period,
  published: {
    users: { shown: change.shown ?? true, people },
    state: change.state ?? 'ok',
  },
});

describe('yearOfUse', () => {
  it('reads the shown and whole weeks of a year, of tools that teams may use', async () => {
    const asked: unknown[][] = [];
    const periods = {
      ofTeam: async (...question: unknown[]) => {
        asked.push(question);
        return [
          week(1, '2026-11-09', 12),
          week(1, '2026-11-16', 3, { shown: false }),
          week(2, '2026-11-09', 40),
          week(2, '2026-11-16', 41, { state: 'partial' }),
          week(3, '2026-11-09', 7),
        ];
      },
    } as unknown as TeamPeriods;
    const tools = {
      list: async () => [
        tool(1, 'approved'),
        tool(2, 'exception-required'),
        tool(3, 'prohibited'),
        tool(4, 'retired'),
        tool(5, 'default', false),
      ],
    } as unknown as ToolStore;
    expect(await yearOfUse({ periods, tools }, '2026-11-27')).toEqual([
      {
        tool: 'resource:default/tool-1',
        title: 'Tool 1',
        weeks: [{ week: '2026-11-09', active: 12 }],
      },
      {
        tool: 'resource:default/tool-2',
        title: 'Tool 2',
        weeks: [{ week: '2026-11-09', active: 40 }],
      },
    ]);
    // Of the whole organisation, from 52 weeks ago to the last whole week.
    expect(asked).toEqual([['week', 0, '2025-11-24', '2026-11-16']]);
  });
});
