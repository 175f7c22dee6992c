import { HeadlineMetricId, Unit } from '../contract';

/** Where a number that others chose comes from. */
export interface Reference {
  source: string;
  /** UTC day on which it was taken over; prices and medians move. */
  sourceDate: string;
}

/** A goal, shown beside the figure. */
export interface Target extends Reference {
  value: number;
  /** "≥ 71 %" */
  text: string;
}

/**
 * A versioned definition. A change of formula, bands or price raises `version`; stored snapshots keep the version
 * they were made with, and charts mark the change.
 */
export interface MetricDefinition {
  id: HeadlineMetricId;
  title: string;
  version: number;
  /** The formula in words. */
  formula: string;
  unit: Unit;
  /** Which way is better; `none` where only a question follows. */
  direction: 'up' | 'down' | 'none';
}
