// @ts-check

/**
 * Whether the facts of a day changed, or only where people stand: then who acted needs no working out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stale_periods', table => {
    table
      .boolean('facts')
      .notNullable()
      .defaultTo(true)
      .comment('False for a day whose facts are as they were');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stale_periods', table => {
    table.dropColumn('facts');
  });
};
