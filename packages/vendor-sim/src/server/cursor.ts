import { toDay } from '../time/days';
import {
  CursorDay,
  CursorEvent,
  CursorMember,
  memberId,
} from '../world/cursor';
import { cursorError, cursorRoute } from './auth';
import { decimalText } from './amounts';
import { Exchange, Route, sendJson } from './exchange';

const DAY_MS = 86_400_000;
/** The longest range of one question, in milliseconds. */
const LONGEST_RANGE = 30 * DAY_MS;

/** Cursor's members, daily usage and usage events. */
export const cursorRoutes: Route[] = [
  cursorRoute('GET', /^\/teams\/members$/, members),
  cursorRoute('POST', /^\/teams\/daily-usage-data$/, dailyUsage),
  cursorRoute('POST', /^\/teams\/filtered-usage-events$/, usageEvents),
];

const isWhole = (value: unknown): value is number => Number.isInteger(value);

const isMalformed = ({ fault }: Exchange): boolean =>
  fault?.kind === 'malformed-row';

function members(exchange: Exchange): void {
  const { world } = exchange.sim;
  const list: unknown[] = [...world.cursorMembers()].map(
    ({ member, removed }) => ({
      id: memberId(member),
      name: member.email.split('@')[0],
      email: member.email,
      role: 'member',
      isRemoved: removed,
    }),
  );
  sendJson(exchange, 200, { teamMembers: spoiled(exchange, list) });
}

/** A question for some days, page by page. Both ends are included, and counted in milliseconds. */
interface Question {
  from: number;
  to: number;
  page: number;
  pageSize: number;
}

/** What is asked; undefined when that was refused. */
function questionOf(exchange: Exchange, size: number): Question | undefined {
  const { body = {} } = exchange;
  const { startDate, endDate, page = 1, pageSize = size } = body;
  const refuse = (message: string): undefined => {
    cursorError(exchange, 400, message);
    return undefined;
  };
  if (!isWhole(startDate) || !isWhole(endDate) || endDate < startDate) {
    return refuse('startDate and endDate must be epoch milliseconds');
  }
  if (endDate - startDate > LONGEST_RANGE) {
    return refuse('Date range cannot exceed 30 days');
  }
  if (!isWhole(page) || page < 1) return refuse('page must be from 1 on');
  if (!isWhole(pageSize) || pageSize < 1 || pageSize > 1000) {
    return refuse('pageSize must be from 1 to 1000');
  }
  return { from: startDate, to: endDate, page, pageSize };
}

function* daysOf({ from, to }: Question): Generator<number> {
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS <= to; day++) {
    yield day;
  }
}

function dailyUsage(exchange: Exchange): void {
  const question = questionOf(exchange, 100);
  if (!question) return;
  const { world } = exchange.sim;
  const rows: unknown[] = [];
  for (const day of daysOf(question)) {
    for (const { member, revealed } of world.cursor(toDay(day))) {
      if (revealed?.counts) rows.push(dailyRow(member, day, revealed.counts));
    }
  }
  const { page, pageSize } = question;
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  sendJson(exchange, 200, {
    data: spoiled(exchange, rows.slice((page - 1) * pageSize, page * pageSize)),
    period: { startDate: question.from, endDate: question.to },
    pagination: {
      page,
      pageSize,
      totalUsers: rows.length,
      totalPages: pages,
      hasNextPage: page < pages,
      hasPreviousPage: page > 1,
    },
  });
}

function dailyRow(
  { userId, email }: CursorMember,
  day: number,
  counts: NonNullable<CursorDay['counts']>,
) {
  const requests =
    counts.composerRequests + counts.chatRequests + counts.agentRequests;
  const isActive = requests > 0 || counts.tabsShown > 0;
  return {
    userId,
    day: toDay(day),
    date: day * DAY_MS,
    isActive,
    // What was typed by hand is among the lines of the first two.
    totalLinesAdded: counts.linesAdded * 2,
    totalLinesDeleted: counts.linesRemoved * 2,
    acceptedLinesAdded: counts.linesAdded,
    acceptedLinesDeleted: counts.linesRemoved,
    totalApplies: counts.applies,
    totalAccepts: counts.applies,
    totalRejects: 0,
    totalTabsShown: counts.tabsShown,
    totalTabsAccepted: counts.tabsAccepted,
    composerRequests: counts.composerRequests,
    chatRequests: counts.chatRequests,
    agentRequests: counts.agentRequests,
    cmdkUsages: counts.cmdkUsages,
    subscriptionIncludedReqs: requests - counts.usageBased,
    apiKeyReqs: 0,
    usageBasedReqs: counts.usageBased,
    bugbotUsages: 0,
    mostUsedModel: isActive ? 'gpt-6' : null,
    applyMostUsedExtension: isActive ? '.ts' : null,
    tabMostUsedExtension: isActive ? '.ts' : null,
    clientVersion: isActive ? '3.2.0' : null,
    email,
  };
}

function usageEvents(exchange: Exchange): void {
  const question = questionOf(exchange, 10);
  if (!question) return;
  const { from, to, page, pageSize } = question;
  const events: { at: number; event: unknown }[] = [];
  for (const day of daysOf(question)) {
    for (const { member, revealed } of exchange.sim.world.cursor(toDay(day))) {
      for (const event of revealed?.events ?? []) {
        const at = day * DAY_MS + event.at;
        if (at >= from && at <= to) {
          events.push({ at, event: eventShape(member, at, event) });
        }
      }
    }
  }
  // The newest first.
  events.sort((a, b) => b.at - a.at);
  const pages = Math.max(1, Math.ceil(events.length / pageSize));
  const shown = spoiled(
    exchange,
    events.slice((page - 1) * pageSize, page * pageSize).map(it => it.event),
  );
  sendJson(exchange, 200, {
    totalUsageEventsCount: events.length + (isMalformed(exchange) ? 1 : 0),
    pagination: {
      numPages: pages,
      currentPage: page,
      pageSize,
      hasNextPage: page < pages,
      hasPreviousPage: page > 1,
    },
    usageEvents: shown,
    period: { startDate: from, endDate: to },
  });
}

function eventShape(member: CursorMember, at: number, event: CursorEvent) {
  const { tokens, charged, chargeable } = event;
  const cents = Number(decimalText(charged));
  return {
    timestamp: String(at),
    ...(member.email
      ? { userEmail: member.email }
      : { cloudAgentId: `bc_${at.toString(36)}` }),
    ...(member.serviceAccountId && {
      serviceAccountId: member.serviceAccountId,
      serviceAccountName: 'Nightly refactoring',
    }),
    model: event.model,
    kind: chargeable ? 'Usage-based' : 'Included in Business',
    maxMode: false,
    requestsCosts: 1,
    isTokenBasedCall: tokens !== undefined,
    isChargeable: chargeable,
    isHeadless: member.isMachine,
    ...(tokens && {
      tokenUsage: {
        inputTokens: tokens.input,
        outputTokens: tokens.output,
        cacheWriteTokens: tokens.cacheWrite,
        cacheReadTokens: tokens.cacheRead,
        totalCents: cents,
      },
    }),
    chargedCents: cents,
  };
}

/** A page's entries with what a fault adds. Nothing real is taken away. */
function spoiled(exchange: Exchange, entries: unknown[]): unknown[] {
  if (isMalformed(exchange)) {
    return [{ email: 7, timestamp: {}, day: 'yesterday' }, ...entries];
  }
  return exchange.fault?.kind === 'unknown-field'
    ? entries.map(it => Object.assign({}, it, { hologramUsages: 2 }))
    : entries;
}
