import { CURSOR_TOOL, toolRef } from '../organisation/tools';
import { toDay, toDayNumber } from '../time/days';
import { cursorAccount, CursorDay, CursorMember } from '../world/cursor';
import { World } from '../world';
import { decimalText } from './amounts';
import { Route, sendJson } from './exchange';
import { daysAsked, personOf, sendLines, TruthDay } from './truth';

const who = (world: World, member: CursorMember) => ({
  person: personOf(world, member),
  ...cursorAccount(member),
  standing: member.standing,
});

/** The plain truth of the Cursor team, in the shapes of that of the other vendors. */
export const cursorTruthRoutes: Route[] = [
  {
    method: 'GET',
    pattern: /^\/truth\/cursor$/,
    handle: exchange => {
      const days = daysAsked(exchange);
      return days && sendLines(exchange, rows(exchange.sim.world, days));
    },
  },
  {
    method: 'GET',
    pattern: /^\/truth\/cursor\/seats$/,
    handle: exchange => {
      const { world } = exchange.sim;
      const today = toDayNumber(world.today());
      sendJson(exchange, 200, {
        today: world.today(),
        // Cursor names every holder, and nobody's first day.
        withoutAssignee: 0,
        seats: [...world.cursorMembers()].map(({ member, removed }) => ({
          ...who(world, member),
          from: toDay(member.from),
          to: member.to === undefined ? null : toDay(member.to),
          listed: !removed && member.from <= today,
          pendingCancellation: null,
        })),
      });
    },
  },
];

function* rows(world: World, days: string[]) {
  for (const day of days) {
    for (const { member, actual, revealed } of world.cursor(day)) {
      yield {
        day,
        tool: toolRef(CURSOR_TOOL),
        ...who(world, member),
        actual: truthOf(actual),
        revealed: revealed ? truthOf(revealed) : null,
      };
    }
  }
}

function truthOf({ counts, events }: CursorDay): TruthDay {
  const sum = (of: 'input' | 'output' | 'cacheRead' | 'cacheWrite') =>
    events.reduce((total, it) => total + (it.tokens?.[of] ?? 0), 0);
  const counters = {
    ...counts,
    requests: counts
      ? counts.composerRequests + counts.chatRequests + counts.agentRequests
      : 0,
    inputTokens: sum('input'),
    outputTokens: sum('output'),
    cacheReadTokens: sum('cacheRead'),
    cacheWriteTokens: sum('cacheWrite'),
  };
  return {
    active:
      Object.values(counters).some(count => count > 0) ||
      events.some(it => it.charged > 0),
    counters,
    amounts: events.map(({ chargeable, charged, model }) => ({
      kind: chargeable ? ('usage' as const) : ('value' as const),
      unit: 'cents' as const,
      amount: decimalText(charged),
      model,
    })),
  };
}
