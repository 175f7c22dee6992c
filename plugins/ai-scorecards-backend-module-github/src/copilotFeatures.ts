import { UsageFeature } from 'backstage-plugin-ai-scorecards-node';
import { type CopilotRow, hasActivity } from './copilotRowSchema';

/** How GitHub's feature names read in the project's; a name that is not here falls under {@link featureOf}. */
const FEATURES: Record<string, UsageFeature> = {
  code_completion: 'completion',
  chat_panel_agent_mode: 'agent',
  agent_edit: 'agent',
  copilot_cli: 'cli',
  code_review: 'review',
};

function featureOf(name: string): UsageFeature {
  return FEATURES[name] ?? (name.startsWith('chat_') ? 'chat' : 'other');
}

/**
 * The features of a row, and whether it proves an AI action by itself: a known `used_*` flag, or one of the counters
 * that the project keeps no figure of (chat modes, requests on the command line, agents of third parties).
 */
export function copilotFeatures(row: CopilotRow): {
  features: ReadonlySet<UsageFeature>;
  flagged: boolean;
} {
  const proofs: [UsageFeature, boolean][] = [
    ['chat', row.used_chat === true],
    ['agent', row.used_agent === true],
    ['cli', row.used_cli === true],
    ['agent', row.used_copilot_coding_agent === true],
    ['agent', row.used_copilot_cloud_agent === true],
    ['review', row.used_copilot_code_review_active === true],
    ['other', row.used_copilot_app === true],
    ['agent', above(row.chat_panel_agent_mode)],
    [
      'chat',
      [
        row.chat_panel_ask_mode,
        row.chat_panel_edit_mode,
        row.chat_panel_plan_mode,
        row.chat_panel_custom_mode,
        row.chat_panel_unknown_mode,
      ].some(above),
    ],
    [
      'cli',
      above(row.totals_by_cli?.request_count) ||
        above(row.totals_by_cli?.prompt_count),
    ],
    ['agent', (row.totals_by_3rd_party_agent ?? []).some(countsSomething)],
    ['other', countsSomething(row.totals_by_copilot_app ?? {})],
  ];
  const flagged = proofs.some(([, proved]) => proved);
  const features = new Set(
    proofs.filter(([, proved]) => proved).map(([feature]) => feature),
  );
  for (const entry of row.totals_by_feature ?? []) {
    if (entry.feature && entry.feature !== 'others' && hasActivity(entry)) {
      features.add(featureOf(entry.feature));
    }
  }
  if (above(row.totals_by_cli?.session_count)) {
    features.add('cli');
  }
  return { features, flagged };
}

function above(value: number | null | undefined): boolean {
  return typeof value === 'number' && value > 0;
}

/** For parts whose fields GitHub has not settled: any count in it, by the ends of GitHub's names for counts. */
function countsSomething(part: Record<string, unknown>): boolean {
  return Object.entries(part).some(
    ([key, value]) =>
      /_(count|sum)$/.test(key) && typeof value === 'number' && value > 0,
  );
}
