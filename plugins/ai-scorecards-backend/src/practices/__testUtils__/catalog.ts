import type { Entity } from '@backstage/catalog-model';

/** A Component entity for tests that names its repository. */
export function component(
  name: string,
  owner: string,
  slug: string,
  host = 'github.com',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { [`${host}/project-slug`]: slug } },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}
