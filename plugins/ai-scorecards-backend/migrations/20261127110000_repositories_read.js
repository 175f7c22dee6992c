// @ts-check

/**
 * How many of the repositories that a code host was asked for it told of.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('code_hosts', table => {
    table
      .integer('repositories_read')
      .nullable()
      .comment('Null before a run that counted them');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('code_hosts', table => {
    table.dropColumn('repositories_read');
  });
};
