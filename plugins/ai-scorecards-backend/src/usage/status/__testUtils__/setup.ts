import { ConfigReader } from '@backstage/config';
import { readConfig } from '../../../config';
import type { SetupState } from '../setupChecklist';

export const COPILOT = 'resource:default/github-copilot';
const contract = {
  tool: COPILOT,
  model: 'per-seat',
  prices: [{ from: '2026-01-01', perSeatMonth: '19.00' }],
};
export const roles = {
  operators: ['group:default/platform'],
  finance: ['group:default/finance'],
  admins: ['user:default/ada'],
};
export const tool = (ref: string, title: string) => ({
  ref,
  title,
  present: true,
  policy: 'default' as const,
  fault: null,
});
export const copilotUsage = {
  id: 'github-copilot-usage',
  title: 'GitHub Copilot usage',
  kind: 'usage' as const,
  tool: COPILOT,
  access: 'The token needs the scope read:org.',
};
export const copilotSeats = {
  ...copilotUsage,
  id: 'github-copilot-seats',
  title: 'GitHub Copilot seats',
  kind: 'seats' as const,
  access: 'The token needs the scope manage_billing:copilot.',
};
export const collected = {
  id: 'github-copilot-usage',
  title: 'GitHub Copilot usage',
  kind: 'usage' as const,
  state: 'current' as const,
  sentence: 'Current to 22 Nov.',
  path: null,
  lastDay: '2026-11-22',
};
export const disabled = {
  ...collected,
  kind: 'unknown' as const,
  state: 'disabled' as const,
  sentence: 'must be text',
  path: 'aiScorecards.sources.github.token',
  lastDay: null,
};

export function configOf(settings: object) {
  return readConfig(new ConfigReader({ aiScorecards: settings }));
}

/** A portal that was just installed. */
export const DAY_ONE: SetupState = {
  config: configOf({ roles }),
  privacyWritten: false,
  tools: [],
  organisation: {
    takenAt: null,
    teams: 0,
    people: 0,
    developers: 0,
    faults: [],
  },
  sources: [],
  statuses: [],
  codeHosts: [],
  accounts: { total: 0, unresolved: 0 },
  coverage: { accounts: null, cost: null, provisional: false },
};

/** A portal that is set up. */
export const DONE: SetupState = {
  config: configOf({
    roles,
    contracts: [contract],
    teams: { types: ['team', 'division'] },
    people: { countedAs: { 'metadata.labels.job-family': 'engineering' } },
    exceptions: { boardGroup: 'group:default/ai-board' },
  }),
  privacyWritten: true,
  tools: [tool(COPILOT, 'GitHub Copilot')],
  organisation: {
    takenAt: '2026-11-23T09:00:00.000Z',
    teams: 24,
    people: 300,
    developers: 250,
    faults: [],
  },
  sources: [copilotUsage, copilotSeats],
  statuses: [collected],
  codeHosts: [
    {
      title: 'GitHub',
      state: 'current',
      sentence: 'Read 36 repositories.',
      access: 'Metadata: read',
      repositories: 36,
    },
  ],
  accounts: { total: 200, unresolved: 4 },
  coverage: { accounts: 0.98, cost: 0.96, provisional: false },
};
