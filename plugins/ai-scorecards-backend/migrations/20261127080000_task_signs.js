// @ts-check

/**
 * Every task gives signs of life, not only those that collect.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('task_signs', table => {
    table.comment('Tasks that run now, and when each last gave a sign of life');
    table.string('task', 255).notNullable().primary();
    table.string('at', 30).notNullable();
  });
  await knex.schema.alterTable('sources', table => {
    table.dropColumn('beat_at');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sources', table => {
    table
      .string('beat_at', 30)
      .nullable()
      .comment('Sign of life of the run that collects now');
  });
  await knex.schema.dropTable('task_signs');
};
