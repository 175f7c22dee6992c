import {
  UnreadableRecord,
  UsageRecord,
  UsageSource,
} from 'backstage-plugin-ai-scorecards-node';
import { Question } from './analyticsApi';
import { AnalyticsSource } from './AnalyticsSource';
import { parseUserRow } from './userRow';

export const ENTERPRISE_USAGE = {
  id: 'anthropic-enterprise-usage',
  title: 'Claude Enterprise usage',
} as const;

/** Usage of Claude Code by person and UTC day, from the analytics of a Claude Enterprise organisation. */
export class EnterpriseUsageSource
  extends AnalyticsSource<UsageRecord>
  implements UsageSource
{
  readonly kind = 'usage';
  readonly id = ENTERPRISE_USAGE.id;
  readonly title = ENTERPRISE_USAGE.title;

  protected question(day: string): Question {
    return {
      what: `the users of ${day}`,
      path: '/users',
      query: [['date', day]],
      numbersAsText: [],
    };
  }

  protected parse(
    entry: unknown,
    day: string,
  ): UsageRecord | UnreadableRecord | undefined {
    const parsed = parseUserRow(entry, day);
    switch (parsed.state) {
      case 'record':
        return parsed.record;
      case 'unreadable':
        return {
          type: 'unreadable',
          raw: JSON.stringify(entry) ?? '',
          reason: parsed.reason,
        };
      default:
        return undefined;
    }
  }
}
