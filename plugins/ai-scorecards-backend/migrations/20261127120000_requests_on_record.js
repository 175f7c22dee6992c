// @ts-check

/**
 * Each request names its last entry of the decision log, so that a log that was set back behind it is found.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table
      .bigInteger('log_entry')
      .nullable()
      .comment('Its last entry of the log; null until it changes again');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table.dropColumn('log_entry');
  });
};
