// @ts-check

/**
 * Of several doors that report one person's use of a tool on a day, one is counted; what the others say is kept, marked.
 * Sources know whether their rows are pushed to them: of such a source, silence says nothing.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('usage_facts', table => {
    table
      .boolean('taken')
      .notNullable()
      .defaultTo(true)
      .comment('False where another door reports the same use and is believed');
  });
  // Almost always empty: only what is reported twice is in it.
  await knex.raw(
    'create index usage_facts_not_taken on usage_facts (day) where not taken',
  );
  await knex.schema.alterTable('sources', table => {
    table
      .boolean('pushed')
      .notNullable()
      .defaultTo(false)
      .comment('Rows arrive by themselves; nobody is asked for them');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index usage_facts_not_taken');
  await knex.schema.alterTable('usage_facts', table => {
    table.dropColumn('taken');
  });
  await knex.schema.alterTable('sources', table => {
    table.dropColumn('pushed');
  });
};
