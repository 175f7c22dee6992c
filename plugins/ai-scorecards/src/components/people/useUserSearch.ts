import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

/** A catalog user to choose. */
export interface UserOption {
  ref: string;
  name: string;
}

const WAIT = 250;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

/** "Ada Lovelace (ada)" from a User entity. */
export function userOption(entity: Entity): UserOption {
  const profile = entity.spec?.profile;
  const displayName =
    profile && typeof profile === 'object' && !Array.isArray(profile)
      ? textOf(profile.displayName)
      : undefined;
  const title = displayName ?? entity.metadata.title;
  const { name } = entity.metadata;
  return {
    ref: stringifyEntityRef(entity),
    name: title ? `${title} (${name})` : name,
  };
}

/** Catalog users whose name, title or e-mail holds the text; empty for an empty text. */
export function useUserSearch(text: string): {
  users: UserOption[];
  searching: boolean;
} {
  const catalog = useApi(catalogApiRef);
  const [found, setFound] = useState<{ term: string; users: UserOption[] }>();
  const term = text.trim();

  useEffect(() => {
    if (!term) {
      return undefined;
    }
    let current = true;
    const keep = (users: UserOption[]) => {
      if (current) {
        setFound({ term, users });
      }
    };
    const timer = setTimeout(() => {
      catalog
        .queryEntities({
          filter: { kind: 'user' },
          limit: 20,
          fields: ['kind', 'metadata', 'spec.profile'],
          fullTextFilter: {
            term,
            fields: [
              'metadata.name',
              'metadata.title',
              'spec.profile.displayName',
              'spec.profile.email',
            ],
          },
        })
        .then(
          ({ items }) => keep(items.map(userOption)),
          // A search that fails finds nobody; the next key starts another.
          () => keep([]),
        );
    }, WAIT);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [catalog, term]);

  const current = found?.term === term;
  return {
    users: term && found ? found.users : [],
    searching: term !== '' && !current,
  };
}
