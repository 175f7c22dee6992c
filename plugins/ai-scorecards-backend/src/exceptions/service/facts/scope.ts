import type { AuthService } from '@backstage/backend-plugin-api';
import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Ask } from 'backstage-plugin-ai-scorecards-common';
import { groupsWithin, PeopleToday } from '../../people/PeopleDirectory';

/** Owners of components and systems by ref, none for what the catalog does not hold. All refs are full and lower case. */
export type OwnersByRef = ReadonlyMap<string, readonly string[]>;

/** Looks up whose components and systems are. Throws ServiceUnavailableError where the catalog does not answer. */
export type OwnersOf = (refs: readonly string[]) => Promise<OwnersByRef>;

const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

const ownersIn = (entity: Entity | undefined) =>
  (entity?.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => lower(targetRef));

/** Looks with the plugin's own credentials; answers never tell what another team owns from what is not there. */
export function ownersInCatalog({
  catalog,
  auth,
}: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}): OwnersOf {
  return async refs => {
    try {
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs: [...refs],
          fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return new Map(refs.map((ref, index) => [ref, ownersIn(items[index])]));
    } catch (cause) {
      throw new ServiceUnavailableError(
        'scope cannot be checked now, as the catalog does not answer: nothing was sent, try again in a minute',
        cause,
      );
    }
  };
}

/** The refs of a scope whose owners are to be looked up; others are a fault by themselves. */
export function partsOf({ scope }: Pick<Ask, 'scope'>): string[] {
  return (scope ?? []).filter(ref => /^(component|system):/i.test(ref));
}

/** Says whether a component or system is of the team that asks; null for one that was not looked up. */
export function ownedIn(
  { people, owners }: { people: PeopleToday; owners: OwnersByRef },
  { team, includesSubteams }: Pick<Ask, 'team' | 'includesSubteams'>,
): (ref: string) => boolean | null {
  const own = new Set(groupsWithin(people, team, includesSubteams));
  return ref => owners.get(ref)?.some(owner => own.has(owner)) ?? null;
}
