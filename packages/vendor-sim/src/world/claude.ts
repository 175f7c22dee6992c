import { Draws, draws, hash } from '../random/hash';
import { toDayNumber } from '../time/days';
import { doingOn } from './activity';
import { CLAUDE_PRICE_CHANGE } from './calendar';
import { Profile } from './profiles';

export interface Tokens {
  input: number;
  output: number;
  cacheRead: number;
  cacheCreation: number;
}

/** Estimated cost in hundred-millionths of a US dollar, a whole number. */
export interface ModelUse {
  model: string;
  tokens: Tokens;
  cost: number;
}

/** One row of the vendor's report: a person and day may have several. */
export interface ClaudeRow {
  customerType: 'api' | 'subscription';
  terminal: string;
  remote: boolean;
  sessions: number;
  linesAdded: number;
  linesRemoved: number;
  commits: number;
  pullRequests: number;
  edits: Partial<Record<EditTool, { accepted: number; rejected: number }>>;
  models: ModelUse[];
}

export type EditTool =
  | 'edit_tool'
  | 'multi_edit_tool'
  | 'write_tool'
  | 'notebook_edit_tool';

/** US dollars per million tokens, which is millionths of a dollar a token. */
interface Price {
  input: number;
  output: number;
}

const OPUS = 'claude-opus-5';
const SONNET = 'claude-sonnet-5';
const HAIKU = 'claude-haiku-5';
const TERMINALS = [
  'vscode',
  'iTerm.app',
  'tmux',
  'WezTerm',
  'JetBrains-JediTerm',
];
const CHANGE = toDayNumber(CLAUDE_PRICE_CHANGE);

/** The list price of a model on a day. */
export function priceOf(model: string, day: number): Price {
  if (model === OPUS) {
    return day < CHANGE ? { input: 15, output: 75 } : { input: 5, output: 25 };
  }
  return model === SONNET ? { input: 3, output: 15 } : { input: 1, output: 5 };
}

/** The four parts of a cost in hundred-millionths of a dollar. */
export function costParts(tokens: Tokens, price: Price): Tokens {
  return {
    input: tokens.input * price.input * 100,
    output: tokens.output * price.output * 100,
    cacheRead: tokens.cacheRead * price.input * 10,
    cacheCreation: tokens.cacheCreation * price.input * 125,
  };
}

const totalCost = (tokens: Tokens, price: Price): number => {
  const parts = costParts(tokens, price);
  return parts.input + parts.output + parts.cacheRead + parts.cacheCreation;
};

/** What really happened on a day; no rows where nothing did. */
export function claudeDay(
  seed: number,
  profile: Profile,
  day: number,
): ClaudeRow[] {
  const doing = doingOn(seed, profile, day, 1);
  if (doing === 'nothing') {
    return [];
  }
  const draw = draws(hash(seed, profile.account.index, day, 505));
  const machine = profile.account.kind === 'api-key';
  const billing = profile.billing === 'subscription' ? 'subscription' : 'api';
  if (doing === 'present') {
    // Listed by the vendor all the same, with every counter at zero.
    return draw.chance(0.3) ? [row(draw, profile, day, billing, 0)] : [];
  }
  const rows = [row(draw, profile, day, billing, machine ? 1.6 : 1)];
  if (draw.chance(0.3)) {
    rows.push(row(draw, profile, day, billing, 0.4));
  }
  if (profile.billing === 'both') {
    rows.push(row(draw, profile, day, 'subscription', 0.5));
  }
  return distinct(rows);
}

/** Rows of one person and day differ in terminal, billing or place. */
function distinct(rows: ClaudeRow[]): ClaudeRow[] {
  const seen = new Set<string>();
  return rows.filter(it => {
    const key = `${it.terminal} ${it.customerType} ${it.remote}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

function row(
  draw: Draws,
  profile: Profile,
  day: number,
  customerType: ClaudeRow['customerType'],
  share: number,
): ClaudeRow {
  const scale = share * profile.volume;
  const upTo = (most: number) => Math.floor(draw.fraction() * most * scale);
  const edits: ClaudeRow['edits'] = {};
  if (share > 0) {
    edits.edit_tool = { accepted: upTo(50), rejected: upTo(6) };
    if (draw.chance(0.5)) {
      edits.multi_edit_tool = { accepted: upTo(12), rejected: upTo(2) };
    }
    edits.write_tool = { accepted: upTo(10), rejected: upTo(2) };
    if (draw.chance(0.1)) {
      edits.notebook_edit_tool = { accepted: upTo(6), rejected: 0 };
    }
  }
  return {
    customerType,
    terminal: draw.pick(TERMINALS),
    remote: draw.chance(0.1),
    sessions: share > 0 ? 1 + upTo(6) : 0,
    linesAdded: upTo(900),
    linesRemoved: upTo(400),
    commits: upTo(6),
    // About as many as people label: whoever labels nothing is told apart.
    pullRequests: Math.floor(draw.fraction() + 0.12 * scale),
    edits,
    models: share > 0 ? models(draw, scale, day) : [],
  };
}

function models(draw: Draws, scale: number, day: number): ModelUse[] {
  const names = [draw.chance(0.35) ? OPUS : SONNET];
  if (draw.chance(0.4)) {
    names.push(HAIKU);
  }
  return names.map(model => {
    const upTo = (most: number) =>
      1 + Math.floor(draw.fraction() * most * scale);
    const tokens = {
      input: upTo(120_000),
      output: upTo(90_000),
      cacheRead: upTo(14_000_000),
      cacheCreation: upTo(900_000),
    };
    return { model, tokens, cost: totalCost(tokens, priceOf(model, day)) };
  });
}

/** Counts and tokens multiplied, rounded down, and costed again. */
export function scaleClaudeRow(
  it: ClaudeRow,
  factor: number,
  day: number,
): ClaudeRow {
  const scaled = (value: number) => Math.floor(value * factor);
  return {
    ...it,
    sessions: Math.ceil(it.sessions * factor),
    linesAdded: scaled(it.linesAdded),
    linesRemoved: scaled(it.linesRemoved),
    commits: scaled(it.commits),
    pullRequests: scaled(it.pullRequests),
    models: it.models.map(use => {
      const tokens = {
        input: scaled(use.tokens.input),
        output: scaled(use.tokens.output),
        cacheRead: scaled(use.tokens.cacheRead),
        cacheCreation: scaled(use.tokens.cacheCreation),
      };
      return {
        model: use.model,
        tokens,
        cost: totalCost(tokens, priceOf(use.model, day)),
      };
    }),
  };
}
