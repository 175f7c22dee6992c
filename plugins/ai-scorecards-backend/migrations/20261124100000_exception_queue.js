// @ts-check

/**
 * What the board's queue, its history and the schedule ask for, so that none of them reads every case.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table
      .boolean('settled')
      .notNullable()
      .defaultTo(false)
      .comment('Nothing happens to it by itself any more');
    table.string('decided_at', 32).nullable().comment('ISO text, UTC');
    table.string('category', 32).nullable().comment('Why the default is left');
    table
      .bigInteger('cost_per_month')
      .nullable()
      .comment('Expected, in micro-units of the currency');
    table.string('currency', 3).nullable();
    table.index(['settled', 'id']);
    table.index(['tool', 'decided_at']);
    table.index(['decided_at']);
  });
  await knex.schema.alterTable('exception_deciders', table => {
    table
      .boolean('awaited')
      .notNullable()
      .defaultTo(false)
      .comment('May vote now and has not');
    table.index(['ref', 'awaited']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exception_deciders', table => {
    table.dropIndex(['ref', 'awaited']);
    table.dropColumn('awaited');
  });
  await knex.schema.alterTable('exception_requests', table => {
    table.dropIndex(['settled', 'id']);
    table.dropIndex(['tool', 'decided_at']);
    table.dropIndex(['decided_at']);
    table.dropColumns(
      'settled',
      'decided_at',
      'category',
      'cost_per_month',
      'currency',
    );
  });
};
