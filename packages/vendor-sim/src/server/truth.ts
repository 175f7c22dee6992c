import { Account, TEAM_TYPES, groupRef, userRef } from '../organisation/types';
import { CLAUDE_CODE_TOOL, COPILOT_TOOL, toolRef } from '../organisation/tools';
import { addDays, isDay, toDay, toDayNumber } from '../time/days';
import { Scope, World } from '../world';
import { ClaudeRow } from '../world/claude';
import { CopilotDay, isCopilotActive } from '../world/copilot';
import { CostLine } from '../world/costs';
import { isListed, pendingCancellation } from '../world/seats';
import { decimalText } from './amounts';
import { Exchange, Route, sendJson, stream } from './exchange';

/** An amount exactly as its vendor sends it, one for each field sent. */
export interface TruthAmount {
  kind: 'usage' | 'value';
  unit: 'credits' | 'cents';
  /** decimal text */
  amount: string;
  model?: string;
}

/** What one account did with one tool on one day. */
export interface TruthDay {
  /** whether any of it is an AI action */
  active: boolean;
  counters: Record<string, number>;
  amounts: TruthAmount[];
}

export interface TruthRow {
  day: string;
  tool: string;
  /** the User's ref, also of somebody who left; null for nobody */
  person: string | null;
  account: string;
  accountKind: Account['kind'];
  standing: Account['standing'];
  actual: TruthDay;
  /** what the vendor's API says of it now; null while it says nothing */
  revealed: TruthDay | null;
}

/** The plain truth, for tests that work out every figure on their own. */
export const truthRoutes: Route[] = [
  { method: 'GET', pattern: /^\/truth$/, handle: usageTruth },
  {
    method: 'GET',
    pattern: /^\/truth\/organisation$/,
    handle: organisationTruth,
  },
  { method: 'GET', pattern: /^\/truth\/seats$/, handle: seatTruth },
  { method: 'GET', pattern: /^\/truth\/costs$/, handle: costTruth },
];

