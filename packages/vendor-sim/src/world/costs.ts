import { fraction, hashText } from '../random/hash';
import { ClaudeRow, Tokens, costParts, priceOf } from './claude';

/** One line of the vendor's cost report of a day. */
export interface CostLine {
  description: string;
  costType: 'tokens' | 'web_search';
  model: string | null;
  tokenType: string | null;
  workspace: string | null;
  /** hundred-millionths of a US dollar, a whole number */
  amount: number;
}

export const CLAUDE_CODE_WORKSPACE = 'wrkspc_01AcmeClaudeCodeExample00';

const PARTS: ReadonlyArray<{
  part: keyof Tokens;
  type: string;
  words: string;
}> = [
  { part: 'input', type: 'uncached_input_tokens', words: 'Input Tokens' },
  { part: 'output', type: 'output_tokens', words: 'Output Tokens' },
  {
    part: 'cacheRead',
    type: 'cache_read_input_tokens',
    words: 'Input Tokens, Cache Read',
  },
  {
    part: 'cacheCreation',
    type: 'cache_creation.ephemeral_5m_input_tokens',
    words: 'Input Tokens, Cache Write',
  },
];

const modelTitle = (model: string): string =>
  model
    .split('-')
    .map(word => word[0].toUpperCase() + word.slice(1))
    .join(' ');

/**
 * What the vendor bills for a day. It never equals the estimates: each line
 * is off by some per cent, some use has no workspace and no person, and
 * searches are billed that no estimate knows.
 */
export function costLines(
  seed: number,
  day: number,
  rows: Iterable<ClaudeRow>,
): CostLine[] {
  const used = new Map<string, Tokens>();
  let searches = 0;
  for (const row of rows) {
    if (row.customerType === 'api') {
      searches += row.sessions;
      for (const { model, tokens } of row.models) {
        add(used, model, tokens);
      }
    }
  }
  const lines: CostLine[] = [];
  for (const [model, tokens] of [...used].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const parts = costParts(tokens, priceOf(model, day));
    for (const { part, type, words } of PARTS) {
      const draw = fraction(seed, day, hashText(model), hashText(part));
      const billed = Math.floor(parts[part] * (0.962 + 0.05 * draw)) + 137;
      const line = {
        description: `${modelTitle(model)} Usage - ${words}`,
        costType: 'tokens' as const,
        model,
        tokenType: type,
      };
      lines.push({ ...line, workspace: CLAUDE_CODE_WORKSPACE, amount: billed });
      if (part === 'input') {
        lines.push({
          ...line,
          workspace: null,
          amount: Math.floor(billed * draw * 0.6) + 1,
        });
      }
    }
  }
  if (searches > 0) {
    lines.push({
      description: 'Web Search Usage',
      costType: 'web_search',
      model: null,
      tokenType: null,
      workspace: CLAUDE_CODE_WORKSPACE,
      amount: Math.ceil(searches / 3) * 1_000_000,
    });
  }
  return lines;
}

function add(used: Map<string, Tokens>, model: string, tokens: Tokens): void {
  const sum = used.get(model);
  if (!sum) {
    used.set(model, { ...tokens });
    return;
  }
  sum.input += tokens.input;
  sum.output += tokens.output;
  sum.cacheRead += tokens.cacheRead;
  sum.cacheCreation += tokens.cacheCreation;
}
