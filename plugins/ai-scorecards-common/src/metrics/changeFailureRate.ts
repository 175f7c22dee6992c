import { MetricDefinition } from './definition';

/** Share of merged changes that were reverted, hot-fixed or tied to an incident. */
export const changeFailureRate: MetricDefinition = {
  id: 'changeFailureRate',
  title: 'Change failure',
  version: 1,
  formula:
    'Merged changes at least 14 days old that were reverted, hot-fixed or tied to an incident, divided by all such changes.',
  unit: 'ratio',
  direction: 'down',
};
