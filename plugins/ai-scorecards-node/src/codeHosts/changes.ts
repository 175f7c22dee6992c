import { AiSignal } from '../sources/outcomes';

const escaped = (text: string): string =>
  text.replace(/[.[\]\\^$+?(){}|/*]/g, '\\$&');

const numbers = (text: string, pattern: string): number[] => [
  ...new Set(
    [...text.matchAll(new RegExp(pattern, 'gi'))].map(it => Number(it[1])),
  ),
];

/** Accounts of coding agents, without the `[bot]` that some hosts add; compared without case. */
const AGENTS =
  /^(copilot|copilot-swe-agent|claude|claude-code|anthropic-claude|openai-codex|codex|chatgpt-codex-connector|cursor|cursoragent|cursor-agent|devin-ai-integration|google-labs-jules|jules|gemini-code-assist|amazon-q-developer|kiro-agent|sweep-ai|openhands-agent|duo-developer|gitlabduo)$/;

/** Who is named in trailers by which AI tools leave word of their part. */
const TRAILER =
  /^\s*(?:co-authored-by|assisted-by|generated-by|ai-assisted-by|ai-tool)\s*:.*\b(copilot|claude|cursor|codex|chatgpt|gemini|devin|jules|amazon q|kiro|aider|windsurf|openhands|gitlab duo)\b/im;

/** Whether a login is that of a coding agent. */
export const isAgent = (login: string): boolean =>
  AGENTS.test(login.toLowerCase().replace(/\[bot\]$/, ''));

/** What a host tells of a change; everything that the signs of AI, reverts and hot fixes are read from. */
export interface ChangeText {
  /** `org/name` */
  repository: string;
  title: string;
  body: string;
  branch: string;
  labels: readonly string[];
  /** Messages of its commits, that of the merge included. */
  messages: readonly string[];
  author: string | null;
}

/** Labels that an organisation gives to changes; compared without case. */
export interface ChangeLabels {
  ai: readonly string[];
  hotFix: readonly string[];
}

/** How a change shows that AI took part in it, each sign once; empty for one without. */
export function aiSignals(
  change: ChangeText,
  labels: ChangeLabels,
): AiSignal[] {
  const signals: AiSignal[] = [];
  if (change.messages.some(it => TRAILER.test(it))) {
    signals.push('trailer');
  }
  if (change.author !== null && isAgent(change.author)) {
    signals.push('agent');
  }
  if (hasLabel(change, labels.ai)) {
    signals.push('label');
  }
  return signals;
}

/** Numbers of changes of the same repository that this one takes back: by the words that hosts write themselves. */
export function revertsOf({ repository, body }: ChangeText): number[] {
  const own = escaped(repository);
  return numbers(
    body,
    `\\breverts\\s+(?:merge request\\s+)?(?:${own})?[#!](\\d+)\\b`,
  );
}

/** Whether it is labelled, titled or named as a hot fix. */
export function isHotFix(change: ChangeText, labels: ChangeLabels): boolean {
  return (
    hasLabel(change, labels.hotFix) ||
    /^\s*(\[)?hot-?\s?fix\b/i.test(change.title) ||
    /^hot-?fix(es)?\//i.test(change.branch)
  );
}

/** Numbers of the changes of the same repository that a hot fix says it mends. */
export function fixesOf({ repository, body }: ChangeText): number[] {
  const own = escaped(repository);
  return numbers(
    body,
    `\\b(?:hot-?fix|fix(?:es|ed)?|mends|follow-up|regression)\\s+(?:(?:for|of|to|from|in|by)\\s+)?(?:${own})?[#!](\\d+)\\b`,
  );
}

function hasLabel({ labels }: ChangeText, wanted: readonly string[]): boolean {
  const names = new Set(wanted.map(it => it.toLowerCase()));
  return labels.some(it => names.has(it.toLowerCase()));
}
