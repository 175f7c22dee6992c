// @ts-check

/**
 * Whether amounts are estimates, by source and day, and so what prices what teams show of a line. What was fetched before is
 * taken for an estimate until it is fetched again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const name of ['ledger', 'money_days']) {
    await knex.schema.alterTable(name, table => {
      table
        .boolean('estimated')
        .notNullable()
        .defaultTo(true)
        .comment('Whether any amount of accounts is an estimate');
    });
  }
  await knex.schema.alterTable('closed_lines', table => {
    table
      .string('parts_price_source', 10)
      .comment('As price_source, of teams and accounts; null: the same');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('closed_lines', table => {
    table.dropColumn('parts_price_source');
  });
  for (const name of ['money_days', 'ledger']) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('estimated');
    });
  }
};
