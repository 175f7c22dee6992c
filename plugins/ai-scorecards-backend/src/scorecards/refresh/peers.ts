import { PublishedWeek, rate } from 'backstage-plugin-ai-scorecards-common';
import { PeerRow } from '../store';

/** A band needs at least so many teams. */
const LEAST_TEAMS = 5;
/** Weeks that the headline sums. */
const HEADLINE_WEEKS = 4;

/** A team without teams below it, with what its peers compare; null where it shows nothing of it. */
export interface Peer {
  teamType: string;
  weeklyActiveRate: number | null;
  costPerActiveDeveloper: number | null;
}

/** The p-quantile of sorted values, between neighbours in proportion. */
export function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** A team's headline rate as others may see it, its ends clamped; null without four whole weeks. */
export function headlineRate(weeks: readonly PublishedWeek[]): number | null {
  const usable = weeks.filter(
    week => week.state === 'ok' && week.licensed.shown,
  );
  if (usable.length < HEADLINE_WEEKS) return null;
  const people = usable.map(week => week.licensed.people);
  return rate(
    usable.reduce((sum, week) => sum + week.licensed.active, 0),
    people.reduce((sum, count) => sum + count, 0),
    Math.min(...people),
  ).value;
}

/** Quartiles by team type over teams that show the metric, from five teams on. */
export function peerRows(peers: readonly Peer[]): PeerRow[] {
  const metrics = ['weeklyActiveRate', 'costPerActiveDeveloper'] as const;
  const types = [...new Set(peers.map(peer => peer.teamType))].sort();
  return metrics.flatMap(metric =>
    types.flatMap(teamType => {
      const values = peers
        .filter(peer => peer.teamType === teamType)
        .map(peer => peer[metric])
        .filter((value): value is number => value !== null)
        .sort((a, b) => a - b);
      return values.length < LEAST_TEAMS
        ? []
        : [
            {
              metric,
              teamType,
              teams: values.length,
              p25: quantile(values, 0.25),
              p50: quantile(values, 0.5),
              p75: quantile(values, 0.75),
            },
          ];
    }),
  );
}
