import type { Knex } from 'knex';
import { isPostgres } from '../../../src/database';
import { TOOLS } from '../data/organisation';
import { Finding, rounded } from '../report';

const FACTS = ['usage_facts'];
const ROLLUPS = [
  'identity_months',
  'identity_first_days',
  'money_days',
  'month_money',
  'team_days',
  'team_weeks',
  'team_months',
  'week_peers',
];

/** Bytes on disk, keys and indexes included. */
export async function measureStorage(
  knex: Knex,
  { developers, days }: { developers: number; days: number },
): Promise<Finding[]> {
  if (isPostgres(knex)) await knex.raw('vacuum analyze');
  const facts = await bytesOf(knex, FACTS);
  const rollups = await bytesOf(knex, ROLLUPS);
  const cards = await bytesOf(knex, ['scorecards']);
  const counted = await knex('usage_facts').count({ n: '*' }).first();
  const rows = Number(counted?.n ?? 0);
  const dense = (facts / rows) * developers * TOOLS.length * days;
  return [
    {
      what: 'bytes of a fact with its key',
      value: facts / rows,
      bar: { most: 120, unit: 'bytes' },
      note: `${rows.toLocaleString('en-GB')} rows, ${megabytes(
        facts,
      )}, index by account included`,
    },
    {
      what: 'rollups, of facts with rows of idle days too',
      value: (100 * rollups) / dense,
      bar: { most: 25, unit: '%' },
      note: `${megabytes(rollups)} of ${megabytes(
        dense,
      )}, which facts would take at that size a row; stored scorecards ${megabytes(
        cards,
      )}`,
    },
    {
      what: 'rollups, of facts',
      value: (100 * rollups) / facts,
      bar: { most: 25, unit: '%' },
      note: megabytes(facts),
    },
  ];
}

async function bytesOf(knex: Knex, tables: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const table of tables) {
    const query = isPostgres(knex)
      ? knex
          .select({
            n: knex.raw('pg_total_relation_size(?::regclass)', [table]),
          })
          .first()
      : knex('dbstat')
          .sum({ n: 'pgsize' })
          .whereIn(
            'name',
            knex('sqlite_master').select('name').where({ tbl_name: table }),
          )
          .first();
    const row: { n: string | number | null } | undefined = await query;
    bytes += Number(row?.n ?? 0);
  }
  return bytes;
}

function megabytes(bytes: number): string {
  return `${rounded(bytes / 1e6)} MB`;
}
