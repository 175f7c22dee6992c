import {
  Ask,
  AskFault,
  askLinkSchema,
} from 'backstage-plugin-ai-scorecards-common';

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
  | 'newUrl'
  | 'links',
  string
> & {
  acceptsSupport: boolean;
  includesSubteams: boolean;
  scope: string[];
  joins: string[];
};

/** Stands in the choice of tools for one that the registry does not hold. */
export const NEW_TOOL = 'new';

/** Fields of an ask from the top of the form to its end; one that is not named comes last. */
const ORDER = [
  'tool',
  'newTool',
  'team',
  'why',
  'category',
  'seats',
  'costPerMonth',
  'until',
  'data',
  'supportOwner',
  'acceptsSupport',
  'budgetOwner',
  'security',
  'risks',
  'success',
  'exit',
  'links',
  'from',
  'scope',
];

const placeOf = ({ field }: AskFault) => {
  const place = ORDER.indexOf(field);
  return place < 0 ? ORDER.length : place;
};

/** Faults from the top of the form to its end. */
export function inFormOrder(faults: readonly AskFault[]): AskFault[] {
  return [...faults].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Longer texts that only the full lane asks for. */
export const FULL_TEXTS = ['security', 'risks', 'success', 'exit'] as const;

/** As many as a request holds. */
const MOST_LINKS = 20;

const MICROS = 1_000_000;
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

const whole = (text: string) => {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value > 0
    ? value
    : null;
};

/** An amount as it is typed, in micro-units; null for none. */
export const micros = (text: string) => {
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
    links: ask.links
      .map(({ title, url }) => `${title} ${url}`.trim())
      .join('\n'),
  };
}

/** Links as they are typed: one a line, a web address at its end and perhaps what it is before it. */
export function linksOf(text: string): {
  links: Ask['links'];
  wrong: string[];
} {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const links: Ask['links'] = [];
  const wrong: string[] = [];
  for (const line of lines) {
    const [url] = /\S+$/.exec(line) ?? [''];
    const link = { title: line.slice(0, -url.length).trim(), url };
    if (askLinkSchema.safeParse(link).success && links.length < MOST_LINKS) {
      links.push(link);
    } else {
      wrong.push(line);
    }
  }
  return { links, wrong };
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
    links: linksOf(text.links).links,
    acceptsSupport: text.acceptsSupport,
  };
}

/** Whether two asks are for the same, field by field but for those that are left out. */
export function isSameAsk(
  a: Ask,
  b: Ask,
  leftOut: readonly string[] = [],
): boolean {
  return (Object.keys(a) as (keyof Ask)[]).every(
    key =>
      leftOut.includes(key) ||
      JSON.stringify(a[key]) === JSON.stringify(b[key]),
  );
}

/** Whether a text asks for just what is stored; a cost that the form suggested counts as left open. */
export function asksTheSame(text: AskText, stored: Ask): boolean {
  const ask = askOf(text, stored);
  const open =
    text.costPerMonth === '' ? ['costPerMonth', 'currency'] : ['currency'];
  return isSameAsk(ask, stored, open) && linksOf(text.links).wrong.length === 0;
}
