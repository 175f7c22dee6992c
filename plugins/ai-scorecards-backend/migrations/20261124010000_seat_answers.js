// @ts-check

/**
 * What people said about a seat of theirs: keep it, or return it. One answer a person and tool, the last one; it speaks
 * of the seat that was held on that day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('seat_answers', table => {
    table.comment('What people said about their own seats');
    table.integer('person_id').notNullable().references('people.id');
    table.integer('tool_id').notNullable().references('tools.id');
    table.string('answer', 10).notNullable().comment('keep, return');
    table.string('answered_on', 10).notNullable().comment('UTC day');
    table.primary(['person_id', 'tool_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('seat_answers');
};
