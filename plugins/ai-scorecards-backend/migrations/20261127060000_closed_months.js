// @ts-check

/**
 * A closed month keeps its figures as they were when it was closed. What becomes known of its days later is an
 * adjustment, booked on the day on which it was found.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const line = table => {
    table.string('month', 7).notNullable();
    table.smallint('tool_id').notNullable();
    table.string('kind', 5).notNullable();
  };
  await knex.schema.createTable('team_money', table => {
    table.comment(
      'Money of a month that teams show of one tool; group 0 is what no team shows apart. Suppression is applied',
    );
    line(table);
    table.integer('group_id').notNullable();
    table.integer('minimum_size').notNullable();
    table.bigInteger('micros').notNullable();
    table
      .integer('people')
      .notNullable()
      .comment('Distinct people behind what no team shows apart; else 0');
    table.primary(['month', 'tool_id', 'kind', 'group_id']);
  });
  await knex.schema.createTable('closed_months', table => {
    table.string('month', 7).notNullable().primary();
    table.string('closed_at', 30).notNullable();
    table
      .string('closed_by', 255)
      .nullable()
      .comment('User ref; null for a month that closed because it settled');
    table
      .integer('minimum_size')
      .notNullable()
      .comment('Minimum group size that its teams are shown with');
  });
  await knex.schema.createTable('closed_lines', table => {
    line(table);
    table.string('source', 100).notNullable();
    table.string('currency', 3).notNullable();
    table.string('total_is', 255).notNullable();
    table.string('price_source', 10).notNullable();
    table.boolean('known').notNullable();
    table.string('rounding', 60).notNullable();
    table.bigInteger('left_out_micros').nullable();
    table.bigInteger('reported_twice_micros').nullable();
    table.integer('days_known').notNullable();
    table.primary(['month', 'tool_id', 'kind']);
  });
  await knex.schema.createTable('closed_money', table => {
    line(table);
    table
      .string('place', 25)
      .notNullable()
      .comment('A bucket; what teams show being the empty one');
    table.bigInteger('micros').notNullable();
    table
      .integer('holders')
      .nullable()
      .comment('Distinct people or accounts; null for what names nobody');
    table.primary(['month', 'tool_id', 'kind', 'place']);
  });
  await knex.schema.createTable('closed_team_money', table => {
    line(table);
    table.integer('group_id').notNullable();
    table.bigInteger('micros').notNullable();
    table.integer('people').notNullable();
    table
      .string('cost_centre', 100)
      .nullable()
      .comment('The cost centre when the month was closed');
    table.primary(['month', 'tool_id', 'kind', 'group_id']);
  });
  await knex.schema.createTable('cost_adjustments', table => {
    table.comment(
      'What became known of a closed month, by the day it was found',
    );
    table.string('of_month', 7).notNullable();
    table.string('booked_on', 10).notNullable().index();
    table.smallint('tool_id').notNullable();
    table.string('kind', 5).notNullable();
    table.string('place', 25).notNullable();
    table.bigInteger('micros').notNullable();
    table.primary(['of_month', 'booked_on', 'tool_id', 'kind', 'place']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'cost_adjustments',
    'closed_team_money',
    'closed_money',
    'closed_lines',
    'closed_months',
    'team_money',
  ]) {
    await knex.schema.dropTable(table);
  }
};
