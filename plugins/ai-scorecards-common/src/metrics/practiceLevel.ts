import { MetricDefinition } from './definition';

/** Practice maturity, level 0 to 4. */
export const practiceLevel: MetricDefinition = {
  id: 'practiceLevel',
  title: 'Practice level',
  version: 1,
  formula:
    'The highest level for which every required, applicable check of it and of the levels below passes.',
  unit: 'level',
  direction: 'up',
};
