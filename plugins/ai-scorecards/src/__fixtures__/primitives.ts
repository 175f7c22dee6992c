import {
  addDays,
  type Figure,
  type FigureState,
  type Unit,
} from 'backstage-plugin-ai-scorecards-common';

/** Monday of the last complete week in all fixtures, and the Sunday that ends it. */
export const WEEK = '2026-11-16';
export const THROUGH = '2026-11-22';
export const MONTH = '2026-10';

export const copilot = 'resource:default/github-copilot';
export const claude = 'resource:default/claude-code';
export const cursor = 'resource:default/cursor';
export const oldTool = 'resource:default/tab-helper';

export const teamRef = {
  ref: 'group:default/payments-core',
  title: 'Payments Core',
  type: 'team',
};
export const parentRef = {
  ref: 'group:default/payments',
  title: 'Payments',
  type: 'division',
};

/** A figure with a value. */
export function figure(
  value: number,
  unit: Unit,
  more: Partial<Figure> = {},
): Figure {
  return { state: 'ok', value, bound: null, unit, ...more };
}

/** A figure without one, and why. */
export function noFigure(
  state: FigureState,
  unit: Unit,
  reason?: string,
): Figure {
  return { state, value: null, bound: null, unit, ...(reason && { reason }) };
}

/** Mondays of the `count` weeks up to the last complete one, oldest first. */
export function mondays(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    addDays(WEEK, 7 * (index - count + 1)),
  );
}

export const freshness = {
  through: THROUGH,
  month: MONTH,
  sources: [
    {
      id: 'github/usage',
      title: 'GitHub Copilot usage',
      state: 'current' as const,
      lastDay: '2026-11-22',
    },
    {
      id: 'anthropic/usage',
      title: 'Claude Code usage',
      state: 'current' as const,
      lastDay: '2026-11-22',
    },
  ],
  progress: null,
  workingOut: false,
};

export const coverage = { accounts: 0.96, cost: 0.98, provisional: false };
