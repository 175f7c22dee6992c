// @ts-check

/**
 * What facts said last of checks that may be attested as well: while they are unknown it stands above a statement.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('practice_results', table => {
    table
      .string('found_state', 16)
      .nullable()
      .comment('pass or fail, as facts alone said it last');
    table
      .string('found_on', 10)
      .nullable()
      .comment('The day on which they did; empty: at the last evaluation');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('practice_results', table => {
    table.dropColumns('found_state', 'found_on');
  });
};
