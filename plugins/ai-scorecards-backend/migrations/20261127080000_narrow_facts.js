// @ts-check

const SMALL = [
  'interactions',
  'suggestions',
  'acceptances',
  'sessions',
  'lines_added',
  'lines_removed',
  'commits',
  'pull_requests',
];
const BIG = [
  'tokens_in',
  'tokens_out',
  'tokens_cache',
  'credits_micros',
  'usage_micros',
  'value_micros',
];
const COUNTERS = [...SMALL, ...BIG];

/**
 * Makes facts narrow, for there are more of them than of anything else: fixed columns first and the widest of the others
 * before the narrower ones, so that nothing is padded; a day is a `date`, which callers read as text. A
 * counter of zero is null and takes no space: `reported` has a bit for each counter that the vendor told.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await replaceTable(knex, {
    day: table => table.date('day'),
    counters(table) {
      table
        .smallint('reported')
        .notNullable()
        .defaultTo(0)
        .comment('Bits: counters that the vendor told, in the order of theirs');
      flags(table);
      BIG.forEach(name => table.bigInteger(name).nullable());
      SMALL.forEach(name => table.integer(name).nullable());
      table
        .smallint('features')
        .nullable()
        .comment(
          'Bits: completion 1, chat 2, agent 4, cli 8, review 16, other 32; null is none',
        );
    },
    values: {
      reported: COUNTERS.map(
        (name, bit) => `case when ${name} is null then 0 else ${1 << bit} end`,
      ).join(' + '),
      features: 'nullif(features, 0)',
      ...Object.fromEntries(COUNTERS.map(name => [name, `nullif(${name}, 0)`])),
    },
    // PostgreSQL keeps the rows of an account under one entry, which takes a third of what an entry for each would take.
    index: isPostgres(knex) ? ['identity_id'] : ['identity_id', 'day'],
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await replaceTable(knex, {
    day: table => table.string('day', 10),
    counters(table) {
      flags(table);
      table.integer('features').notNullable().defaultTo(0);
      SMALL.forEach(name => table.integer(name).nullable());
      BIG.forEach(name => table.bigInteger(name).nullable());
    },
    values: {
      features: 'coalesce(features, 0)',
      ...Object.fromEntries(
        COUNTERS.map((name, bit) => [
          name,
          `coalesce(${name}, case when (reported & ${
            1 << bit
          }) <> 0 then 0 end)`,
        ]),
      ),
    },
    index: ['identity_id', 'day'],
  });
};

/** @param {import('knex').Knex.CreateTableBuilder} table */
function flags(table) {
  table.boolean('active').notNullable().comment('Had an AI action');
  table
    .boolean('taken')
    .notNullable()
    .defaultTo(true)
    .comment('False where another door reports the same use and is believed');
}

/**
 * @param {import('knex').Knex} knex
 * @param {{
 *   day: (table: import('knex').Knex.CreateTableBuilder) => import('knex').Knex.ColumnBuilder,
 *   counters: (table: import('knex').Knex.CreateTableBuilder) => void,
 *   values: Record<string, string>,
 *   index: string[],
 * }} shape
 */
async function replaceTable(knex, shape) {
  await knex.schema.createTable('usage_facts_new', table => {
    table.comment(
      'One account, tool, source and UTC day with a row at the vendor; no row for an idle day',
    );
    shape.day(table).notNullable();
    table.integer('identity_id').notNullable();
    table.smallint('tool_id').notNullable();
    table.smallint('source_id').notNullable();
    shape.counters(table);
    table.primary(['day', 'identity_id', 'tool_id', 'source_id']);
  });
  const info = await knex('usage_facts_new').columnInfo();
  const columns = Object.keys(info);
  const values = columns.map(name => {
    const value = shape.values[name] ?? name;
    // SQLite keeps dates as the text that they are written in.
    return name === 'day' && isPostgres(knex)
      ? `cast(day as ${info.day.type})`
      : value;
  });
  await knex.raw(
    `insert into usage_facts_new (${columns.join()})
     select ${values.join()} from usage_facts order by day, identity_id, tool_id, source_id`,
  );
  await knex.schema.dropTable('usage_facts');
  await knex.schema.renameTable('usage_facts_new', 'usage_facts');
  if (isPostgres(knex)) {
    await knex.raw(
      'alter index usage_facts_new_pkey rename to usage_facts_pkey',
    );
  }
  await knex.schema.alterTable('usage_facts', table => {
    table.index(shape.index);
  });
  // Almost always empty: only what is reported twice is in it.
  await knex.raw(
    'create index usage_facts_not_taken on usage_facts (day) where not taken',
  );
}

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}
