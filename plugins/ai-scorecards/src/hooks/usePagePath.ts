import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef, subPaths } from '../routes';

/** Path of one of the plugin's own pages. */
export function usePagePath(page: keyof typeof subPaths): string {
  const root = useRouteRef(rootRouteRef)();
  return `${root.replace(/\/$/, '')}/${subPaths[page]}`;
}
