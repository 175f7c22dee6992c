import { Status } from '../contract';
import { CostRatioBands } from './bands';
import { MetricDefinition } from './definition';

/** Seat and usage cost of the team's developers in a month, per active person-month. */
export const costPerActiveDeveloper: MetricDefinition = {
  id: 'costPerActiveDeveloper',
  title: 'Cost per active developer',
  version: 1,
  formula:
    "Seat cost and usage cost of the team's developers in the calendar month, divided by their active person-months. A developer with an AI action counts for each day on the roster, shared between their direct teams exactly as their money is.",
  unit: 'micro-usd',
  direction: 'down',
};

/** What the ratio to the benchmark says. A benchmark is a baseline, not a cap: a team above it explains. */
export function costRatioStatus(
  ratio: number,
  bands: CostRatioBands,
): { status: Status; reason: string } {
  const times = (value: number) => `${Math.round(value * 10) / 10} ×`;
  if (ratio > bands.worthATalkAbove) {
    return {
      status: 'worth-a-talk',
      reason: `${times(ratio)} the benchmark, above ${times(
        bands.worthATalkAbove,
      )}: finance and the team look at it together.`,
    };
  }
  if (ratio > bands.watchAbove) {
    return {
      status: 'watch',
      reason: `${times(ratio)} the benchmark, above ${times(
        bands.watchAbove,
      )}.`,
    };
  }
  return {
    status: 'on-track',
    reason: `${times(ratio)} the benchmark.`,
  };
}
