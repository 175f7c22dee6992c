import type { Checklist, ChecklistItem, TeamChecklist } from '../contract';

type Differences = TeamChecklist['differences'];

/**
 * The checklist that an organisation begins with. The minimum items are what AI-written code gets wrong most often;
 * everything else is a starting point.
 */
export const FIRST_CHECKLIST: readonly ChecklistItem[] = [
  { id: 'secrets', text: 'No hard-coded secrets', minimum: true },
  {
    id: 'injection',
    text: 'No SQL injection: queries are parameterised',
    minimum: true,
  },
  {
    id: 'errors',
    text: 'No missing error handling: failures are handled or passed on',
    minimum: true,
  },
  {
    id: 'licences',
    text: 'No unlicensed code: the origin of copied code is known',
    minimum: true,
  },
  {
    id: 'understood',
    text: 'The author can explain every line',
    minimum: false,
  },
  {
    id: 'tests',
    text: 'Tests fail without the change',
    minimum: false,
  },
  {
    id: 'dependencies',
    text: 'New dependencies exist and are wanted',
    minimum: false,
  },
];

/** Words by which an item of the first list is found in a template that says it in its own way. */
const WORDS: Record<string, readonly string[]> = {
  secrets: ['secret'],
  injection: ['injection'],
  errors: ['error', 'handl'],
  licences: ['licen'],
};

const plain = (text: string) =>
  text.toLocaleLowerCase('en-US').replace(/[^\p{L}\p{N}]+/gu, ' ');

/** None for an item that the organisation reworded: what it asks for now, these words do not say. */
const wordsOf = ({ id, text }: ChecklistItem) =>
  FIRST_CHECKLIST.some(first => first.id === id && first.text === text)
    ? WORDS[id]
    : undefined;

/** The items that a pull-request template does not hold, word for word or in words of its own. */
export function missingItems(
  template: string,
  items: readonly ChecklistItem[],
): ChecklistItem[] {
  const text = plain(template);
  return items.filter(item => {
    if (text.includes(plain(item.text).trim())) return false;
    const words = wordsOf(item);
    return !words || !words.every(word => text.includes(word));
  });
}

/** How a team's list differs from the organisation's current one, in the order of the organisation's, then the team's. */
export function checklistDifferences(
  adopted: readonly ChecklistItem[],
  adoptedFrom: readonly ChecklistItem[],
  organisation: readonly ChecklistItem[],
): Differences {
  const byId = (items: readonly ChecklistItem[]) =>
    new Map(items.map(item => [item.id, item.text]));
  const team = byId(adopted);
  const before = byId(adoptedFrom);
  const now = byId(organisation);
  const ofOrganisation = organisation.flatMap(({ id, text }): Differences => {
    const own = team.get(id) ?? null;
    if (own === text) return [];
    if (own !== null) {
      return [{ kind: 'reworded', id, team: own, organisation: text }];
    }
    const kind = before.has(id) ? 'left-out' : 'new-in-organisation';
    return [{ kind, id, team: null, organisation: text }];
  });
  const ofTeam = adopted.flatMap(
    ({ id, text }): Differences =>
      now.has(id)
        ? []
        : [{ kind: 'added', id, team: text, organisation: null }],
  );
  return [...ofOrganisation, ...ofTeam];
}

/** What is wrong with a list that a team would adopt, a sentence each; none when it can be. */
export function checklistFaults(
  items: readonly ChecklistItem[],
  organisation: readonly ChecklistItem[],
): string[] {
  const byId = new Map(items.map(item => [item.id, item]));
  const faults = organisation
    .filter(({ minimum }) => minimum)
    .flatMap(({ id, text }) => {
      const own = byId.get(id);
      if (!own) return [`The minimum item "${text}" must stay.`];
      return own.text === text
        ? []
        : [`The minimum item "${text}" must stay as it is.`];
    });
  return byId.size < items.length
    ? [...faults, 'Each item needs an id of its own.']
    : faults;
}

/** A team's list with every minimum item of the organisation's current one as it is there; new ones come last. */
export function withMinimum(
  items: readonly ChecklistItem[],
  organisation: readonly ChecklistItem[],
): ChecklistItem[] {
  const minimum = organisation.filter(item => item.minimum);
  const byId = new Map(minimum.map(item => [item.id, item]));
  const own = new Set(items.map(({ id }) => id));
  return [
    ...items.map(item => byId.get(item.id) ?? item),
    ...minimum.filter(({ id }) => !own.has(id)),
  ];
}

/** The list for a pull-request template, as Markdown; `minimumOf` is the version that its minimum items are of. */
export function checklistTemplate(
  items: readonly ChecklistItem[],
  version: Checklist['version'],
  minimumOf: Checklist['version'] = version,
): string {
  const minimum =
    minimumOf === version ? '' : `, minimum of version ${minimumOf}`;
  return [
    '## Review checklist',
    '',
    ...items.map(({ text }) => `- [ ] ${text}`),
    '',
    `<!-- Review checklist of the organisation, version ${version}${minimum} -->`,
    '',
  ].join('\n');
}
