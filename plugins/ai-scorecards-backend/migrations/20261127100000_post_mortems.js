// @ts-check

/**
 * Weeks that were worked out before say nothing of what post-mortems answer.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `insert into stale_periods (grain, period, revision)
     select distinct 'merge', week, 1 from team_outcomes where true
     on conflict (grain, period) do update set revision = stale_periods.revision + 1`,
  );
};

exports.down = async function down() {
  // What was worked out anew holds for the version before too.
};
