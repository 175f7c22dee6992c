import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import { exceptionRules } from './exceptionRules';
import { practicesOf } from './practicesSchema';
import { configSchema } from './schema';
import { AiScorecardsConfig } from './types';

const ROOT = 'aiScorecards';

/** One cent a credit: the vendor's own exchange of credits for US dollars. */
const CREDIT_PRICE_MICROS = 10_000;

/**
 * Returns the checked settings with defaults filled in. Throws an InputError that holds one sentence for each fault,
 * with its path. A faulty `aiScorecards.sources` is not looked at here: it disables that source alone.
 */
export function readConfig(rootConfig: Config): AiScorecardsConfig {
  const parsed = configSchema.safeParse(rootConfig.getOptional(ROOT) ?? {});
  if (!parsed.success) {
    throw new InputError(parsed.error.issues.flatMap(sentences).join('\n'));
  }
  const { teamTypes = {}, ...organisation } = parsed.data.metrics ?? {};
  const { roles, privacy, identity, org, calendar } = parsed.data;
  const retentionDays = privacy?.retentionDays ?? 800;
  return {
    teams: { types: parsed.data.teams?.types ?? ['team'] },
    people: { countedAs: parsed.data.people?.countedAs },
    roles: {
      finance: roles?.finance ?? [],
      operators: roles?.operators ?? [],
      admins: roles?.admins ?? [],
      practiceLeads: roles?.practiceLeads ?? [],
      auditors: roles?.auditors ?? [],
    },
    exceptions: {
      rules: exceptionRules(
        parsed.data.exceptions ?? {},
        calendar?.holidays ?? [],
      ),
      logKey: parsed.data.exceptions?.logKey ?? null,
    },
    privacy: {
      minimumGroupSize: privacy?.minimumGroupSize ?? 5,
      individuals: privacy?.individuals ?? 'self',
      retentionDays,
    },
    identity: {
      minimumCoverage: identity?.minimumCoverage ?? 0.9,
      annotations: identity?.annotations ?? [],
    },
    org: { history: org?.history ?? {}, leadRelation: org?.leadRelation },
    // What would be deleted at once is not asked for.
    backfillDays: Math.min(parsed.data.backfillDays ?? 400, retentionDays),
    contracts: (parsed.data.contracts ?? []).map(contract => ({
      tool: contract.tool,
      model: contract.model,
      currency: contract.currency,
      prices: contract.prices
        .map(({ from, perSeatMonth }) => ({
          from,
          perSeatMonthMicros: perSeatMonth,
        }))
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
      seatsBought: contract.seatsBought ?? null,
      includedCreditsPerSeat: contract.includedCreditsPerSeat ?? null,
      creditPriceMicros: contract.creditPrice ?? CREDIT_PRICE_MICROS,
      creditTerms: contract.creditTerms
        .map(({ from, includedPerSeat, price }) => ({
          from,
          includedPerSeat,
          priceMicros: price ?? null,
        }))
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
      renewsOn: contract.renewsOn ?? null,
      licensedGroups: contract.licensedGroups,
      commitments: contract.commitments
        .map(({ from, amount }) => ({ from, amountMicros: amount }))
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
    })),
    costCentres: (parsed.data.costCentres ?? []).map(mapping => ({
      ...mapping,
      from: mapping.from ?? null,
      to: mapping.to ?? null,
    })),
    precedence: {
      tools: Object.fromEntries(
        (parsed.data.precedence ?? []).map(({ tool, doors }) => [tool, doors]),
      ),
      configured: Object.keys(parsed.data.sources ?? {}),
    },
    metrics: { organisation, teamTypes },
    calendar: {
      country: calendar?.country ?? 'none',
      holidays: calendar?.holidays ?? [],
    },
    practices: practicesOf(parsed.data.practices ?? {}),
  };
}

const TYPE_WORDS: Record<string, string> = {
  object: 'a group of settings',
  record: 'a group of settings',
  array: 'a list',
  string: 'text',
};

function sentences(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      key =>
        `${pathOf([...issue.path, key])} is not a setting of AI Scorecards`,
    );
  }
  return [`${pathOf(issue.path)} ${wordsOf(issue)}`];
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && /^Invalid input/.test(issue.message)) {
    return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
  }
  return /^(must|is) /.test(issue.message)
    ? issue.message
    : `is not valid: ${issue.message}`;
}

/** `['contracts', 0, 'tool']` as `aiScorecards.contracts[0].tool`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    ROOT,
  );
}
