import { parseEntityRef } from '@backstage/catalog-model';
import { usePagePath } from './usePagePath';

/** Path of a team's review checklist. */
export function useChecklistPath(teamRef: string): string {
  const root = usePagePath('checklist');
  const { namespace, name } = parseEntityRef(teamRef);
  return `${root}/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
}
