import type { OrgStore } from '../../org';
import type { ToolStore } from '../../tools';
import { TeamFigures, TeamFiguresOptions } from './TeamFigures';
import type { ToolUseStore } from './ToolUseStore';

const TEAM = 'group:default/atlas';
const TOOL = 'resource:default/cursor';

function figures(now: { people: number; known: boolean; usedBy: number[] }) {
  const asked: unknown[][] = [];
  const graph = {
    group: (ref: string) => (ref === TEAM ? { id: 1 } : undefined),
    descendants: () => [{ id: 2 }],
  };
  const found = new TeamFigures({
    org: { graph: async () => graph } as unknown as OrgStore,
    tools: {
      byRef: async (ref: string) => (ref === TOOL ? { id: 7 } : undefined),
    } as unknown as ToolStore,
    use: {
      people: async () => now.people,
      isKnown: async (...question: unknown[]) => {
        asked.push(question);
        return now.known;
      },
      users: async () =>
        now.usedBy.map(groupId => ({ toolId: 7, groupId, personId: 1 })),
    } as unknown as ToolUseStore,
    minimumSize: 5,
  } as unknown as TeamFiguresOptions);
  return { found, asked };
}

describe('whether a team used a tool lately', () => {
  it.each([
    ['nobody did', { people: 8, known: true, usedBy: [] }, false],
    ['somebody of the team did', { people: 8, known: true, usedBy: [1] }, true],
    ['somebody below it did', { people: 8, known: true, usedBy: [2] }, true],
    ['only others did', { people: 8, known: true, usedBy: [3] }, false],
    ['a day is missing', { people: 8, known: false, usedBy: [] }, null],
    ['it is too small to tell', { people: 4, known: true, usedBy: [] }, null],
  ])('is answered where %s', async (_, now, answer) => {
    const { found, asked } = figures(now);
    expect(await found.wasUsedLately(TEAM, TOOL, '2026-11-24', 14)).toBe(
      answer,
    );
    // The days before today, all of them.
    expect(asked).toEqual([[7, '2026-11-10', '2026-11-23']]);
  });

  it.each([
    ['group:default/gone', TOOL],
    [TEAM, 'resource:default/gone'],
  ])('is not known of %s and %s', async (team, tool) => {
    const { found } = figures({ people: 8, known: true, usedBy: [] });
    expect(await found.wasUsedLately(team, tool, '2026-11-24', 14)).toBeNull();
  });
});
