// @ts-check

/**
 * All sources that a closed line is made of, and what stands beside its seats.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('closed_lines', table => {
    table
      .text('sources')
      .comment('Keys in configuration as JSON; null where it was not noted');
    table
      .bigInteger('not_held_micros')
      .comment('Seats bought that nobody held, at the price of the contract');
    table.integer('without_assignee').comment('Seats listed with nobody');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('closed_lines', table => {
    table.dropColumn('sources');
    table.dropColumn('not_held_micros');
    table.dropColumn('without_assignee');
  });
};
