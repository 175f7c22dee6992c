import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { OrgGraph } from './OrgGraph';
import { Group } from './types';

/**
 * The Group of an entity ref, compared without case. Throws NotFoundError for one that the catalog never had, and
 * ServiceUnavailableError while the catalog has not been read for the first time, when nobody can tell.
 */
export function requireGroup(graph: OrgGraph, ref: string): Group {
  const group = graph.group(ref.toLocaleLowerCase('en-US'));
  if (group) return group;
  if (graph.isEmpty) {
    throw new ServiceUnavailableError(
      'The catalog is being read for the first time; teams are there in a minute',
    );
  }
  throw new NotFoundError(`${ref} is not a Group in the catalog`);
}
