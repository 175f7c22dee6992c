import { addDays, type Me } from 'backstage-plugin-ai-scorecards-common';
import { claude, copilot, parentRef, teamRef, THROUGH } from './primitives';

export const me: Me = {
  user: 'user:default/ada',
  individualFigures: true,
  roles: ['operator'],
  teams: [
    {
      ...teamRef,
      from: '2026-02-01',
      to: null,
      countedAsDeveloper: true,
      assumed: false,
    },
    {
      ref: 'group:default/checkout',
      title: 'Checkout',
      type: 'team',
      from: null,
      to: '2026-02-01',
      countedAsDeveloper: true,
      assumed: true,
    },
  ],
  leads: [parentRef],
  accounts: [
    { namespace: 'github', account: 'ada-l', method: 'login' },
    { namespace: 'anthropic', account: 'ada@example.com', method: 'e-mail' },
  ],
  seats: [
    {
      tool: copilot,
      title: 'GitHub Copilot',
      from: '2026-03-02',
      to: null,
      plan: 'business',
      lastActiveDay: '2026-11-20',
      idle: false,
      answer: null,
    },
    {
      tool: 'resource:default/tab-helper',
      title: 'Tab Helper',
      from: '2026-01-12',
      to: null,
      plan: null,
      lastActiveDay: null,
      idle: true,
      answer: null,
    },
  ],
  activeDays28: 17,
  through: THROUGH,
  days: Array.from({ length: 70 }, (_, index) => ({
    day: addDays(THROUGH, -index),
    tool: index % 2 ? claude : copilot,
    title: index % 2 ? 'Claude Code' : 'GitHub Copilot',
    active: index % 5 !== 0,
    interactions: index % 2 ? null : 12 + index,
    suggestions: index % 2 ? null : 40,
    acceptances: index % 2 ? null : 11,
    sessions: index % 2 ? 2 : null,
    tokens: index % 2 ? 12_345 : null,
    usageCostMicros: index % 2 ? 1_234_567 : null,
    usageValueMicros: null,
  })),
  reads: [
    {
      at: '2026-11-23T08:12:00.000Z',
      by: 'user:default/ada',
      what: 'own data',
    },
  ],
  nudges: [],
  changes: [],
  retentionDays: 800,
};

/** Somebody of whom nothing is known. */
export const nobody: Me = {
  user: 'user:default/new-joiner',
  individualFigures: true,
  roles: [],
  teams: [],
  leads: [],
  accounts: [],
  seats: [],
  activeDays28: null,
  through: null,
  days: [],
  reads: [],
  nudges: [],
  changes: [],
  retentionDays: 800,
};
