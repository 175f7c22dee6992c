// @ts-check

/** Requests that are read and written together. */
const PAGE = 500;

/**
 * Who takes over an exception whose people left, by part, and which requests answer for the security of their tool.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table
      .string('successor', 255)
      .nullable()
      .comment('Named to support it, and has not accepted yet; full user ref');
    table
      .boolean('security_answered')
      .notNullable()
      .defaultTo(false)
      .comment('Later requests for the tool inherit its security answers');
    table.index(['tool', 'security_answered', 'decided_at']);
  });
  let last = '';
  for (;;) {
    const rows = await knex('exception_requests')
      .select('id', 'content')
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE);
    if (rows.length === 0) break;
    for (const { id, content } of rows) {
      const { request, exception } = JSON.parse(content);
      for (const wish of [request.wish, request.before]) {
        if (wish) wish.ask.joins = [];
      }
      const { ask } = request.wish;
      if (exception) {
        Object.assign(exception, {
          budgetOwner: ask.budgetOwner,
          successor: null,
          // Which part was left is found out again by the schedule; its days begin anew.
          vacancies: [],
        });
        delete exception.successorDueOn;
      }
      await knex('exception_requests')
        .where({ id })
        .update({
          content: JSON.stringify({ request, exception }),
          security_answered:
            request.kind === 'team' &&
            request.state === 'approved' &&
            request.lane === 'full' &&
            request.decision?.basis === 'votes' &&
            Boolean(ask.security?.trim()),
        });
    }
    last = rows[rows.length - 1].id;
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table.dropIndex(['tool', 'security_answered', 'decided_at']);
    table.dropColumns('successor', 'security_answered');
  });
};
