// @ts-check

/**
 * Lines of a bill that are for something else than the tool stay, marked: what is left out is counted and said.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('cost_facts', table => {
    table
      .boolean('left_out')
      .notNullable()
      .defaultTo(false)
      .comment('Billed, but not for the tool: beside its cost, not in it');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('cost_facts').where({ left_out: true }).delete();
  await knex.schema.alterTable('cost_facts', table => {
    table.dropColumn('left_out');
  });
};
