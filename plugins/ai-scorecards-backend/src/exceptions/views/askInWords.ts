import { Ask, formatMicros } from 'backstage-plugin-ai-scorecards-common';

/** Labels of what is asked, in the order of the form. */
export const ASK_LABELS: Partial<Record<keyof Ask, string>> = {
  team: 'Team',
  tool: 'Tool',
  newTool: 'New tool',
  category: 'Reason',
  why: 'Why the default does not fit',
  scope: 'Components',
  includesSubteams: 'With the teams below',
  seats: 'Seats',
  costPerMonth: 'Expected cost a month',
  data: 'Data',
  supportOwner: 'Support owner',
  acceptsSupport: 'Own support accepted',
  from: 'From',
  until: 'Until',
  budgetOwner: 'Budget owner',
  security: 'Security answers',
  risks: 'Risks and mitigation',
  success: 'Success measure',
  exit: 'Exit plan',
  links: 'Links',
  joins: 'Joins the requests of',
};

/** Returns a field of what is asked as people read it; null where it is left out. */
export function askWords(field: keyof Ask, ask: Ask): string | null {
  const value = ask[field];
  if (value === null || value === undefined) return null;
  if (field === 'costPerMonth') {
    return `${formatMicros(Number(value))} ${ask.currency}`;
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return value.length > 0
      ? value
          .map(each => (typeof each === 'string' ? each : each.url))
          .join(', ')
      : null;
  }
  if (typeof value === 'object') return Object.values(value).join(', ');
  return String(value);
}
