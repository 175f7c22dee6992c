import { MetricDefinition } from './definition';

/** Merged pull requests per developer-week against the team's own baseline; never compared between teams. */
export const teamOutput: MetricDefinition = {
  id: 'teamOutput',
  title: 'Team output',
  version: 2,
  formula:
    "Pull requests that the team's developers opened and that were merged in the last four complete weeks, divided by developer-weeks, against the same over the team's own 26 weeks before, which is 100. What agents and other machines open is nobody's output; lines of code are never counted.",
  unit: 'index',
  direction: 'none',
};
