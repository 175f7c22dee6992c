import type { OrgStore } from '../../org';
import type { ToolStore } from '../../tools';
import type { LiveExceptions } from '../LiveExceptions';
import { Nudges } from './Nudges';
import type { ToolUseStore } from './ToolUseStore';

const TEAM = 'group:default/atlas';
const DIVISION = 'group:default/division';
const CURSOR = 'resource:default/cursor';

describe('nudges', () => {
  const atlas = { id: 1, ref: TEAM, isTeam: true };
  const division = { id: 2, ref: DIVISION, isTeam: true };

  function nudges(people: number, excepted: string[] = []) {
    const asked: string[][] = [];
    const graph = {
      group: (ref: string) => [atlas, division].find(each => each.ref === ref),
      groupById: (id: number) => [atlas, division].find(each => each.id === id),
      teamAncestors: (id: number) => (id === 1 ? [division] : []),
    };
    const found = new Nudges({
      org: {
        graph: async () => graph,
        personByRef: async (ref: string) =>
          ref === 'user:default/p0' ? { id: 100 } : { id: 999 },
        directGroupsOf: async () => [atlas],
      } as unknown as OrgStore,
      tools: {
        list: async () => [
          {
            id: 7,
            ref: CURSOR,
            title: 'Cursor',
            present: true,
            policy: 'exception-required',
          },
          {
            id: 8,
            ref: 'resource:default/copilot',
            title: 'Copilot',
            present: true,
            policy: 'default',
          },
        ],
      } as unknown as ToolStore,
      use: {
        users: async (tools: number[], from: string, to: string) => {
          asked.push([String(tools), from, to]);
          return Array.from({ length: people }, (_, n) => ({
            toolId: 7,
            groupId: 1,
            personId: 100 + n,
          }));
        },
      } as unknown as ToolUseStore,
      live: {
        ofTeam: async (team: string) =>
          new Map(team === TEAM ? excepted.map(ref => [ref, {}]) : []),
      } as unknown as LiveExceptions,
      clock: { now: () => new Date('2026-11-24T09:00:00Z') },
      minimumSize: 3,
    });
    return { found, asked };
  }

  it('tell a team from five people on, whatever the minimum is, and the team above too', async () => {
    expect(await nudges(4).found.ofTeam(TEAM)).toEqual([]);
    const { found, asked } = nudges(5);
    const nudge = { tool: CURSOR, title: 'Cursor', team: TEAM };
    expect(await found.ofTeam(TEAM)).toEqual([nudge]);
    expect(await found.ofTeam(DIVISION)).toEqual([
      { ...nudge, team: DIVISION },
    ]);
    // This month, asked once, and only of tools that need an exception.
    expect(asked).toEqual([['7', '2026-11-01', '2026-11-25']]);
  });

  it('tell nobody where the team has an exception', async () => {
    const { found } = nudges(9, [CURSOR]);
    expect(await found.ofTeam(TEAM)).toEqual([]);
    // Nobody in the team above uses it without one.
    expect(await found.ofTeam(DIVISION)).toEqual([]);
    expect(await found.ofPerson('user:default/p0')).toEqual([]);
  });

  it('tell a person of their own use alone', async () => {
    const { found } = nudges(1);
    expect(await found.ofPerson('user:default/p0')).toEqual([
      { tool: CURSOR, title: 'Cursor', team: TEAM },
    ]);
    expect(await found.ofPerson('user:default/other')).toEqual([]);
  });
});
