import type { CatalogLook } from '../org/snapshot/readCatalog';
import { ERASED, ErasedNames, erasedRef } from './names';

/**
 * Returns a look at the catalog in which erased people have no name. They stay on the rosters, so that their teams count
 * as many people as before; they lead nothing.
 */
export function withoutErased(
  names: ErasedNames,
  { organisation, tools }: CatalogLook,
): CatalogLook {
  if (names.isEmpty) return { organisation, tools };
  return {
    organisation: {
      groups: organisation.groups.map(group => ({
        ...group,
        leads: group.leads.filter(ref => names.personOf(ref) === undefined),
      })),
      people: organisation.people.map(person => {
        const personId = names.personOf(person.ref);
        return personId === undefined
          ? person
          : {
              ...person,
              ref: erasedRef(personId),
              title: ERASED,
              email: null,
              login: null,
              accounts: [],
            };
      }),
      faults: organisation.faults.map(fault => names.redact(fault)),
    },
    tools: tools.map(tool => names.redactIn(tool)),
  };
}
