// @ts-check

/**
 * Since when code scanning is known to look at a repository, so that no finding is told apart from nothing looked for,
 * and a quick way to the pull requests that vendors report.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scanned_repositories', table => {
    table.comment('When a code host told of the open findings of a repository');
    table
      .integer('repository_id')
      .notNullable()
      .references('repositories.id')
      .onDelete('CASCADE');
    table.string('valid_from', 10).notNullable().comment('UTC day');
    table
      .string('valid_to', 10)
      .notNullable()
      .comment('First UTC day after; 9999-12-31 while it lasts');
    table.primary(['repository_id', 'valid_from']);
    table.index(['valid_to']);
  });
  // Of a repository that does not change, the host says nothing new.
  const known = await knex('repository_facts')
    .select('repository_id', 'facts', 'fetched_at')
    .where({ state: 'known' });
  for (const { repository_id: id, facts, fetched_at: at } of known) {
    if (JSON.parse(facts)?.openFindings?.known) {
      await knex('scanned_repositories').insert({
        repository_id: id,
        valid_from: at.slice(0, 10),
        valid_to: '9999-12-31',
      });
    }
  }
  await knex.raw(
    'create index usage_facts_pull_requests on usage_facts (day) where pull_requests > 0',
  );
  // Weeks that were worked out before say nothing of findings, nor of what vendors report.
  await knex.raw(
    `insert into stale_periods (grain, period, revision)
     select distinct 'merge', week, 1 from team_outcomes where true
     on conflict (grain, period) do update set revision = stale_periods.revision + 1`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index usage_facts_pull_requests');
  await knex.schema.dropTable('scanned_repositories');
};
