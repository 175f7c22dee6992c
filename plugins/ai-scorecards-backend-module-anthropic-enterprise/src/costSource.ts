import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { CostRecord, CostSource } from 'backstage-plugin-ai-scorecards-node';
import { Question } from './analyticsApi';
import { AnalyticsSource } from './AnalyticsSource';
import { COST_NUMBERS_AS_TEXT, parseCostRow, PRODUCT } from './costRow';

export const ENTERPRISE_COST = {
  id: 'anthropic-enterprise-cost',
  title: 'Claude Enterprise cost',
} as const;

/** Anthropic revises the cost of a day for so long. */
const RESTATED_FOR_DAYS = 30;

/** What Claude Code costs by person and UTC day, from the analytics of a Claude Enterprise organisation. */
export class EnterpriseCostSource
  extends AnalyticsSource<CostRecord>
  implements CostSource
{
  readonly kind = 'cost';
  readonly id = ENTERPRISE_COST.id;
  readonly title = ENTERPRISE_COST.title;
  readonly restatedForDays = RESTATED_FOR_DAYS;

  protected question(day: string): Question {
    return {
      what: `the cost of ${day}`,
      path: '/user_cost_report',
      query: [
        ['starting_at', `${day}T00:00:00Z`],
        ['ending_at', `${addDays(day, 1)}T00:00:00Z`],
        ['bucket_width', '1d'],
        ['group_by[]', 'product'],
        ['group_by[]', 'model'],
        ['products[]', PRODUCT],
      ],
      numbersAsText: COST_NUMBERS_AS_TEXT,
    };
  }

  protected parse(entry: unknown, day: string) {
    return parseCostRow(entry, day);
  }
}
