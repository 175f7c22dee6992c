import { addDays } from '../time';
import type { ExceptionRules } from './rules';

type RadarRules = Pick<ExceptionRules, 'radar'>;

/** A live exception as the radar sees it. */
export interface RadarException {
  tool: string;
  title: string;
  team: string;
  seats: number;
  /** UTC day. */
  from: string;
  /** Active, with no condition breached. */
  healthy: boolean;
}

/** A tool's use over the last year, as far as it is shown. */
export interface RadarUse {
  tool: string;
  title: string;
  /** Mondays with the developers who used the tool, oldest first. */
  weeks: readonly { week: string; active: number }[];
}

export interface RadarProposal {
  kind: 'graduation' | 'sunset';
  tool: { ref: string; title: string };
  sentence: string;
}

/**
 * Proposes as the next approved tools those that enough teams have had by healthy exceptions for long enough.
 * Thresholds: `aiScorecards.exceptions.radar`.
 */
export function graduations(
  live: readonly RadarException[],
  today: string,
  { radar }: RadarRules,
): RadarProposal[] {
  const since = addDays(today, -radar.healthyDays);
  const byTool = new Map<string, RadarException[]>();
  for (const each of live) {
    if (!each.healthy || each.from > since) continue;
    byTool.set(each.tool, [...(byTool.get(each.tool) ?? []), each]);
  }
  return [...byTool].flatMap(([ref, found]) => {
    const teams = new Set(found.map(({ team }) => team)).size;
    const seats = found.reduce((sum, each) => sum + each.seats, 0);
    const { title } = found[0];
    return teams < radar.graduationTeams
      ? []
      : [
          {
            kind: 'graduation' as const,
            tool: { ref, title },
            sentence: `${teams} teams, ${seats} seats, healthy for ${radar.healthyDays} days: propose ${title} as approved.`,
          },
        ];
  });
}

/**
 * Proposes for retirement tools whose use has stayed at a small share of its peak. Thresholds:
 * `aiScorecards.exceptions.radar`.
 */
export function sunsets(
  tools: readonly RadarUse[],
  today: string,
  { radar }: RadarRules,
): RadarProposal[] {
  const since = addDays(today, -radar.sunsetDays);
  return tools.flatMap(({ tool: ref, title, weeks }) => {
    const peak = Math.max(0, ...weeks.map(({ active }) => active));
    const late = weeks.filter(({ week }) => week >= since);
    const isGone =
      peak > 0 &&
      // Weeks that are not known are no sign of leaving.
      late.length * 7 >= radar.sunsetDays - 7 &&
      late.every(({ active }) => active <= peak * radar.sunsetShare);
    const now = late[late.length - 1]?.active ?? 0;
    return isGone
      ? [
          {
            kind: 'sunset' as const,
            tool: { ref, title },
            sentence: `${title} fell from ${peak} developers a week to ${now}, for ${radar.sunsetDays} days: propose to retire it.`,
          },
        ]
      : [];
  });
}
