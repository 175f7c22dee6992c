import type {
  OrganisationScorecard,
  OrganisationSpend,
  OrganisationSpendQuery,
  SpendMonth,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';
import { scorecard } from './scorecard';

const dollars = (amount: number) => amount * 1_000_000;

const part = (
  kind: SpendPart['kind'],
  id: string,
  title: string,
  seat: number | null,
  usage: number | null,
): SpendPart => ({
  kind,
  id,
  title,
  seatMicros: seat === null ? null : dollars(seat),
  usageMicros: usage === null ? null : dollars(usage),
  valueMicros: null,
});

const PARTS: Record<OrganisationSpend['groupBy'], SpendPart[]> = {
  team: [
    part('team', 'group:default/ledger', 'Ledger', 190, 410),
    part('team', 'group:default/payments', 'Payments', 380, 1200),
    part('rest', 'teams', 'Teams that do not show it on their own', 57, null),
    part('bucket', 'unresolved', 'Unknown accounts', 19, 90),
  ],
  tool: [
    part('tool', 'resource:default/claude-code', 'Claude Code', null, 1700),
    part('tool', 'resource:default/github-copilot', 'GitHub Copilot', 646, 0),
  ],
  model: [
    part('model', 'claude-opus-5', 'claude-opus-5', null, 1100),
    part(
      'rest',
      'other-models',
      'Other models, and what is told of none',
      646,
      600,
    ),
  ],
};

const month = (name: string, parts: SpendPart[]): SpendMonth => ({
  month: name,
  complete: true,
  closed: false,
  seatMicros: dollars(646),
  usageMicros: dollars(1700),
  valueMicros: dollars(900),
  parts,
});

/** Three months, all alike. */
export function organisationSpend(
  query: Partial<Pick<OrganisationSpendQuery, 'groupBy'>> = {},
): OrganisationSpend {
  const groupBy = query.groupBy ?? 'team';
  return {
    currency: 'USD',
    groupBy,
    months: ['2026-08', '2026-09', '2026-10'].map(name =>
      month(name, PARTS[groupBy]),
    ),
  };
}

export const organisationScorecard: OrganisationScorecard = {
  week: scorecard.week,
  definitionVersion: scorecard.definitionVersion,
  computedAt: scorecard.computedAt,
  headline: scorecard.headline.filter(({ id }) => id !== 'practiceLevel'),
  adoption: scorecard.adoption,
  cost: scorecard.cost,
  coverage: scorecard.coverage,
  freshness: scorecard.freshness,
  notice: null,
  access: 'full',
  sentence:
    '1,312 of 1,870 licensed developers were active in the week of 2026-11-09 (2 of 3 tools, 93 % matched).',
  tools: scorecard.tools.map(({ tool, title, vendor, policy, activeRate }) => ({
    tool,
    title,
    vendor,
    policy,
    activeRate,
  })),
  spend: month('2026-10', [
    part('rest', 'teams', 'People with a team', 627, 1610),
    part('bucket', 'unresolved', 'Unknown accounts', 19, 90),
  ]),
};
