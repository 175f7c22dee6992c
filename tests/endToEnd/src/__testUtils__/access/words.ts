import {
  Figure,
  OrganisationScorecard,
  Scorecard,
  TeamRow,
  Tool,
} from 'backstage-plugin-ai-scorecards-common';

const ALL_METRICS = [
  'weeklyActiveRate',
  'costPerActiveDeveloper',
  'teamOutput',
  'changeFailureRate',
  'practiceLevel',
];

/** Parts of a scorecard that are there, exactly as each word of the table promises. */
const SCORECARDS: Record<string, ReturnType<typeof partsOf>> = {
  all: {
    access: 'full',
    headline: ALL_METRICS,
    adoption: true,
    cost: true,
    toolRates: true,
  },
  cost: {
    access: 'cost',
    headline: ['costPerActiveDeveloper', 'practiceLevel'],
    adoption: false,
    cost: true,
    toolRates: false,
  },
  public: {
    access: 'practices',
    headline: ['practiceLevel'],
    adoption: false,
    cost: false,
    toolRates: false,
  },
};

const ROWS: Record<string, ReturnType<typeof partsOfRow>> = {
  all: { adoption: true, cost: true },
  cost: { adoption: false, cost: true },
  public: { adoption: false, cost: false },
};

/** The word for what is there, or what is there in full where no word fits. */
function wordFor(parts: object, words: Record<string, object>): string {
  const text = JSON.stringify(parts);
  return (
    Object.keys(words).find(word => JSON.stringify(words[word]) === text) ??
    text
  );
}

export function wordOfScorecard(scorecard: Scorecard): string {
  return wordFor(partsOf(scorecard), SCORECARDS);
}

export function wordOfRow(row: TeamRow | undefined): string {
  return row ? wordFor(partsOfRow(row), ROWS) : 'not in the list';
}

/** Tools with how the organisation uses them, or without. */
export function wordOfTools(tools: readonly Tool[]): string {
  const shown = tools.filter(tool => tool.activeRate !== null);
  const hidden = tools.filter(
    tool => tool.activeRate === null && tool.teams === null,
  );
  if (tools.length === 0) return 'no tools';
  if (shown.length === tools.length) return 'all';
  return hidden.length === tools.length ? 'public' : 'some of it';
}

const hasNumber = (figure: Figure | null) => figure?.value !== null && !!figure;

function partsOf(scorecard: Scorecard) {
  return {
    access: scorecard.access as string,
    headline: scorecard.headline.map(({ id }) => id as string),
    adoption: scorecard.adoption !== null,
    cost: scorecard.cost !== null,
    toolRates: scorecard.tools.some(tool => hasNumber(tool.activeRate)),
  };
}

function partsOfRow(row: TeamRow) {
  const of = (...parts: unknown[]) => {
    const there = parts.filter(part => part !== null);
    return there.length === parts.length || (there.length > 0 && 'some of it');
  };
  return {
    adoption: of(
      row.weeklyActiveRate,
      row.weeklyActiveStatus,
      row.teamOutput,
      row.changeFailureRate,
    ),
    cost: of(row.costPerActiveDeveloper, row.costStatus),
  };
}

/** `all` or `cost`, when what is there is just that. */
export function wordOfEverybody(card: OrganisationScorecard): string {
  const rates = card.tools.filter(
    ({ activeRate }) => activeRate.value !== null,
  );
  const parts = {
    access: card.access,
    metrics: card.headline.length,
    adoption: card.adoption !== null,
    cost: card.cost !== null && card.spend !== null,
    rates: rates.length > 0,
  };
  const told = JSON.stringify(parts);
  if (
    told ===
    JSON.stringify({
      access: 'full',
      metrics: 4,
      adoption: true,
      cost: true,
      rates: true,
    })
  ) {
    return 'all';
  }
  if (
    told ===
    JSON.stringify({
      access: 'cost',
      metrics: 1,
      adoption: false,
      cost: true,
      rates: false,
    })
  ) {
    return 'cost';
  }
  return told;
}
