import type { HeadlineMetric } from 'backstage-plugin-ai-scorecards-common';
import type { Format, Words } from '../../hooks';
import { againstBaseline } from './againstBaseline';
import { figureWords } from './figureWords';
import type { FigureWords } from './figureWords';

/** A headline figure in words. Output is told as a direction against the own baseline, a level by its name. */
export interface HeadlineWords extends FigureWords {
  /** `main` for those who hear it, where a sign stands in it. */
  spoken: string | null;
}

/** How a headline figure reads on its tile, on the card and in the drawer behind it. */
export function headlineWords(
  metric: Pick<HeadlineMetric, 'id' | 'figure'>,
  options: { t: Words; format: Format; currency: string; asOf?: string | null },
): HeadlineWords {
  const words = figureWords(metric.figure, options);
  const { value, unit } = metric.figure;
  if (metric.id !== 'teamOutput' || unit !== 'index' || value === null) {
    return { ...words, spoken: null };
  }
  const { sign, spoken } = againstBaseline(value, options);
  return { ...words, main: sign, spoken };
}
