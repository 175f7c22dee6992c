import { ownCheckFacts } from 'backstage-plugin-ai-scorecards-common';
import type { OwnCheck } from 'backstage-plugin-ai-scorecards-common';

export type DraftFact = OwnCheck['fact'];
export type DraftRule = 'yes' | 'no' | 'atLeast' | 'atMost';

/** A check of the organisation's own, as it is being written on the page. */
export interface Draft {
  title: string;
  level: number;
  fact: DraftFact;
  rule: DraftRule;
  /** As it was typed. */
  count: string;
  /** Of the repositories, in percent, as it was typed. */
  share: string;
}

/** Facts that are counted; all others are so or not. */
const COUNTED: readonly DraftFact[] = [
  'requiredApprovals',
  'requiredStatusChecks',
  'openFindings',
];

export const draftFacts = ownCheckFacts;

/** The ways in which a fact can be asked for. */
export const rulesOf = (fact: DraftFact): readonly DraftRule[] =>
  COUNTED.includes(fact) ? ['atLeast', 'atMost'] : ['yes', 'no'];

export const emptyDraft: Draft = {
  title: '',
  level: 1,
  fact: 'requiredApprovals',
  rule: 'atLeast',
  count: '2',
  share: '100',
};

/** The draft with another fact, and a way of asking that fits it. */
export function withFact(draft: Draft, fact: DraftFact): Draft {
  const rules = rulesOf(fact);
  return {
    ...draft,
    fact,
    rule: rules.includes(draft.rule) ? draft.rule : rules[0],
  };
}

const isWhole = (text: string, least: number, most: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** Fields that hold something that cannot be. */
export function draftFaults(draft: Draft): (keyof Draft)[] {
  return [
    ...(draft.title.trim().length < 3 ? (['title'] as const) : []),
    ...(rulesOf(draft.fact).includes('atLeast') &&
    !isWhole(draft.count, 0, 1_000_000)
      ? (['count'] as const)
      : []),
    ...(isWhole(draft.share, 1, 100) ? [] : (['share'] as const)),
  ];
}

/** The part of configuration that a draft stands for, under an id that no other draft has. */
export function draftCheck(draft: Draft, place: number): OwnCheck {
  const title = draft.title.trim();
  const slug = title
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const { rule, level, fact } = draft;
  return {
    id: slug === '' ? `own.draft-${place + 1}` : `own.${slug}`,
    title,
    why: title,
    level,
    required: true,
    category: 'quality',
    howToPass: title,
    weight: 50,
    fact,
    ...(rule === 'yes' || rule === 'no'
      ? { is: rule === 'yes' }
      : { [rule]: Number(draft.count) }),
    share: Number(draft.share) / 100,
  };
}

/** The same as a block for `app-config.yaml`, to go on with; defaults are left out. */
export function draftConfig(checks: readonly OwnCheck[]): string {
  const lines = checks.flatMap(check => {
    const { id, title, level, fact, is, atLeast, atMost, share } = check;
    const written = {
      title,
      why: title,
      level,
      howToPass: title,
      fact,
      is,
      atLeast,
      atMost,
      ...(share < 1 && { share }),
    };
    return [
      `      - id: ${id}`,
      ...Object.entries(written).flatMap(([key, value]) =>
        value === undefined
          ? []
          : [
              `        ${key}: ${
                ['title', 'why', 'howToPass'].includes(key)
                  ? JSON.stringify(value)
                  : value
              }`,
            ],
      ),
    ];
  });
  return ['aiScorecards:', '  practices:', '    own:', ...lines].join('\n');
}
