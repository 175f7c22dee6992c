import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AiScorecardsConfig } from '../../config';
import { CatalogTool, readTool, TOOL_TYPE } from '../../tools/readTool';
import { readSnapshot } from './readSnapshot';
import { OrgSnapshot } from './types';

/** Everything that a look at the catalog takes in. */
export interface CatalogLook {
  organisation: OrgSnapshot;
  tools: CatalogTool[];
}

const NAME_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];

/**
 * Looks at the whole catalog with the plugin's own credentials, a page at a time. Throws when a page cannot be read, so
 * that half a catalog is never taken for a whole one.
 */
export async function readCatalog(
  catalog: CatalogService,
  auth: AuthService,
  config: AiScorecardsConfig,
): Promise<CatalogLook> {
  const credentials = await auth.getOwnServiceCredentials();
  const read = async (
    filter: Record<string, string>,
    fields: string[],
  ): Promise<Entity[]> => {
    const entities: Entity[] = [];
    const pages = catalog.streamEntities({ filter, fields }, { credentials });
    for await (const page of pages) entities.push(...page);
    return entities;
  };
  // A predicate may ask for anything in the User.
  const userFields =
    config.people.countedAs === undefined
      ? [...NAME_FIELDS, 'spec.profile']
      : ['apiVersion', 'kind', 'metadata', 'spec', 'relations'];
  const groups = await read({ kind: 'Group' }, [
    ...NAME_FIELDS,
    'spec.type',
    'spec.parent',
    'spec.profile',
  ]);
  const users = await read({ kind: 'User' }, userFields);
  const resources = await read({ kind: 'Resource', 'spec.type': TOOL_TYPE }, [
    ...NAME_FIELDS,
    'metadata.description',
    'spec',
  ]);
  return {
    organisation: readSnapshot(groups, users, config),
    tools: resources.map(readTool).sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
}