/** The days asked for, all that are known by default; undefined if wrong. */
export function daysAsked(exchange: Exchange): string[] | undefined {
  const { url, sim } = exchange;
  const from = url.searchParams.get('from') ?? sim.world.firstDay();
  const to = url.searchParams.get('to') ?? sim.world.today();
  if (!isDay(from) || !isDay(to)) {
    sendJson(exchange, 400, { error: 'from and to must be days: YYYY-MM-DD' });
    return undefined;
  }
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

async function usageTruth(exchange: Exchange): Promise<void> {
  const days = daysAsked(exchange);
  if (!days) {
    return;
  }
  const scope =
    exchange.url.searchParams.get('scope') === 'orgs' ? 'orgs' : 'enterprises';
  const rows = truthRows(exchange.sim.world, days, scope);
  if (exchange.url.searchParams.get('format') === 'json') {
    await stream(exchange, 'application/json', jsonArray(rows));
  } else {
    await sendLines(exchange, rows);
  }
}

/** The ref of whoever an account belongs to; null for nobody. */
export const personOf = (
  world: World,
  account: { person?: number },
): string | null =>
  account.person === undefined
    ? null
    : userRef(world.organisation.people[account.person].name);

/** Whose an account is. */
export const who = (world: World, account: Account) => ({
  person: personOf(world, account),
  account: account.name,
  accountKind: account.kind,
  standing: account.standing,
});

/** The truth of some days, in the order of days, tools and accounts. */
export function* truthRows(
  world: World,
  days: string[],
  scope: Scope = 'enterprises',
): Generator<TruthRow> {
  for (const day of days) {
    for (const { account, actual, revealed } of world.copilot(day, scope)) {
      yield {
        day,
        tool: toolRef(COPILOT_TOOL),
        ...who(world, account),
        actual: copilotTruth(actual),
        revealed: revealed ? copilotTruth(revealed) : null,
      };
    }
    for (const { account, actual, revealed } of world.claude(day)) {
      yield {
        day,
        tool: toolRef(CLAUDE_CODE_TOOL),
        ...who(world, account),
        actual: claudeTruth(actual),
        revealed: revealed ? claudeTruth(revealed) : null,
      };
    }
  }
}

function copilotTruth(day: CopilotDay): TruthDay {
  return {
    active: isCopilotActive(day),
    counters: {
      interactions: day.interactions,
      generations: day.generations,
      acceptances: day.acceptances,
      linesSuggested: day.linesSuggested,
      linesAdded: day.linesAdded,
      linesDeleted: day.linesDeleted,
      cliSessions: day.cli?.sessions ?? 0,
      cliPromptTokens: day.cli?.promptTokens ?? 0,
      cliOutputTokens: day.cli?.outputTokens ?? 0,
    },
    amounts:
      day.creditMillionths === undefined
        ? []
        : [
            {
              kind: 'value',
              unit: 'credits',
              amount: decimalText(day.creditMillionths),
            },
          ],
  };
}

/** What the rows of one account and day come to. */
export function claudeTruth(rows: ClaudeRow[]): TruthDay {
  const sum = (of: (row: ClaudeRow) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const edits = (of: 'accepted' | 'rejected') =>
    sum(row =>
      Object.values(row.edits).reduce((total, it) => total + it[of], 0),
    );
  const tokens = (of: keyof ClaudeRow['models'][number]['tokens']) =>
    sum(row => row.models.reduce((total, it) => total + it.tokens[of], 0));
  const counters = {
    sessions: sum(row => row.sessions),
    linesAdded: sum(row => row.linesAdded),
    linesRemoved: sum(row => row.linesRemoved),
    commits: sum(row => row.commits),
    pullRequests: sum(row => row.pullRequests),
    editsAccepted: edits('accepted'),
    editsRejected: edits('rejected'),
    inputTokens: tokens('input'),
    outputTokens: tokens('output'),
    cacheReadTokens: tokens('cacheRead'),
    cacheCreationTokens: tokens('cacheCreation'),
  };
  return {
    active: Object.values(counters).some(count => count > 0),
    counters,
    amounts: rows.flatMap(row =>
      row.models.map(({ model, cost }) => ({
        kind:
          row.customerType === 'api' ? ('usage' as const) : ('value' as const),
        unit: 'cents' as const,
        amount: decimalText(cost),
        model,
      })),
    ),
  };
}

function organisationTruth(exchange: Exchange): void {
  const { organisation } = exchange.sim.world;
  sendJson(exchange, 200, {
    teamTypes: TEAM_TYPES,
    groups: organisation.groups.map(group => ({
      ref: groupRef(group.name),
      type: group.type,
      parent: group.parent ? groupRef(group.parent) : null,
      leads: group.leads.map(userRef),
      members: group.members.map(userRef),
    })),
    users: organisation.people
      .filter(person => !person.left)
      .map(person => ({
        ref: userRef(person.name),
        developer: person.jobFamily === 'engineering',
        memberOf: person.memberOf.map(groupRef),
      })),
    // A stay that the history does not record is assumed to be as old as
    // the past itself, so it has no beginning.
    roster: organisation.memberships.map(stay => ({
      person: userRef(stay.person),
      team: groupRef(stay.team),
      from: stay.recorded ? stay.from : null,
      to: stay.to ?? null,
      counted: stay.counted,
      assumed: !stay.recorded,
    })),
    teams: organisation.teamEdges.map(edge => ({
      team: groupRef(edge.team),
      parent: groupRef(edge.parent),
      from: edge.from,
      to: edge.to ?? null,
    })),
  });
}

function seatTruth(exchange: Exchange): void {
  const { world } = exchange.sim;
  const today = toDayNumber(world.today());
  sendJson(exchange, 200, {
    today: world.today(),
    // One is listed whose holder the vendor does not name.
    withoutAssignee: 1,
    seats: world.allSeats.map(seat => ({
      ...who(world, seat.profile.account),
      from: toDay(seat.from),
      to: seat.to === undefined ? null : toDay(seat.to),
      listed: isListed(seat, today),
      pendingCancellation: pendingCancellation(seat, today),
    })),
  });
}

const costTruthLine = (line: CostLine) => ({
  description: line.description,
  workspace: line.workspace,
  model: line.model,
  /** cents, decimal text */
  amount: decimalText(line.amount),
});

async function costTruth(exchange: Exchange): Promise<void> {
  const days = daysAsked(exchange);
  if (days) {
    await sendLines(exchange, costDays(exchange.sim.world, days));
  }
}

function* costDays(world: World, days: string[]) {
  for (const day of days) {
    yield {
      day,
      actual: world.costs(day).map(costTruthLine),
      revealed: world.revealedCosts(day).map(costTruthLine),
    };
  }
}

/** Streams a line of JSON for each row. */
export function sendLines(
  exchange: Exchange,
  rows: Iterable<unknown>,
): Promise<void> {
  return stream(exchange, 'application/x-ndjson', ndjson(rows));
}

/** A line of JSON for each row. */
export function* ndjson(rows: Iterable<unknown>): Generator<string> {
  for (const row of rows) {
    yield `${JSON.stringify(row)}\n`;
  }
}

function* jsonArray(rows: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
