import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { AiScorecardsConfig } from '../../config';
import { chooseParents, GroupPlace } from './parents';
import { OrgSnapshot, SnapshotGroup, SnapshotPerson } from './types';

/** Names the users who lead a Group, with commas between. */
export const LEADS_ANNOTATION = 'ai-scorecards/leads';

/** The annotation that holds a User's GitHub login. */
export const LOGIN_ANNOTATION = 'github.com/user-login';

/** Entities by ref. Relations to what is not in the catalog are passed over. */
type Refs = ReadonlyMap<string, Entity>;

/** Returns the organisation that Group and User entities describe. Their order does not matter. */
export function readSnapshot(
  groupEntities: Iterable<Entity>,
  userEntities: Iterable<Entity>,
  config: Pick<AiScorecardsConfig, 'teams' | 'people' | 'identity' | 'org'>,
): OrgSnapshot {
  const groups = byRef(groupEntities);
  const users = byRef(userEntities);
  const { places, members } = readRelations(groups, users);
  const tree = chooseParents(places);
  const faults = [...tree.faults];
  const snapshotGroups = [...groups].map(([ref, entity]): SnapshotGroup => {
    const type = textAt(entity.spec?.type);
    const leads = readLeads(ref, entity, users, config.org.leadRelation);
    faults.push(...leads.faults);
    const strangers = strangersOf(entity, users);
    if (strangers > 0) {
      faults.push(
        `${ref} names members, and none of the ${strangers} is a User.`,
      );
    }
    return {
      ref,
      title: titleOf(entity),
      type,
      isTeam: type !== null && config.teams.types.includes(type),
      leads: leads.refs,
      parent: tree.parents.get(ref) ?? null,
      ...(strangers > 0 && { membersUnknown: true as const }),
    };
  });
  const isCounted = countedBy(config.people.countedAs);
  const people = [...users].map(
    ([ref, entity]): SnapshotPerson => ({
      ref,
      title: titleOf(entity),
      email: textAt(profileOf(entity).email)?.toLowerCase() ?? null,
      login:
        entity.metadata.annotations?.[LOGIN_ANNOTATION]?.trim().toLowerCase() ||
        null,
      accounts: config.identity.annotations.flatMap(name =>
        listOf(entity.metadata.annotations?.[name]).map(account =>
          account.toLowerCase(),
        ),
      ),
      counted: isCounted(entity),
      groups: [...(members.get(ref) ?? [])].sort(),
    }),
  );
  return { groups: snapshotGroups, people, faults: faults.sort() };
}

function byRef(entities: Iterable<Entity>): Map<string, Entity> {
  const found = [...entities].map((entity): [string, Entity] => [
    stringifyEntityRef(entity),
    entity,
  ]);
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Membership and parenthood may be declared at either end, so the relations of both ends are read. */
function readRelations(
  groups: Refs,
  users: Refs,
): { places: GroupPlace[]; members: Map<string, Set<string>> } {
  const parents = new Map<string, Set<string>>();
  const members = new Map<string, Set<string>>();
  const add = (
    map: Map<string, Set<string>>,
    [from, fromKind]: [string, Refs],
    [to, toKind]: [string, Refs],
  ) => {
    if (!fromKind.has(from) || !toKind.has(to)) return;
    const set = map.get(from) ?? new Set();
    set.add(to);
    map.set(from, set);
  };
  for (const [ref, type, target] of relationsOf(groups)) {
    if (type === RELATION_CHILD_OF) {
      add(parents, [ref, groups], [target, groups]);
    } else if (type === RELATION_PARENT_OF) {
      add(parents, [target, groups], [ref, groups]);
    } else if (type === RELATION_HAS_MEMBER) {
      add(members, [target, users], [ref, groups]);
    }
  }
  for (const [ref, type, target] of relationsOf(users)) {
    if (type === RELATION_MEMBER_OF) {
      add(members, [ref, users], [target, groups]);
    }
  }
  const places = [...groups].map(([ref, entity]) => ({
    ref,
    declared: refFrom(entity.spec?.parent, 'group', entity),
    parents: parents.get(ref) ?? new Set<string>(),
  }));
  return { places, members };
}

function* relationsOf(entities: Refs): Iterable<[string, string, string]> {
  for (const [ref, entity] of entities) {
    for (const { type, targetRef } of entity.relations ?? []) {
      yield [ref, type, targetRef.toLocaleLowerCase('en-US')];
    }
  }
}

/** How many members a Group names of whom none is a User; 0 where one is, or none is named. */
function strangersOf({ relations = [] }: Entity, users: Refs): number {
  const named = relations
    .filter(({ type }) => type === RELATION_HAS_MEMBER)
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
  return named.some(ref => users.has(ref)) ? 0 : named.length;
}

function readLeads(
  ref: string,
  entity: Entity,
  users: Refs,
  relation: string | undefined,
): { refs: string[]; faults: string[] } {
  const named = listOf(entity.metadata.annotations?.[LEADS_ANNOTATION]);
  const faults: string[] = [];
  const refs = new Set<string>();
  for (const name of named) {
    const lead = refFrom(name, 'user', entity);
    if (lead !== null && users.has(lead)) refs.add(lead);
    else faults.push(`${ref} names the lead ${name}, who is no User.`);
  }
  if (named.length === 0 && relation !== undefined) {
    for (const { type, targetRef } of entity.relations ?? []) {
      const lead = targetRef.toLocaleLowerCase('en-US');
      if (type === relation && users.has(lead)) refs.add(lead);
    }
  }
  return { refs: [...refs].sort(), faults };
}

function countedBy(
  predicate: FilterPredicate | undefined,
): (entity: Entity) => boolean {
  return predicate === undefined
    ? () => true
    : filterPredicateToFilterFunction<Entity>(predicate);
}

function titleOf(entity: Entity): string {
  return (
    textAt(profileOf(entity).displayName) ??
    entity.metadata.title ??
    entity.metadata.name
  );
}

function profileOf(entity: Entity): Record<string, unknown> {
  const profile = entity.spec?.profile;
  return typeof profile === 'object' && profile !== null ? { ...profile } : {};
}

function textAt(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function refFrom(
  value: unknown,
  defaultKind: string,
  entity: Entity,
): string | null {
  if (typeof value !== 'string') return null;
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    // No ref at all: the caller says so where it matters.
    return null;
  }
}
