import type { Entity } from '@backstage/catalog-model';
import type { ApiHolder } from '@backstage/core-plugin-api';
import { isGroup, teamFilter } from './teams/isTeam';

/**
 * Whether an entity has the tab and the card. In an `EntitySwitch.Case`, which hands over the portal's APIs: Groups that
 * are teams. In an `EntityLayout.Route`, which hands over the entity alone: every Group, and those that are no teams read
 * so on the tab.
 */
export function isAiScorecardsAvailable(
  entity: Entity,
  context?: { apis: ApiHolder },
): boolean {
  return context ? teamFilter(context.apis)(entity) : isGroup(entity);
}
