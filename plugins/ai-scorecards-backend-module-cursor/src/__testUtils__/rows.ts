import { failureWithout } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { CursorSettings } from '../settings';

/** What tests use as key, also as a header carries it. */
export const SECRETS = new RegExp(
  `key_never_to_be_seen|${Buffer.from('key_never_to_be_seen:').toString(
    'base64',
  )}`,
);

/** Settings as the configuration gives them. */
export function settingsFor(
  changes: Partial<CursorSettings> = {},
): CursorSettings {
  return {
    requestsPerMinute: 100_000,
    baseUrl: 'https://api.cursor.com',
    apiKey: 'key_never_to_be_seen',
    tool: 'resource:default/cursor',
    ...changes,
  };
}

/** A member's row of the daily usage in Cursor's shape, with what a test wants to be otherwise. */
export function dailyRow(changes: Record<string, unknown> = {}) {
  return {
    userId: 70101,
    day: '2026-09-21',
    date: 1789948800000,
    isActive: true,
    totalLinesAdded: 410,
    totalLinesDeleted: 96,
    acceptedLinesAdded: 301,
    acceptedLinesDeleted: 80,
    totalApplies: 21,
    totalAccepts: 17,
    totalRejects: 4,
    totalTabsShown: 140,
    totalTabsAccepted: 91,
    composerRequests: 12,
    chatRequests: 30,
    agentRequests: 8,
    cmdkUsages: 6,
    subscriptionIncludedReqs: 44,
    apiKeyReqs: 1,
    usageBasedReqs: 6,
    bugbotUsages: 2,
    mostUsedModel: 'gpt-9',
    applyMostUsedExtension: '.ts',
    tabMostUsedExtension: '.tsx',
    clientVersion: '3.4.1',
    email: 'Ada@Example.com',
    ...changes,
  };
}

/** The row of a member who did nothing: there, with every count at zero. */
export function idleRow(changes: Record<string, unknown> = {}) {
  const counts = Object.entries(dailyRow()).filter(
    ([key, value]) =>
      typeof value === 'number' && key !== 'userId' && key !== 'date',
  );
  return dailyRow({
    ...Object.fromEntries(counts.map(([key]) => [key, 0])),
    userId: 70102,
    email: 'idle@example.com',
    isActive: false,
    mostUsedModel: null,
    applyMostUsedExtension: null,
    tabMostUsedExtension: null,
    clientVersion: null,
    ...changes,
  });
}

/** 13:20 UTC on the day of {@link dailyRow}, as events write it. */
export const MOMENT = String(Date.parse('2026-09-21T13:20:00.250Z'));

/** A usage event in Cursor's shape. */
export function usageEvent(changes: Record<string, unknown> = {}) {
  return {
    timestamp: MOMENT,
    userEmail: 'Ada@Example.com',
    conversationId: '00000000-0000-4000-8000-000000000007',
    model: 'claude-9-sonnet',
    kind: 'Usage-based',
    maxMode: true,
    requestsCosts: 4,
    isTokenBasedCall: true,
    isChargeable: true,
    isHeadless: false,
    tokenUsage: {
      inputTokens: 210,
      outputTokens: 640,
      cacheWriteTokens: 5003,
      cacheReadTokens: 12007,
      totalCents: 17.30121,
    },
    chargedCents: 18.40121,
    cursorTokenFee: 1.1,
    ...changes,
  };
}

/** The error of a promise that has to fail with a SourceError, in which the key may not stand. */
export const failureOf = failureWithout(SECRETS);
