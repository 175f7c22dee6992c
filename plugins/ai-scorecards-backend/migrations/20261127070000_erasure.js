// @ts-check

/**
 * Salted digests of what erased people were called. Who is met under such a name again is the same nameless person, so
 * that a day that is collected again gives equal figures and no name.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('erased_names', table => {
    table.comment('What erased people were called, as salted digests');
    table
      .string('digest', 64)
      .primary()
      .comment('HMAC of the kind of name and the name');
    table.integer('person_id').notNullable().index();
    table
      .integer('identity_id')
      .nullable()
      .comment('The account that had this name, where one had');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('erased_names');
  await knex('settings').where({ key: 'erasure.salt' }).delete();
};
