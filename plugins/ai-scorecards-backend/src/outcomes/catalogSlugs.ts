import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { SlugsOf } from './RepositoriesToCollect';

/** Reads the repositories that Components of the catalog name by an annotation. */
export function catalogSlugs(
  catalog: CatalogService,
  auth: AuthService,
): SlugsOf {
  return async annotation => {
    const slugs = new Set<string>();
    const pages = catalog.streamEntities(
      {
        filter: { kind: 'Component' },
        fields: ['kind', 'metadata.annotations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const { metadata } of page) {
        const slug = metadata.annotations?.[annotation];
        if (slug) slugs.add(slug.toLocaleLowerCase('en-US'));
      }
    }
    return slugs;
  };
}
