import type { Entity } from '@backstage/catalog-model';

/** Whether an entity is a tool of the registry: a Resource of type `ai-coding-tool`. */
export function isAiTool(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    entity.spec?.type === 'ai-coding-tool'
  );
}
