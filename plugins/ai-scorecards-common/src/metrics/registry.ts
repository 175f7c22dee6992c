import { changeFailureRate } from './changeFailureRate';
import { costPerActiveDeveloper } from './costPerActiveDeveloper';
import { MetricDefinition } from './definition';
import { practiceLevel } from './practiceLevel';
import { teamOutput } from './teamOutput';
import { weeklyActiveRate } from './weeklyActiveRate';

/** The five headline metrics, in the order in which every scorecard shows them. */
export const HEADLINE_METRICS: readonly MetricDefinition[] = [
  weeklyActiveRate,
  costPerActiveDeveloper,
  teamOutput,
  changeFailureRate,
  practiceLevel,
];

/** Version of the whole set: raised with any definition, so that a snapshot names what it was made by. */
export const DEFINITION_VERSION = HEADLINE_METRICS.reduce(
  (sum, metric) => sum + metric.version,
  -HEADLINE_METRICS.length + 1,
);
