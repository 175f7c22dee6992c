// @ts-check

/**
 * Rows of files and pushes that were refused are told to operators.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('refused_rows', table => {
    table.comment('What of each file, and last of each door, was refused');
    table
      .string('key', 64)
      .notNullable()
      .primary()
      .comment('SHA-256 of door and file');
    table.text('place').notNullable().comment('The file, or title of the door');
    table.string('at', 30).notNullable();
    table.integer('refused').notNullable();
    table.text('first_rows').notNullable().comment('JSON: places and faults');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('refused_rows');
};
