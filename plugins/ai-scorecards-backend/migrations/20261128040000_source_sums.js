// @ts-check

/**
 * What each source told of a line of a closed month. Months that were closed before have none.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('closed_lines', table => {
    table
      .text('by_source')
      .nullable()
      .comment('Sums by source in micro-units, JSON; null: not kept');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('closed_lines', table => {
    table.dropColumn('by_source');
  });
};
