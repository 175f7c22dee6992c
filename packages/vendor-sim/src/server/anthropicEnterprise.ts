import { addDays, isDay } from '../time/days';
import { ClaudeRow } from '../world/claude';
import {
  ENTERPRISE_FROM,
  EnterpriseCost,
  enterpriseCosts,
  enterpriseId,
  EnterpriseUser,
  enterpriseUsers,
  latestUsersDay,
} from '../world/enterprise';
import { fixedDecimalText } from './amounts';
import { analyticsRoute, anthropicError } from './auth';
import { Exchange, Route, sendJson } from './exchange';
import { limitOf, offsetOf, pageToken } from './pages';

const ORGANIZATION_ID = 'org_01AcmeEnterpriseExample0000';

/** Claude Enterprise's analytics: its users, and what they cost. */
export const anthropicEnterpriseRoutes: Route[] = [
  analyticsRoute(/^\/v1\/organizations\/analytics\/users$/, users),
  analyticsRoute(
    /^\/v1\/organizations\/analytics\/user_cost_report$/,
    userCosts,
  ),
];

const invalid = (exchange: Exchange, message: string): void =>
  anthropicError(exchange, 400, 'invalid_request_error', message);

/** The part of all entries that a page holds; undefined when the request was answered already. */
function pageOf(
  exchange: Exchange,
  question: string,
  otherwise: number,
): { offset: number; limit: number } | undefined {
  const { url, fault } = exchange;
  const limit = limitOf(url, otherwise, 1000);
  if (limit === undefined) {
    invalid(exchange, 'limit: must be from 1 to 1000');
    return undefined;
  }
  if (fault?.kind === 'expired-cursor' && url.searchParams.has('page')) {
    anthropicError(exchange, 410, 'gone', 'page: the cursor has expired');
    return undefined;
  }
  const offset = offsetOf(url, question);
  if (offset === undefined) {
    invalid(exchange, 'page: is not of this request');
    return undefined;
  }
  return { offset, limit };
}

function users(exchange: Exchange): void {
  const { url, sim, fault } = exchange;
  const day = url.searchParams.get('date') ?? '';
  if (!isDay(day)) {
    invalid(exchange, 'date: use YYYY-MM-DD');
    return;
  }
  if (day < ENTERPRISE_FROM) {
    invalid(exchange, `date: there are no data before ${ENTERPRISE_FROM}`);
    return;
  }
  const latest = latestUsersDay(sim.world);
  if (day > latest) {
    invalid(
      exchange,
      `date: data for ${day} are not available yet; the latest available day is ${latest}`,
    );
    return;
  }
  const page = pageOf(exchange, day, 100);
  if (!page) {
    return;
  }
  const all = [...enterpriseUsers(sim.world, day)];
  const next = page.offset + page.limit;
  const data: unknown[] = all.slice(page.offset, next).map(it => ({
    ...userRow(it, day),
    ...(fault?.kind === 'unknown-field' && { hologram_metrics: { seen: 2 } }),
  }));
  if (fault?.kind === 'malformed-row') {
    data.unshift({ user: 'nobody', claude_code_metrics: 7 });
  }
  sendJson(exchange, 200, {
    data,
    next_page: next < all.length ? pageToken({ of: day, offset: next }) : null,
  });
}

function userRow({ account, rows }: EnterpriseUser, day: string) {
  const sum = (of: (row: ClaudeRow) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const edits = (tool: keyof ClaudeRow['edits']) => ({
    accepted_count: sum(row => row.edits[tool]?.accepted ?? 0),
    rejected_count: sum(row => row.edits[tool]?.rejected ?? 0),
  });
  return {
    user: {
      id: enterpriseId(account),
      email_address: account.name,
      type: 'user',
    },
    last_activity_date: day,
    chat_metrics: { distinct_conversation_count: account.index % 4 },
    claude_code_metrics: {
      core_metrics: {
        commit_count: sum(row => row.commits),
        distinct_session_count: sum(row => row.sessions),
        lines_of_code: {
          added_count: sum(row => row.linesAdded),
          removed_count: sum(row => row.linesRemoved),
        },
        pull_request_count: sum(row => row.pullRequests),
      },
      tool_actions: {
        edit_tool: edits('edit_tool'),
        multi_edit_tool: edits('multi_edit_tool'),
        notebook_edit_tool: edits('notebook_edit_tool'),
        write_tool: edits('write_tool'),
      },
    },
    web_search_count: account.index % 3,
  };
}

function userCosts(exchange: Exchange): void {
  const { url, sim, fault } = exchange;
  const moment = (name: string) => url.searchParams.get(name)?.slice(0, 10);
  const from = moment('starting_at') ?? '';
  const to = moment('ending_at') ?? addDays(sim.world.today(), 1);
  if (!isDay(from) || !isDay(to) || addDays(from, 31) < to) {
    invalid(exchange, 'starting_at, ending_at: at most 31 days, in RFC 3339');
    return;
  }
  if (url.searchParams.get('bucket_width') !== '1d') {
    invalid(exchange, "bucket_width: only '1d'");
    return;
  }
  const page = pageOf(exchange, `${from}..${to}`, 100);
  if (!page) {
    return;
  }
  const byModel = url.searchParams.getAll('group_by[]').includes('model');
  const all: unknown[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) {
    for (const cost of enterpriseCosts(sim.world, day)) {
      all.push(costRow(cost, day, byModel));
    }
  }
  const next = page.offset + page.limit;
  const data = all.slice(page.offset, next);
  if (fault?.kind === 'malformed-row') {
    data.unshift({ actor: 'somebody', amount: 12 });
  }
  sendJson(exchange, 200, {
    data,
    data_refreshed_at: `${sim.world.today()}T10:00:00Z`,
    has_more: next < all.length,
    next_page:
      next < all.length
        ? pageToken({ of: `${from}..${to}`, offset: next })
        : null,
    organization_id: ORGANIZATION_ID,
  });
}

function costRow(cost: EnterpriseCost, day: string, byModel: boolean) {
  const { account } = cost;
  return {
    actor:
      account.kind === 'api-key'
        ? { type: 'service_actor', name: account.name }
        : {
            type: 'user_actor',
            user_id: enterpriseId(account),
            email: cost.withoutEmail ? null : account.name,
            name: cost.deleted ? null : account.name.split('@')[0],
            deleted: cost.deleted,
          },
    amount: fixedDecimalText(cost.amount),
    list_amount: fixedDecimalText(cost.listAmount),
    currency: 'USD',
    model: byModel ? cost.model : null,
    product: 'claude_code',
    requests: cost.requests,
    starting_at: `${day}T00:00:00Z`,
    ending_at: `${addDays(day, 1)}T00:00:00Z`,
  };
}
