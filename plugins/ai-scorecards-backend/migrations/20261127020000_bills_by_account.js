// @ts-check

/**
 * Some bills say whose use they are for. Their amounts stand with the usage facts; the ledger says which days those are,
 * because on them what was billed takes the place of what other sources reckon.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('ledger', table => {
    table
      .boolean('by_account')
      .notNullable()
      .defaultTo(false)
      .comment('A bill that named accounts that day');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('usage_facts')
    .whereIn('source_id', knex('sources').select('id').where({ kind: 'cost' }))
    .delete();
  await knex('usage_models')
    .whereIn('source_id', knex('sources').select('id').where({ kind: 'cost' }))
    .delete();
  await knex.schema.alterTable('ledger', table => {
    table.dropColumn('by_account');
  });
};
