import type { Knex } from 'knex';

/** Tables that say when and how often something was asked, not what is known. */
const NOT_COMPARED = [
  /^knex_/,
  /^sqlite_/,
  /^settings$/,
  /^stale_periods$/,
  /^person_reads$/,
  /^org_snapshots$/,
  /^sources$/,
  /^code_hosts$/,
  // What changed between two evaluations depends on when they were.
  /^practice_changes$/,
  /^backstage_/,
  /^task_signs$/,
];
/** Columns that say the same. */
const METADATA = new Set([
  'id',
  'fetched_at',
  'attempted_at',
  'attempts',
  'updated_at',
  'computed_at',
  'evaluated_at',
  'asked_again',
  'error',
  // What is handed back to a code host, with the time of its answer.
  'token',
  // How often something was pushed for a day, from a random number on.
  'revision',
  'added_up',
]);
/** Where the number in a column is the id of a row with a name. */
const NAMED: Record<string, [table: string, name: string]> = {
  person_id: ['people', 'entity_ref'],
  group_id: ['groups', 'entity_ref'],
  parent_id: ['groups', 'entity_ref'],
  tool_id: ['tools', 'entity_ref'],
  source_id: ['sources', 'key'],
  repository_id: ['repositories', 'slug'],
  identity_id: ['identities', "namespace || ' ' || account"],
};

/** Every row of every table, by natural key and in order. */
export async function dump(knex: Knex): Promise<Record<string, string[]>> {
  const names = await readNames(knex);
  const tables: Record<string, string[]> = {};
  for (const table of await tablesOf(knex)) {
    if (!NOT_COMPARED.some(pattern => pattern.test(table))) {
      const rows: Record<string, unknown>[] = await knex(table).select('*');
      tables[table] = rows.map(row => written(table, row, names)).sort();
    }
  }
  return tables;
}

/** Names of all tables, in order. */
export async function tablesOf(knex: Knex): Promise<string[]> {
  if (knex.client.config.client === 'pg') {
    const { rows } = await knex.raw(
      'select table_name as name from information_schema.tables where table_schema = current_schema()',
    );
    return rows.map((row: { name: string }) => row.name).sort();
  }
  const rows: { name: string }[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .select('name');
  return rows.map(row => row.name).sort();
}

type Names = Map<string, Map<string, string>>;

async function readNames(knex: Knex): Promise<Names> {
  const names: Names = new Map();
  for (const [column, [table, name]] of Object.entries(NAMED)) {
    const rows: { id: unknown; name: string }[] = await knex(table).select(
      'id',
      knex.raw(`${name} as name`),
    );
    names.set(column, new Map(rows.map(row => [String(row.id), row.name])));
  }
  return names;
}

function written(
  table: string,
  row: Record<string, unknown>,
  names: Names,
): string {
  const kept = Object.keys(row)
    .filter(column => !METADATA.has(column))
    .sort()
    .map(column => [column, ofTable(table, column, row[column], names)]);
  return JSON.stringify(Object.fromEntries(kept));
}

function ofTable(
  table: string,
  column: string,
  value: unknown,
  names: Names,
): unknown {
  const json = () => JSON.parse(String(value));
  if (table === 'team_months' && column === 'detail') {
    return withToolNames(json(), names);
  }
  if (table === 'practice_standings' && column === 'content') {
    // Which level was found before depends on when it was looked for.
    return { ...json(), lastLevel: null };
  }
  return valueOf(column, value, names);
}

function valueOf(column: string, value: unknown, names: Names): unknown {
  if (value === null) {
    return null;
  }
  const named = names.get(column);
  if (named) {
    return named.get(String(value)) ?? `none ${value}`;
  }
  if (typeof value === 'boolean') {
    return Number(value);
  }
  if (column === 'payload' || column === 'detail') {
    return withoutTimes(JSON.parse(String(value)));
  }
  // Big numbers are text in one driver and numbers in the other.
  return typeof value === 'number' ? String(value) : value;
}

/** A team's packed month: what it ends with tells tools by the ids of this database. */
function withToolNames(month: unknown[], names: Names): unknown[] {
  const units = month.at(-1);
  if (!Array.isArray(units)) return month;
  const named = units.map(([toolId, people]: [number, number]) => [
    valueOf('tool_id', toolId, names),
    people,
  ]);
  return [...month.slice(0, -1), named.sort()];
}

/** A snapshot without when it was made. */
function withoutTimes(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value, computedAt: null }
    : value;
}
