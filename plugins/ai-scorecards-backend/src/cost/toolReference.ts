import {
  COST_REFERENCES,
  CostReference,
} from 'backstage-plugin-ai-scorecards-common';

/**
 * The vendor's own figure of what an active developer costs with a tool; null where none is known. A Copilot seat is of
 * the plan that most seats have.
 */
export function toolReference(
  tool: { ref: string; title: string; vendor: string | null },
  plans: readonly { plan: string | null; seats: number }[],
): CostReference | null {
  const name = `${tool.ref} ${tool.title}`.toLocaleLowerCase('en-US');
  if (name.includes('copilot')) {
    const seats = (wanted: string) =>
      plans
        .filter(({ plan }) => (plan ?? 'business') === wanted)
        .reduce((sum, plan) => sum + plan.seats, 0);
    return COST_REFERENCES[
      seats('enterprise') > seats('business')
        ? 'copilot-enterprise'
        : 'copilot-business'
    ];
  }
  return name.includes('claude') ? COST_REFERENCES['claude-code'] : null;
}
