import { OrgGraph } from '../org/OrgGraph';
import type { Group } from '../org/types';
import { CostCentres } from './costCentres';

const group = (id: number, name: string): Group => ({
  id,
  ref: `group:default/${name}`,
  title: name,
  type: null,
  isTeam: true,
  present: true,
  leads: [],
});

const graph = new OrgGraph(
  [group(1, 'acme'), group(2, 'list'), group(3, 'alpha'), group(4, 'alone')],
  new Map([
    [2, 1],
    [3, 2],
  ]),
);

const mappings = [
  { group: 'group:default/acme', costCentre: '1', from: null, to: null },
  {
    group: 'group:default/alpha',
    costCentre: 'old',
    from: null,
    to: '2026-10-01',
  },
  {
    group: 'group:default/alpha',
    costCentre: 'new',
    from: '2026-11-01',
    to: null,
  },
];

describe('CostCentres', () => {
  it.each([
    ['2026-09', 3, 'old'],
    ['2026-10', 3, '1'],
    ['2026-11', 3, 'new'],
    ['2026-11', 2, '1'],
    ['2026-11', 1, '1'],
    ['2026-11', 4, null],
    ['2026-11', 99, null],
  ])('in %s group %p has %p', (month, id, wanted) => {
    expect(new CostCentres(graph, mappings, month).of(id)).toBe(wanted);
  });
});
