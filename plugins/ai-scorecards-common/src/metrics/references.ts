import { Reference } from './definition';

/** What a vendor says an active developer costs in a month, where too few comparable teams exist. */
export interface CostReference extends Reference {
  /** Micro-units of USD per active developer and month. */
  micros: number;
}

/**
 * By tool vendor and plan. GitHub plan prices: Business 19, Enterprise 39 USD per seat and month. Anthropic's cost
 * documentation: 150 to 250 USD a month for Claude Code, of which the middle is taken.
 */
export const COST_REFERENCES: Readonly<Record<string, CostReference>> = {
  'copilot-business': {
    micros: 19_000_000,
    source: 'GitHub plan price, Copilot Business',
    sourceDate: '2026-11-01',
  },
  'copilot-enterprise': {
    micros: 39_000_000,
    source: 'GitHub plan price, Copilot Enterprise',
    sourceDate: '2026-11-01',
  },
  'claude-code': {
    micros: 200_000_000,
    source: 'Anthropic cost documentation, middle of 150 to 250 USD',
    sourceDate: '2026-11-01',
  },
};
