import type { Entity } from '@backstage/catalog-model';
import { type ApiHolder, configApiRef } from '@backstage/core-plugin-api';

/** What the backend takes for teams where nothing is configured. */
const DEFAULT_TYPES: readonly string[] = ['team'];

/** Whether an entity is a Group, of whatever type. */
export function isGroup(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'group';
}

/** The test for teams that the portal configures: Groups whose `spec.type` is in `aiScorecards.teams.types`. */
export function teamFilter(apis: ApiHolder): (entity: Entity) => boolean {
  const types =
    apis
      .get(configApiRef)
      ?.getOptionalStringArray('aiScorecards.teams.types') ?? DEFAULT_TYPES;
  return entity => {
    const type = entity.spec?.type;
    return isGroup(entity) && typeof type === 'string' && types.includes(type);
  };
}
