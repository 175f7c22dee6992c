import type { Knex } from 'knex';

/** Namespaces of the accounts of every vendor; Claude Enterprise shares that of Claude Code. */
const VENDORS = ['github', 'anthropic', 'cursor', 'openai'];

const fold = (name: string) => name.toLocaleLowerCase('en-US');

/** Ref of a member of a team, no lead and no persona, who has an account at every vendor. Throws where nobody has. */
export async function memberOfEveryDoor(
  knex: Knex,
  team: string,
): Promise<string> {
  const rows: { entity_ref: string }[] = await knex('people')
    .join('roster', 'roster.person_id', 'people.id')
    .join('groups', 'groups.id', 'roster.group_id')
    .join('identities', 'identities.person_id', 'people.id')
    .where('groups.entity_ref', team)
    .where('roster.valid_to', '9999-12-31')
    .whereIn('identities.namespace', VENDORS)
    .whereNot('people.entity_ref', 'like', '%persona%')
    .groupBy('people.entity_ref')
    .havingRaw('count(distinct identities.namespace) = ?', [VENDORS.length])
    .orderBy('people.entity_ref')
    .select('people.entity_ref');
  const leads: string[] = await knex('groups').pluck('leads');
  const member = rows.find(row => !leads.join().includes(row.entity_ref));
  if (!member) throw new Error(`Nobody of ${team} is known to every vendor`);
  return member.entity_ref;
}

/** Everything by which somebody is known to the catalog or a vendor, in lower case; the ref and its name come first. */
export async function namesOf(knex: Knex, ref: string): Promise<string[]> {
  const row = await knex('people').where({ entity_ref: ref }).first();
  const accounts = await knex('identities').where({ person_id: row.id });
  const names: (string | null)[] = [
    ref,
    ref.slice(ref.indexOf('/') + 1),
    row.title,
    row.email,
    row.login,
    ...JSON.parse(row.accounts),
    ...accounts.flatMap(each => [
      each.account,
      each.email,
      each.login,
      each.vendor_id,
    ]),
  ];
  return [...new Set(names.flatMap(name => (name ? [fold(name)] : [])))];
}

/** The name among some that a text holds. */
export function nameIn(
  text: string,
  names: readonly string[],
): string | undefined {
  const folded = fold(text);
  return names.find(name => folded.includes(name));
}
