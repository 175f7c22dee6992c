import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { renderOrganisation, World } from 'vendor-sim';
import { parseAllDocuments } from 'yaml';

/** The example organisation of a world, as the catalog and the files have it. */
export interface Example {
  /** as the catalog has them after processing, with relations */
  entities: Entity[];
  peopleCsv: string;
  teamsCsv: string;
  /** deletes the files */
  remove(): void;
}

/** Writes the history of a world's organisation and reads its entities. */
export function writeExample(world: World): Example {
  const files = renderOrganisation(world.organisation);
  const folder = mkdtempSync(path.join(tmpdir(), 'example-'));
  const write = (name: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, files.get(name) ?? '');
    return file;
  };
  const entities = [...files]
    .filter(([name]) => name.endsWith('.yaml') && name !== 'all.yaml')
    .flatMap(([, text]) => parseAllDocuments(text))
    .map(document => document.toJS() as Entity | null)
    .filter((entity): entity is Entity => entity !== null);
  return {
    entities: withRelations(entities),
    peopleCsv: write('history-people.csv'),
    teamsCsv: write('history-teams.csv'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const refs = (kind: string, names: unknown): string[] =>
  (Array.isArray(names) ? names : []).map(name => `${kind}:default/${name}`);

/** Adds the relations that the catalog works out of what entities say. */
function withRelations(entities: Entity[]): Entity[] {
  const relations = new Map<string, Entity['relations']>();
  const relate = (from: string, type: string, to: string) =>
    relations.set(from, [
      ...(relations.get(from) ?? []),
      { type, targetRef: to },
    ]);
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    for (const group of refs('group', entity.spec?.memberOf)) {
      relate(ref, 'memberOf', group);
      relate(group, 'hasMember', ref);
    }
    for (const user of refs('user', entity.spec?.members)) {
      relate(user, 'memberOf', ref);
      relate(ref, 'hasMember', user);
    }
    const { parent } = entity.spec ?? {};
    if (typeof parent === 'string') {
      relate(ref, 'childOf', `group:default/${parent}`);
      relate(`group:default/${parent}`, 'parentOf', ref);
    }
  }
  return entities.map(entity => ({
    ...entity,
    metadata: { namespace: 'default', ...entity.metadata },
    relations: relations.get(stringifyEntityRef(entity)) ?? [],
  }));
}
