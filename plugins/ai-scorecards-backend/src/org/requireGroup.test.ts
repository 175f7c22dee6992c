import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { OrgGraph } from './OrgGraph';
import { requireGroup } from './requireGroup';
import { Group } from './types';

const atlas: Group = {
  id: 1,
  ref: 'group:default/atlas',
  title: 'Atlas',
  type: 'team',
  isTeam: true,
  present: true,
  leads: [],
};

describe('requireGroup', () => {
  it('finds a Group whatever the case of its ref', () => {
    const graph = new OrgGraph([atlas], new Map());
    expect(requireGroup(graph, 'Group:default/Atlas')).toBe(atlas);
  });

  it('tells a Group that never was from a catalog that was not read yet', () => {
    const ref = 'group:default/other';
    expect(() => requireGroup(new OrgGraph([atlas], new Map()), ref)).toThrow(
      NotFoundError,
    );
    expect(() => requireGroup(new OrgGraph([], new Map()), ref)).toThrow(
      ServiceUnavailableError,
    );
  });
});
