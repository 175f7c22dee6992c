import { MetricDefinition } from './definition';

/** Merged pull requests per developer-week against the team's own baseline; never compared between teams. */
export const teamOutput: MetricDefinition = {
  id: 'teamOutput',
  title: 'Team output',
  version: 1,
  formula:
    "Merged pull requests of the team's developers in four complete weeks, divided by developer-weeks, against the team's own preceding 26 weeks.",
  unit: 'index',
  direction: 'none',
};
