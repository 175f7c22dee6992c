import type { EdgeRange, Group } from '../../org';
import { TopTeams } from './TopTeams';

const OPEN = '9999-12-31';
const groups = [
  { id: 1, isTeam: false },
  { id: 2, isTeam: true },
  { id: 3, isTeam: true },
  { id: 4, isTeam: true },
].map(group => ({ ref: `group:default/g${group.id}`, ...group } as Group));
const edge = (
  groupId: number,
  parentId: number,
  from = '0001-01-01',
  to = OPEN,
): EdgeRange => ({ groupId, parentId, from, to, origin: 'catalog' });

describe('TopTeams', () => {
  it('names teams that none was above on either end of a month, and reads once until something changes', async () => {
    let version = 1;
    let edges = [edge(2, 1), edge(3, 2), edge(4, 2, '2026-10-15')];
    const edgesBetween = jest.fn(async () => edges);
    const tops = new TopTeams({
      groups: async () => groups,
      edgesBetween,
      version: async () => version,
    });
    expect(await tops.ofMonth('2026-10')).toEqual([2]);
    expect(await tops.ofMonth('2026-09')).toEqual([2, 4]);
    expect(await tops.ofMonth('2026-10')).toEqual([2]);
    expect(edgesBetween).toHaveBeenCalledTimes(2);
    version = 2;
    edges = [edge(2, 1)];
    expect(await tops.ofMonth('2026-10')).toEqual([2, 3, 4]);
  });
});
