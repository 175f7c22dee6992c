import {
  runsAnalysis,
  runsEvaluation,
} from 'backstage-plugin-ai-scorecards-node';
import { parse } from 'yaml';

/** Triggers by which a workflow runs on pull requests before they merge. */
const ON_PULL_REQUESTS = ['pull_request', 'pull_request_target', 'merge_group'];

/** The names of what starts a workflow; empty for a file that is none. */
export function triggersOf(text: string): string[] {
  let workflow: unknown;
  try {
    workflow = parse(text);
  } catch {
    // GitHub does not run a workflow that it cannot read.
    return [];
  }
  const on: unknown =
    typeof workflow === 'object' && workflow !== null
      ? Reflect.get(workflow, 'on')
      : undefined;
  if (typeof on === 'string') {
    return [on];
  }
  if (Array.isArray(on)) {
    return on.filter(it => typeof it === 'string');
  }
  return typeof on === 'object' && on !== null ? Object.keys(on) : [];
}

/** Whether a workflow runs static analysis on pull requests. */
export const analysesPullRequests = (text: string): boolean =>
  runsAnalysis(text) &&
  triggersOf(text).some(it => ON_PULL_REQUESTS.includes(it));

/** Whether a workflow evaluates instructions or prompts, whatever starts it but a person's hand alone. */
export const evaluatesInstructions = (text: string): boolean =>
  runsEvaluation(text) &&
  triggersOf(text).some(it => it !== 'workflow_dispatch');
