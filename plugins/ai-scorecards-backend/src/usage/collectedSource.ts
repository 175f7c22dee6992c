import type {
  OutcomeSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';

/** Whatever is collected day by day: what vendors tell of their tools, and what code hosts tell of the work. */
export type CollectedSource = Source | OutcomeSource;

/** The entity ref of the tool that a source is about; null for one that is about none. */
export function toolOf(source: CollectedSource): string | null {
  return source.kind === 'outcomes' ? null : source.tool;
}

/**
 * Days of work that figures look back over: four weeks that are scored, two that changes take to fail, and 26 for the
 * own baseline before them, with two to spare.
 */
const OUTCOME_DAYS = 7 * (4 + 2 + 26 + 2);

/** How many days before today history of a source is wanted for, of those that configuration asks for. */
export function backfillDaysOf(
  kind: CollectedSource['kind'],
  configured: number,
): number {
  return kind === 'outcomes' ? Math.min(configured, OUTCOME_DAYS) : configured;
}
