import type { Ask } from 'backstage-plugin-ai-scorecards-common';

/** What the form holds while it is filled in: text, as it was typed. */
export type AskText = Record<
  | 'team'
  | 'tool'
  | 'category'
  | 'why'
  | 'seats'
  | 'until'
  | 'costPerMonth'
  | 'currency'
  | 'data'
  | 'supportOwner'
  | 'budgetOwner'
  | 'security'
  | 'risks'
  | 'success'
  | 'exit'
  | 'from'
  | 'newName'
  | 'newVendor'
  | 'newUrl',
  string
> & {
  acceptsSupport: boolean;
  includesSubteams: boolean;
  scope: string[];
  joins: string[];
};

/** Stands in the choice of tools for one that the registry does not hold. */
export const NEW_TOOL = 'new';

/** Longer texts that only the full lane asks for. */
export const FULL_TEXTS = ['security', 'risks', 'success', 'exit'] as const;

const MICROS = 1_000_000;
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

const whole = (text: string) => {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value > 0
    ? value
    : null;
};

const micros = (text: string) => {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0
    ? Math.round(value * MICROS)
    : null;
};

/** The text of an ask, for the form. */
export function textOf(ask: Ask): AskText {
  return {
    team: ask.team,
    tool: ask.tool ?? (ask.newTool ? NEW_TOOL : ''),
    newName: ask.newTool?.name ?? '',
    newVendor: ask.newTool?.vendor ?? '',
    newUrl: ask.newTool?.url ?? '',
    from: ask.from ?? '',
    scope: [...(ask.scope ?? [])],
    joins: [...ask.joins],
    includesSubteams: ask.includesSubteams,
    category: ask.category ?? '',
    why: ask.why ?? '',
    seats: ask.seats === null ? '' : String(ask.seats),
    until: ask.until ?? '',
    costPerMonth:
      ask.costPerMonth === null ? '' : String(ask.costPerMonth / MICROS),
    currency: ask.currency,
    data: ask.data ?? '',
    supportOwner: ask.supportOwner ?? '',
    budgetOwner: ask.budgetOwner ?? '',
    security: ask.security ?? '',
    risks: ask.risks ?? '',
    success: ask.success ?? '',
    exit: ask.exit ?? '',
    acceptsSupport: ask.acceptsSupport,
  };
}

const REF = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;
const userOr = (text: string) =>
  REF.test(text.trim()) && /^user:/i.test(text.trim()) ? text.trim() : null;

/** What the form asks for; a field that is empty or no value stays null, which is a fault of its own. */
export function askOf(text: AskText, before: Ask): Ask {
  return {
    ...before,
    team: text.team,
    tool: text.tool === NEW_TOOL ? null : orNull(text.tool),
    newTool:
      text.tool === NEW_TOOL && text.newName.trim()
        ? {
            name: text.newName.trim(),
            vendor: text.newVendor.trim(),
            url: text.newUrl.trim(),
          }
        : null,
    from: orNull(text.from),
    scope: text.scope.length > 0 ? [...text.scope].sort() : null,
    includesSubteams: text.includesSubteams,
    joins: [...text.joins].sort(),
    category: orNull(text.category) as Ask['category'],
    why: orNull(text.why),
    seats: whole(text.seats),
    until: orNull(text.until),
    costPerMonth: micros(text.costPerMonth),
    currency: text.currency,
    data: orNull(text.data) as Ask['data'],
    supportOwner: userOr(text.supportOwner),
    budgetOwner: userOr(text.budgetOwner),
    security: orNull(text.security),
    risks: orNull(text.risks),
    success: orNull(text.success),
    exit: orNull(text.exit),
    acceptsSupport: text.acceptsSupport,
  };
}
