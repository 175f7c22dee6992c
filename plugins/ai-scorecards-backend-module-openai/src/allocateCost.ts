import {
  compareKeys,
  formatMicros,
  splitByWeight,
  toMicros,
} from 'backstage-plugin-ai-scorecards-common';
import { Amount, CostRecord } from 'backstage-plugin-ai-scorecards-node';
import { ProjectUse } from './usageResult';

/** A use with its part of what its project cost. */
export interface CostedUse {
  use: ProjectUse;
  amounts: Amount[];
}

/**
 * Divides what each project cost on a day between the uses of it, by their tokens and the largest remainder. A line of
 * the bill is rounded once, as the bill's own are, so that shares add up to it to the micro-unit. Keys that name no user
 * have their share too. What a project without tokens cost stays billed without a person.
 */
export function allocateCost(
  uses: readonly ProjectUse[],
  lines: readonly CostRecord[],
): CostedUse[] {
  const costs = costByProject(lines);
  const result: CostedUse[] = uses.map(use => ({ use, amounts: [] }));
  const byProject = new Map<string, CostedUse[]>();
  for (const costed of result) {
    const project = costed.use.project ?? '';
    const known = byProject.get(project);
    if (known) known.push(costed);
    else byProject.set(project, [costed]);
  }
  for (const [project, costed] of byProject) {
    const isUsed = costed.some(({ use }) => use.tokens > 0);
    for (const [currency, micros] of costs.get(project) ?? []) {
      if (isUsed) share(costed, micros, currency);
    }
  }
  return result;
}

function share(costed: CostedUse[], micros: number, currency: string): void {
  const parts = costed.map(({ use }) => ({
    key: `${use.userId ?? ''} ${use.model ?? ''}`,
    weight: use.tokens,
  }));
  const shares = splitByWeight(micros, parts);
  costed.forEach(({ use, amounts }, i) => {
    amounts.push({
      kind: 'usage',
      source: 'estimate',
      exact: formatMicros(shares[i]),
      currency,
      ...(use.model && { model: use.model }),
    });
  });
}

/** Micro-units by project and currency. */
function costByProject(
  lines: readonly CostRecord[],
): Map<string, Map<string, number>> {
  const costs = new Map<string, Map<string, number>>();
  for (const { workspace, amount } of lines) {
    const project = workspace ?? '';
    const ofProject = costs.get(project) ?? new Map<string, number>();
    const micros =
      (ofProject.get(amount.currency) ?? 0) + toMicros(amount.exact);
    costs.set(project, ofProject.set(amount.currency, micros));
  }
  return costs;
}

/** Uses of one user, model and project as one, in an order that does not depend on the answer's. */
export function joinUses(uses: readonly ProjectUse[]): ProjectUse[] {
  const joined = new Map<string, ProjectUse>();
  for (const use of uses) {
    const key = JSON.stringify([use.project, use.userId, use.model]);
    const known = joined.get(key);
    joined.set(key, known ? addUses(known, use) : use);
  }
  return [...joined]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([, use]) => use);
}

function addUses(a: ProjectUse, b: ProjectUse): ProjectUse {
  const add = (one: number | null, other: number | null) =>
    one === null || other === null ? one ?? other : one + other;
  return {
    ...a,
    tokensIn: add(a.tokensIn, b.tokensIn),
    tokensCacheRead: add(a.tokensCacheRead, b.tokensCacheRead),
    tokensCacheWrite: add(a.tokensCacheWrite, b.tokensCacheWrite),
    tokensOut: add(a.tokensOut, b.tokensOut),
    tokens: a.tokens + b.tokens,
  };
}
