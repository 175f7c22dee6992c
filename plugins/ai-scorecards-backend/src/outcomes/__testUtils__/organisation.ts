import type { Knex } from 'knex';

const ALWAYS = {
  valid_from: '0001-01-01',
  valid_to: '9999-12-31',
  origin: 'catalog',
};

/** A Group, and the one that it is in. */
export interface SeededGroup {
  id: number;
  name: string;
  isTeam?: boolean;
  parent?: number;
}

/** Writes Groups, and people with an account each, `a1` of the first; people stand at the position of their direct Group. */
export async function seedOrganisation(
  knex: Knex,
  groups: readonly SeededGroup[],
  groupOfPeople: readonly number[],
): Promise<void> {
  for (const { id, name, isTeam = true } of groups) {
    await knex('groups').insert({
      id,
      entity_ref: `group:default/${name}`,
      title: name,
      type: 'team',
      is_team: isTeam,
    });
  }
  for (const { id, parent } of groups) {
    if (parent === undefined) continue;
    await knex('group_edges').insert({
      group_id: id,
      parent_id: parent,
      ...ALWAYS,
    });
  }
  for (const [index, group] of groupOfPeople.entries()) {
    const id = index + 1;
    await knex('people').insert({ id, entity_ref: `user:default/p${id}` });
    await knex('roster').insert({
      person_id: id,
      group_id: group,
      counted: true,
      ...ALWAYS,
    });
    await knex('identities').insert({
      id,
      namespace: 'github',
      account: `a${id}`,
      kind: 'login',
      state: 'person',
      person_id: id,
      updated_at: '2026-11-01T00:00:00Z',
    });
  }
}
