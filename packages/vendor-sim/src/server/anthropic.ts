import { Account } from '../organisation/types';
import { addDays, isDay } from '../time/days';
import { ClaudeRow } from '../world/claude';
import { CostLine } from '../world/costs';
import { anthropicError, anthropicRoute } from './auth';
import { decimalText } from './amounts';
import { Exchange, Route, sendJson } from './exchange';
import { limitOf, offsetOf, pageToken } from './pages';

const ORGANIZATION_ID = '6f0f4c1e-52ab-4d09-9c8e-0a1ac3e0acfe';

/** Anthropic's Claude Code analytics and cost report. */
export const anthropicRoutes: Route[] = [
  anthropicRoute(
    /^\/v1\/organizations\/usage_report\/claude_code$/,
    claudeCode,
  ),
  anthropicRoute(/^\/v1\/organizations\/cost_report$/, costReport),
];

const invalid = (exchange: Exchange, message: string): void =>
  anthropicError(exchange, 400, 'invalid_request_error', message);

function claudeCode(exchange: Exchange): void {
  const { url, sim, fault } = exchange;
  const day = url.searchParams.get('starting_at') ?? '';
  const limit = limitOf(url, 20, 1000);
  if (!isDay(day)) {
    invalid(exchange, 'starting_at: use YYYY-MM-DD');
    return;
  }
  if (limit === undefined) {
    invalid(exchange, 'limit: must be from 1 to 1000');
    return;
  }
  const offset = offsetOf(url, day);
  if (offset === undefined) {
    invalid(exchange, 'page: is not of this request');
    return;
  }
  const rows: unknown[] = [];
  let seen = 0;
  for (const { account, revealed } of sim.world.claude(day)) {
    for (const row of revealed ?? []) {
      if (seen >= offset && rows.length <= limit) {
        rows.push(claudeRow(account, day, row));
      }
      seen += 1;
    }
  }
  const more = rows.length > limit;
  const data = rows
    .slice(0, limit)
    .map(row =>
      fault?.kind === 'unknown-field'
        ? Object.assign({}, row, { hologram_metrics: { holograms: 2 } })
        : row,
    );
  if (fault?.kind === 'malformed-row') {
    data.unshift({ date: 'yesterday', actor: null, core_metrics: 'none' });
  }
  sendJson(exchange, 200, {
    data,
    has_more: more,
    next_page: more ? pageToken({ of: day, offset: offset + limit }) : null,
  });
}

/** A row of the Claude Code report as the vendor writes it. */
function claudeRow(account: Account, day: string, row: ClaudeRow) {
  return {
    date: `${day}T00:00:00Z`,
    actor:
      account.kind === 'api-key'
        ? { type: 'api_actor', api_key_name: account.name }
        : { type: 'user_actor', email_address: account.name },
    organization_id: ORGANIZATION_ID,
    customer_type: row.customerType,
    subscription_type: row.customerType === 'subscription' ? 'team' : null,
    terminal_type: row.terminal,
    is_remote: row.remote,
    core_metrics: {
      num_sessions: row.sessions,
      lines_of_code: { added: row.linesAdded, removed: row.linesRemoved },
      commits_by_claude_code: row.commits,
      pull_requests_by_claude_code: row.pullRequests,
    },
    tool_actions: row.edits,
    model_breakdown: row.models.map(({ model, tokens, cost }) => ({
      model,
      tokens: {
        input: tokens.input,
        output: tokens.output,
        cache_read: tokens.cacheRead,
        cache_creation: tokens.cacheCreation,
      },
      estimated_cost: { currency: 'USD', amount: cost / 1_000_000 },
    })),
  };
}

function costReport(exchange: Exchange): void {
  const { url, sim } = exchange;
  const from = dayOf(url.searchParams.get('starting_at'));
  const to =
    dayOf(url.searchParams.get('ending_at')) ?? addDays(sim.world.today(), 1);
  const limit = limitOf(url, 7, 31);
  if (!from) {
    invalid(exchange, 'starting_at: use RFC 3339');
    return;
  }
  if (limit === undefined) {
    invalid(exchange, 'limit: must be from 1 to 31');
    return;
  }
  if ((url.searchParams.get('bucket_width') ?? '1d') !== '1d') {
    invalid(exchange, "bucket_width: only '1d'");
    return;
  }
  const groupBy = url.searchParams.getAll('group_by[]');
  const unknown = groupBy.find(
    it => it !== 'description' && it !== 'workspace_id',
  );
  if (unknown !== undefined) {
    invalid(exchange, `group_by: '${unknown}' is not known`);
    return;
  }
  const offset = offsetOf(url, `${from}..${to}`);
  if (offset === undefined) {
    invalid(exchange, 'page: is not of this request');
    return;
  }
  const days: string[] = [];
  let day = addDays(from, offset);
  while (day < to && day <= sim.world.today() && days.length < limit) {
    days.push(day);
    day = addDays(day, 1);
  }
  const more = day < to && day <= sim.world.today();
  sendJson(exchange, 200, {
    data: days.map(it => ({
      starting_at: `${it}T00:00:00Z`,
      ending_at: `${addDays(it, 1)}T00:00:00Z`,
      results: grouped(sim.world.revealedCosts(it), groupBy),
    })),
    has_more: more,
    next_page: more
      ? pageToken({ of: `${from}..${to}`, offset: offset + limit })
      : null,
  });
}

function dayOf(moment: string | null): string | undefined {
  const day = moment?.slice(0, 10) ?? '';
  return isDay(day) ? day : undefined;
}

/** Lines as results: fields that are not grouped by are null, sums one. */
function grouped(lines: CostLine[], groupBy: string[]) {
  const byDescription = groupBy.includes('description');
  const byWorkspace = groupBy.includes('workspace_id');
  const sums = new Map<string, { line: CostLine; amount: number }>();
  for (const line of lines) {
    const key = JSON.stringify([
      byDescription && line.description,
      byWorkspace && line.workspace,
    ]);
    const sum = sums.get(key) ?? { line, amount: 0 };
    sum.amount += line.amount;
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ line, amount }) => {
    const tokens = byDescription && line.costType === 'tokens';
    return {
      amount: decimalText(amount),
      currency: 'USD',
      cost_type: byDescription ? line.costType : null,
      description: byDescription ? line.description : null,
      model: byDescription ? line.model : null,
      token_type: byDescription ? line.tokenType : null,
      context_window: tokens ? '0-200k' : null,
      inference_geo: tokens ? 'global' : null,
      service_tier: tokens ? 'standard' : null,
      workspace_id: byWorkspace ? line.workspace : null,
    };
  });
}
