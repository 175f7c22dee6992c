// @ts-check

/**
 * Groups that name members of whom the catalog has no User: who is in them is not known.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('groups', table => {
    table
      .boolean('members_unknown')
      .notNullable()
      .defaultTo(false)
      .comment('Names members, and none of them is a User of the catalog');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('groups', table => {
    table.dropColumn('members_unknown');
  });
};
