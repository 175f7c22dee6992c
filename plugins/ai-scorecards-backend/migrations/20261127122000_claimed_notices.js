// @ts-check

/**
 * Whoever hands a notice over says so first: each command, each minute and each instance looks for what waits.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exception_outbox', table => {
    table
      .string('claimed_until', 32)
      .nullable()
      .comment('ISO text, UTC: until then somebody hands it over');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exception_outbox', table => {
    table.dropColumn('claimed_until');
  });
};
