import {
  addDays,
  ExceptionRules,
  Tool,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { CaseCounts } from '../store/CaseCounts';

const DAYS = 365;

/**
 * Returns why teams asked for something else than the default over the last year, the most frequent reason first, each
 * with who closes the gap and until when, where that is configured. Accessibility is nobody's to know: it counts as other.
 */
export async function whyTeamsLeave(options: {
  counts: Pick<CaseCounts, 'reasonsSince'>;
  rules: Pick<ExceptionRules, 'gaps'>;
  clock: Clock;
}): Promise<Tool['reasons']> {
  const { counts, rules, clock } = options;
  const times = new Map<string, number>();
  const found = await counts.reasonsSince(addDays(today(clock), -DAYS));
  for (const { category, count } of found) {
    const told = category === 'accessibility' ? 'other' : category;
    times.set(told, (times.get(told) ?? 0) + count);
  }
  return [...times]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([category, count]) => {
      const gap = rules.gaps.find(each => each.category === category);
      return {
        category,
        count,
        owner: gap?.owner ?? null,
        closesOn: gap?.closesOn ?? null,
      };
    });
}
