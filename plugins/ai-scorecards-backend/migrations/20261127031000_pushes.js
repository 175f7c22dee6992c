// @ts-check

/**
 * What arrives by itself is kept as it came, so that a day can be added up again, whatever came twice or late.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pushed_days', table => {
    table.comment('Days with something pushed; behind where more came since');
    columns(table);
    table.integer('revision').notNullable().comment('Raised by each push');
    table
      .integer('added_up')
      .notNullable()
      .comment('The revision in the facts');
    table.primary(['source_id', 'day']);
  });
  await knex.schema.createTable('pushed_rows', table => {
    table.comment('Rows in the plain form');
    columns(table);
    table
      .string('row_key', 64)
      .notNullable()
      .comment('Digest of the id, or of the row where it has none');
    table
      .string('batch', 64)
      .notNullable()
      .defaultTo('')
      .comment('Digest of the file that the row is in, or nothing');
    table.text('record').notNullable().comment('JSON');
    table.primary(['source_id', 'day', 'row_key']);
    table.index(['source_id', 'batch']);
  });
  await knex.schema.createTable('pushed_sums', table => {
    table.comment('Data points of OTLP, added up');
    columns(table);
    table.string('account', 255).notNullable();
    table.string('model', 100).notNullable();
    table.string('field', 30).notNullable();
    table.bigInteger('amount').notNullable().comment('Counts, or micro-units');
    table.primary(['source_id', 'day', 'account', 'model', 'field']);
  });
  await knex.schema.createTable('pushed_points', table => {
    table.comment('Data points that are in the sums: one sent again is known');
    columns(table);
    table.bigInteger('digest').notNullable();
    table.primary(['source_id', 'day', 'digest']);
  });
  await knex.schema.createTable('pushed_series', table => {
    table.comment('Where each cumulative series of OTLP stands');
    table.smallint('source_id').notNullable();
    table
      .string('digest', 32)
      .notNullable()
      .comment('Of the name, the attributes and the start');
    table.string('at', 20).notNullable().comment('Nanoseconds, zeros in front');
    table.bigInteger('amount').notNullable().comment('Count, or micro-units');
    table.primary(['source_id', 'digest']);
    table.index(['at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['series', 'points', 'sums', 'rows', 'days']) {
    await knex.schema.dropTable(`pushed_${table}`);
  }
};

/** @param {import('knex').Knex.CreateTableBuilder} table */
function columns(table) {
  table.smallint('source_id').notNullable();
  table.string('day', 10).notNullable();
}
