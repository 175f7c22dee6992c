// @ts-check

/**
 * Lists read a team's headline figures apart from the whole snapshot. Snapshots that are there get theirs when their
 * week is worked out again, which is marked here.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scorecards', table => {
    table
      .text('headline')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: what lists show, apart from the whole');
  });
  await knex.raw(
    `insert into stale_periods (grain, period, revision)
     select 'card', week, 1 from (select distinct week from scorecards) as weeks where true
     on conflict (grain, period) do update set revision = stale_periods.revision + 1`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecards', table => {
    table.dropColumn('headline');
  });
};
