// @ts-check

/**
 * What tells how little has to be worked out again: whether the facts of a day changed, and what a snapshot rests on
 * besides its team's own figures.
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
  await knex.schema.alterTable('scorecards', table => {
    table
      .string('basis', 24)
      .nullable()
      .comment(
        "Digest of what it rests on besides its team's own figures; null when these changed",
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecards', table => {
    table.dropColumn('basis');
  });
  await knex.schema.alterTable('stale_periods', table => {
    table.dropColumn('facts');
  });
};
