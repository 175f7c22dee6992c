import { CURSOR_TOOL, toolRef } from '../organisation/tools';
import { World } from '../world';
import { cursorAccount, CursorCounts, CursorEvent } from '../world/cursor';
import { dollars, PushedRow } from './pushedRow';

/** What everybody did with Cursor on a UTC day, as a script of an organisation would push it. */
export function cursorRows(world: World, day: string): PushedRow[] {
  return [...world.cursor(day)].flatMap(({ member, actual }) =>
    [
      ...(actual.counts ? [counts(actual.counts)] : []),
      ...actual.events.map(eventRow),
    ].map((fields, part) => ({
      tool: toolRef(CURSOR_TOOL),
      day,
      ...cursorAccount(member),
      id: `${day}/${member.account}/${part}`,
      ...fields,
    })),
  );
}

function counts(of: CursorCounts): PushedRow {
  return {
    interactions: of.composerRequests + of.chatRequests + of.agentRequests,
    suggestions: of.tabsShown,
    acceptances: of.tabsAccepted,
    linesAdded: of.linesAdded,
    linesRemoved: of.linesRemoved,
    features: of.agentRequests > 0 ? ['agent', 'completion'] : [],
  };
}

function eventRow({ model, tokens, charged, chargeable }: CursorEvent) {
  return {
    model,
    ...(tokens && {
      tokensIn: tokens.input,
      tokensOut: tokens.output,
      tokensCacheRead: tokens.cacheRead,
      tokensCacheWrite: tokens.cacheWrite,
    }),
    [chargeable ? 'usageAmount' : 'valueAmount']: dollars(charged),
  };
}
