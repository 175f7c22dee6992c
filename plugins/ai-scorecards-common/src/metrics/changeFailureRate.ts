import { MetricDefinition } from './definition';

/** Share of merged changes that were reverted, hot-fixed or tied to an incident. */
export const changeFailureRate: MetricDefinition = {
  id: 'changeFailureRate',
  title: 'Change failure',
  version: 2,
  formula:
    "Changes of the team's developers, merged in the four complete weeks that end two weeks before the scored one ends, that were reverted, hot-fixed or tied to an incident or a defect, divided by all such changes. A change that an agent opened counts for whom it worked. AI-assisted and other failure are set beside each other and against the same ratio over the 26 weeks before.",
  unit: 'ratio',
  direction: 'down',
};
