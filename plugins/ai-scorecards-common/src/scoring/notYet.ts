import type { HeadlineMetric } from '../contract';
import type { MetricDefinition } from '../metrics';
import { missing } from './figure';

/** A headline metric that a later version measures: in the contract, and not drawn. */
export function notYetCollected(metric: MetricDefinition): HeadlineMetric {
  return {
    id: metric.id,
    title: metric.title,
    unit: metric.unit,
    direction: metric.direction,
    definition: { version: metric.version, formula: metric.formula },
    figure: missing('not-yet-collected', metric.unit),
    status:
      metric.id === 'practiceLevel' ? 'not-assessed-yet' : 'not-known-yet',
    reasons: [],
    change: null,
    sparkline: [],
    inputs: [],
    population: { people: null, leftOut: 0, countedInEach: false },
    target: null,
    peers: null,
    nextStep: null,
  };
}
