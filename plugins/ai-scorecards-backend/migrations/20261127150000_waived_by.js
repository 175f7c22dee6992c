// @ts-check

/**
 * The exceptions by which a check counts as passed, so that it goes on to while nobody can look whether it fails.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('practice_results', table => {
    table
      .text('waived_by')
      .nullable()
      .comment('Exceptions that excuse the check, JSON; null where none does');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('practice_results', table => {
    table.dropColumn('waived_by');
  });
};
