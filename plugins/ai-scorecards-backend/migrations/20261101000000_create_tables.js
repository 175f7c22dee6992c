// @ts-check

/**
 * People, groups, tools and sources are small integers inside; their entity refs live in one table each, so that
 * erasing a person is one row plus a rule. Days are plain dates kept as text (`YYYY-MM-DD`): a driver that turns a
 * date into a local midnight would move it. Dated rows are half-open: `valid_to` is the first day after, and
 * `9999-12-31` while it lasts. Money is integer micro-units.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const day = (table, name) => table.string(name, 10);

  // --- who and what -------------------------------------------------------------------------------------------
  await knex.schema.createTable('people', table => {
    table.comment(
      'Catalog users that were ever on a roster or behind an account',
    );
    table.increments('id');
    table.string('entity_ref', 255).notNullable().unique();
    table.string('title', 255).nullable();
    table.string('email', 255).nullable().index().comment('Lower case');
    table
      .string('login', 255)
      .nullable()
      .index()
      .comment('GitHub login, lower case');
    table
      .text('accounts')
      .notNullable()
      .defaultTo('[]')
      .comment(
        'JSON: names in the configured annotations, lower case, in their order',
      );
    table
      .boolean('present')
      .notNullable()
      .defaultTo(true)
      .comment('Is in the catalog now');
  });

  await knex.schema.createTable('groups', table => {
    table.comment(
      'Catalog groups; those whose type is listed in aiScorecards.teams.types are teams',
    );
    table.increments('id');
    table.string('entity_ref', 255).notNullable().unique();
    table.string('title', 255).notNullable();
    table.string('type', 100).nullable();
    table.boolean('is_team').notNullable();
    table.boolean('present').notNullable().defaultTo(true);
    table
      .text('leads')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON list of user refs named as leads on the group itself');
  });

  await knex.schema.createTable('tools', table => {
    table.increments('id');
    table.string('entity_ref', 255).notNullable().unique();
    table.string('title', 255).notNullable();
    table
      .text('spec')
      .notNullable()
      .comment('JSON: description, owner, vendor, links, security, fault');
    table.boolean('present').notNullable().defaultTo(true);
  });

  await knex.schema.createTable('tool_policies', table => {
    table.comment(
      'What the organisation said of a tool on a day; that day is judged by it',
    );
    table.integer('tool_id').notNullable().references('tools.id');
    table.string('policy', 30).notNullable();
    day(table, 'valid_from').notNullable();
    day(table, 'valid_to').notNullable();
    table.primary(['tool_id', 'valid_from']);
  });

  await knex.schema.createTable('sources', table => {
    table.increments('id');
    table.string('key', 100).notNullable().unique();
    table.string('config_key', 100).notNullable();
    table.string('kind', 10).notNullable();
    table.integer('tool_id').notNullable().references('tools.id');
    table.string('title', 255).notNullable();
    table.string('failing_since', 30).nullable();
    table.text('last_error').nullable();
    table.string('last_attempt_at', 30).nullable();
    table
      .string('resume_after', 30)
      .nullable()
      .comment('The vendor said not to ask before');
    table
      .string('beat_at', 30)
      .nullable()
      .comment('Sign of life of the run that collects now');
  });

  // --- organisation, dated --------------------------------------------------------------------------------------
  await knex.schema.createTable('roster', table => {
    table.integer('person_id').notNullable().references('people.id');
    table.integer('group_id').notNullable().references('groups.id');
    day(table, 'valid_from').notNullable();
    day(table, 'valid_to').notNullable();
    table.boolean('counted').notNullable().comment('Counts as a developer');
    table
      .string('origin', 10)
      .notNullable()
      .comment('catalog, history, or assumed before the first snapshot');
    table.primary(['person_id', 'group_id', 'valid_from']);
    table.index(['group_id', 'valid_from', 'valid_to']);
  });

  await knex.schema.createTable('group_edges', table => {
    table.integer('group_id').notNullable().references('groups.id');
    table.integer('parent_id').notNullable().references('groups.id');
    day(table, 'valid_from').notNullable();
    day(table, 'valid_to').notNullable();
    table.string('origin', 10).notNullable();
    table.primary(['group_id', 'parent_id', 'valid_from']);
    table.index(['parent_id']);
  });

  await knex.schema.createTable('org_snapshots', table => {
    table.comment(
      'What each look at the catalog changed, or would have changed and is held',
    );
    table.increments('id');
    table.string('taken_at', 30).notNullable();
    day(table, 'day').notNullable();
    table
      .string('state', 10)
      .notNullable()
      .comment('applied, held, discarded, superseded');
    table.integer('memberships').notNullable();
    table.integer('ending').notNullable();
    table.text('faults').notNullable().defaultTo('[]');
    table
      .text('payload')
      .nullable()
      .comment('JSON of the whole snapshot while it is held');
  });

  // --- accounts -------------------------------------------------------------------------------------------------
  await knex.schema.createTable('identities', table => {
    table.comment(
      'A vendor account: a person, a service account, somebody who left, or unresolved',
    );
    table.increments('id');
    table.string('namespace', 100).notNullable();
    table.string('account', 255).notNullable().comment('Lower case');
    table.string('kind', 10).notNullable();
    table.string('email', 255).nullable();
    table.string('login', 255).nullable();
    table.string('vendor_id', 100).nullable();
    table.string('state', 20).notNullable().index();
    table.integer('person_id').nullable().references('people.id').index();
    table.string('method', 100).nullable();
    day(table, 'left_on').nullable();
    table.string('updated_at', 30).notNullable();
    table.unique(['namespace', 'account']);
  });

  // --- facts ----------------------------------------------------------------------------------------------------
  await knex.schema.createTable('usage_facts', table => {
    table.comment(
      'One account, tool, source and UTC day with a row at the vendor; no row for an idle day',
    );
    day(table, 'day').notNullable();
    table.integer('identity_id').notNullable();
    table.smallint('tool_id').notNullable();
    table.smallint('source_id').notNullable();
    table.boolean('active').notNullable().comment('Had an AI action');
    table
      .integer('features')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Bits: completion 1, chat 2, agent 4, cli 8, review 16, other 32',
      );
    table.integer('interactions').nullable();
    table.integer('suggestions').nullable();
    table.integer('acceptances').nullable();
    table.integer('sessions').nullable();
    table.integer('lines_added').nullable();
    table.integer('lines_removed').nullable();
    table.integer('commits').nullable();
    table.integer('pull_requests').nullable();
    table.bigInteger('tokens_in').nullable();
    table.bigInteger('tokens_out').nullable();
    table.bigInteger('tokens_cache').nullable();
    table
      .bigInteger('credits_micros')
      .nullable()
      .comment('Millionths of a vendor credit; null is unknown');
    table.bigInteger('usage_micros').nullable();
    table.bigInteger('value_micros').nullable();
    table.primary(['day', 'identity_id', 'tool_id', 'source_id']);
    table.index(['identity_id', 'day']);
  });

  await knex.schema.createTable('usage_models', table => {
    day(table, 'day').notNullable();
    table.integer('identity_id').notNullable();
    table.smallint('source_id').notNullable();
    table.string('model', 100).notNullable();
    table.bigInteger('tokens_in').nullable();
    table.bigInteger('tokens_out').nullable();
    table.bigInteger('usage_micros').nullable();
    table
      .bigInteger('value_micros')
      .nullable()
      .comment('Beside the cost, never added to it');
    table.primary(['day', 'identity_id', 'source_id', 'model']);
  });

  await knex.schema.createTable('cost_facts', table => {
    table.comment('Lines of the bill a vendor makes out; they name no person');
    day(table, 'day').notNullable();
    table.smallint('source_id').notNullable();
    table.smallint('tool_id').notNullable();
    table
      .integer('line')
      .notNullable()
      .comment('Order by description, workspace and amount');
    table.string('description', 500).nullable();
    table.string('workspace', 255).nullable();
    table.bigInteger('micros').notNullable();
    table
      .string('exact', 60)
      .notNullable()
      .comment('Decimal text in major units as sent');
    table.primary(['day', 'source_id', 'line']);
  });

  await knex.schema.createTable('seats', table => {
    table.comment('Seats as dated ranges');
    table.smallint('tool_id').notNullable();
    table.integer('identity_id').notNullable();
    day(table, 'valid_from')
      .notNullable()
      .comment('UTC day of creation, included');
    day(table, 'valid_to').notNullable();
    table.string('plan', 50).nullable();
    table.primary(['tool_id', 'identity_id', 'valid_from']);
    table.index(['identity_id']);
  });

  await knex.schema.createTable('seat_snapshots', table => {
    table.comment(
      'What a seat list said on a day, beside the ranges: counts without assignee',
    );
    day(table, 'day').notNullable();
    table.smallint('source_id').notNullable();
    table.smallint('tool_id').notNullable();
    table.integer('total').notNullable();
    table.integer('without_assignee').notNullable();
    table.primary(['day', 'source_id']);
  });

  await knex.schema.createTable('ledger', table => {
    table.comment('What is known of a source and day');
    table.smallint('source_id').notNullable();
    day(table, 'day').notNullable();
    table
      .string('state', 12)
      .notNullable()
      .comment('fetched, empty, no-data, failed');
    table.integer('rows').notNullable().defaultTo(0);
    table.integer('unreadable').notNullable().defaultTo(0);
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('fetched_at', 30).nullable();
    table.string('attempted_at', 30).nullable();
    table
      .string('checksum', 64)
      .nullable()
      .comment(
        'Of the normalised rows: the same day again, unchanged, writes nothing',
      );
    table.text('error').nullable();
    table
      .string('exact_usage', 60)
      .nullable()
      .comment(
        'Exact sum of the usage amounts of the day, decimal text in major units',
      );
    table.string('exact_value', 60).nullable();
    table
      .boolean('credits_known')
      .nullable()
      .comment('False when rows carried no credits that day');
    table
      .boolean('asked_again')
      .notNullable()
      .defaultTo(false)
      .comment('Wanted by an operator or after a fault');
    table.primary(['source_id', 'day']);
  });

  await knex.schema.createTable('unreadable_rows', table => {
    table.smallint('source_id').notNullable();
    day(table, 'day').notNullable();
    table.integer('line').notNullable();
    table.text('raw').notNullable();
    table.string('reason', 500).notNullable();
    table.primary(['source_id', 'day', 'line']);
  });

  // --- worked out -----------------------------------------------------------------------------------------------
  await knex.schema.createTable('identity_months', table => {
    table.comment(
      'Presence: bit d-1 is set when the account had an AI action on day d of the month',
    );
    table.string('month', 7).notNullable();
    table.integer('identity_id').notNullable();
    table.smallint('tool_id').notNullable();
    table.integer('active_mask').notNullable();
    table.primary(['month', 'identity_id', 'tool_id']);
  });

  await knex.schema.createTable('identity_first_days', table => {
    table.comment(
      'The first UTC day ever on which an account had an AI action',
    );
    table.integer('identity_id').notNullable().primary();
    day(table, 'day').notNullable().index();
  });

  await knex.schema.createTable('money_days', table => {
    table.comment(
      'Money of a day by tool, kind and bucket, people with a team being the empty bucket',
    );
    day(table, 'day').notNullable();
    table.smallint('tool_id').notNullable();
    table.string('kind', 5).notNullable().comment('seat, usage, value');
    table.string('bucket', 25).notNullable();
    table.bigInteger('micros').notNullable();
    table.primary(['day', 'tool_id', 'kind', 'bucket']);
  });

  await knex.schema.createTable('stale_periods', table => {
    table.comment(
      'Days, weeks and months to be worked out again; set in the transaction that changed their facts',
    );
    table.string('grain', 5).notNullable();
    day(table, 'period')
      .notNullable()
      .comment('First day of the day, week or month');
    table
      .integer('revision')
      .notNullable()
      .defaultTo(1)
      .comment(
        'Raised by each change, so that one made meanwhile is not cleared',
      );
    table.primary(['grain', 'period']);
  });

  for (const grain of ['day', 'week', 'month']) {
    await knex.schema.createTable(`team_${grain}s`, table => {
      table.comment(
        'Published figures only: suppression is already applied with minimum_size',
      );
      day(table, 'period').notNullable().comment('First day');
      table.smallint('tool_id').notNullable().comment('0 is any tool');
      table.integer('group_id').notNullable();
      table.integer('minimum_size').notNullable();
      table.boolean('shown').notNullable();
      table
        .integer('people')
        .notNullable()
        .comment('Base of the main figure; 0 when not shown');
      table.integer('active').notNullable();
      table
        .bigInteger('cost_micros')
        .nullable()
        .comment('Months only: seat and usage cost');
      table
        .bigInteger('sort_value')
        .nullable()
        .comment('Headline metric in millionths, for lists; null sorts last');
      table
        .text('detail')
        .notNullable()
        .defaultTo('{}')
        .comment('JSON of the further published figures');
      table.primary(['period', 'tool_id', 'group_id']);
      table.index(['group_id', 'period', 'tool_id']);
    });
  }

  await knex.schema.createTable('month_money', table => {
    table.comment(
      'Money of a month by tool, kind and bucket, what teams show being the empty bucket',
    );
    table.string('month', 7).notNullable();
    table.smallint('tool_id').notNullable();
    table.string('kind', 5).notNullable();
    table.string('bucket', 25).notNullable();
    table.bigInteger('micros').notNullable();
    table
      .integer('holders')
      .notNullable()
      .comment('Distinct people or accounts behind a bucket');
    table.primary(['month', 'tool_id', 'kind', 'bucket']);
  });

  await knex.schema.createTable('scorecards', table => {
    table.comment(
      'The dated, explainable snapshot of a team, one a week and definition version',
    );
    table.integer('group_id').notNullable();
    day(table, 'week').notNullable();
    table.integer('definition_version').notNullable();
    table.integer('minimum_size').notNullable();
    table.string('computed_at', 30).notNullable();
    table.bigInteger('active_rate').nullable().comment('Millionths, for lists');
    table
      .bigInteger('cost_per_active')
      .nullable()
      .comment('Micro-units, for lists');
    table.text('payload').notNullable();
    table.primary(['group_id', 'week']);
    table.index(['week', 'active_rate']);
    table.index(['week', 'cost_per_active']);
  });

  await knex.schema.createTable('week_peers', table => {
    table.comment(
      'Quartiles over comparable teams, stored when the week is worked out',
    );
    day(table, 'week').notNullable();
    table.string('metric', 40).notNullable();
    table.string('team_type', 100).notNullable();
    table.integer('teams').notNullable();
    table.bigInteger('p25').nullable();
    table.bigInteger('p50').nullable();
    table.bigInteger('p75').nullable();
    table.primary(['week', 'metric', 'team_type']);
  });

  await knex.schema.createTable('person_reads', table => {
    table.comment('Who asked for the page of a person');
    table.increments('id');
    table.integer('person_id').notNullable().index();
    table.string('at', 30).notNullable();
    table.string('by', 255).notNullable();
    table.string('what', 100).notNullable();
  });

  await knex.schema.createTable('settings', table => {
    table.comment(
      'Small facts about the installation: first snapshot day, minimum size in force',
    );
    table.string('key', 100).primary();
    table.text('value').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const tables = [
    'settings',
    'person_reads',
    'week_peers',
    'scorecards',
    'month_money',
    'team_months',
    'team_weeks',
    'team_days',
    'stale_periods',
    'money_days',
    'identity_first_days',
    'identity_months',
    'unreadable_rows',
    'ledger',
    'seat_snapshots',
    'seats',
    'cost_facts',
    'usage_models',
    'usage_facts',
    'identities',
    'org_snapshots',
    'group_edges',
    'roster',
    'sources',
    'tool_policies',
    'tools',
    'groups',
    'people',
  ];
  for (const table of tables) await knex.schema.dropTable(table);
};
