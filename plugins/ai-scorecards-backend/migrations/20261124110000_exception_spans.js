// @ts-check

/**
 * On which days an exception was active, so that figures of the past know what was allowed on each.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exception_spans', table => {
    table.comment('Days on which an exception was active; made from the log');
    table.string('exception_id', 64).notNullable();
    table.string('team', 255).notNullable().comment('Full ref, lower case');
    table.string('tool', 255).notNullable();
    table.boolean('subteams').notNullable();
    table.string('from_day', 10).notNullable().comment('UTC day');
    table
      .string('to_day', 10)
      .notNullable()
      .comment('The first day after; 9999-12-31 while it is active');
    table.primary(['exception_id', 'from_day']);
    table.index(['from_day', 'to_day']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('exception_spans');
};
