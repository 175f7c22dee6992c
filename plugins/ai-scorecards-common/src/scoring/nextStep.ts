import type { HeadlineMetric, NextStep, TeamTool } from '../contract';
import type { ScorecardInput } from './input';

/** What to do about the active rate, when it is not on track. */
export function activeStep(
  metric: HeadlineMetric,
  tools: TeamTool[],
  input: ScorecardInput,
): NextStep | null {
  if (metric.status === 'worth-a-talk') {
    const lead = input.team.leads[0];
    return {
      text: 'Talk about what is in the way',
      ...(lead && { owner: lead }),
    };
  }
  if (metric.status !== 'watch') return null;
  const tool = tools.find(
    candidate =>
      candidate.policy === 'default' &&
      (candidate.links.setUp ?? candidate.links.help),
  );
  const href = tool?.links.setUp ?? tool?.links.help;
  return tool && href
    ? { text: `Help colleagues to set up ${tool.title}`, href }
    : { text: 'Ask who would like help to get started' };
}

/** What to do about the cost, when it is above its benchmark. */
export function costStep(
  metric: HeadlineMetric,
  finance: string | null,
): NextStep | null {
  if (metric.status !== 'worth-a-talk' && metric.status !== 'watch')
    return null;
  return {
    text:
      metric.status === 'worth-a-talk'
        ? 'Look at cost by tool together with finance'
        : 'Look at cost by tool',
    href: '#cost',
    ...(finance && { owner: finance }),
  };
}

const ORDER = ['worth-a-talk', 'watch'];

/** The one step of the whole scorecard: of the worst metric, the first of equals. */
export function worstStep(metrics: HeadlineMetric[]): NextStep | null {
  for (const status of ORDER) {
    const found = metrics.find(
      metric => metric.status === status && metric.nextStep,
    );
    if (found) return found.nextStep;
  }
  return null;
}
