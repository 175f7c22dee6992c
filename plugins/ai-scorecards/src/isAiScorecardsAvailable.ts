import type { Entity } from '@backstage/catalog-model';

/** Whether an entity can have the tab and the card: any Group. Groups that are not teams read why they have no figures. */
export function isAiScorecardsAvailable(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'group';
}
