import {
  ConditionFacts,
  Figure,
  missing,
  PublishedToolWeek,
  Scorecard,
  weekOf,
  addDays,
} from 'backstage-plugin-ai-scorecards-common';
import { OrgStore } from '../../org';
import { ScorecardStore, TeamPeriods } from '../../scorecards/store';
import { ToolStore } from '../../tools';
import { ToolUseStore } from './ToolUseStore';

/** What figures say of a team and a tool, each as it may be shown. */
export interface CaseFigures {
  conditions: Omit<ConditionFacts, 'today' | 'security' | 'practice'>;
  /** The team's headline figures for those who decide: label, value in words. */
  scorecard: Scorecard['headline'];
  /** Cost of the tool in the last complete month, in micro-units. */
  toolCost: Figure;
}

export interface TeamFiguresOptions {
  org: OrgStore;
  tools: ToolStore;
  scorecards: ScorecardStore;
  periods: TeamPeriods;
  use: ToolUseStore;
  currency: string;
  minimumSize: number;
}

/** Reads what requests and exceptions need of a team's published figures. */
export class TeamFigures {
  readonly #options: TeamFiguresOptions;

  constructor(options: TeamFiguresOptions) {
    this.#options = options;
  }

  /** As of a UTC day; null for a Group that is not known. */
  async of(
    teamRef: string,
    toolRef: string | null,
    today: string,
  ): Promise<CaseFigures | null> {
    const { org, tools, scorecards, currency } = this.#options;
    const [group, tool] = await Promise.all([
      org.groupByRef(teamRef),
      toolRef === null ? null : tools.byRef(toolRef),
    ]);
    if (!group) return null;
    const card = await scorecards.get(group.id, today);
    const headline = (id: string) =>
      card?.headline.find(metric => metric.id === id)?.figure ?? null;
    return {
      conditions: {
        currency: card?.cost?.currency ?? currency,
        costPerActiveDeveloper: headline('costPerActiveDeveloper'),
        seats: await this.#seats(group.id, tool?.id ?? null, today),
        activity:
          card?.tools.find(each => each.tool === toolRef)?.activeRate ?? null,
      },
      scorecard: card?.headline ?? [],
      toolCost: costOf(card, toolRef),
    };
  }

  /**
   * Whether the team used a tool in the days before a UTC day; null where nobody knows, or where the team is too small
   * for that to be told.
   */
  async wasUsedLately(
    teamRef: string,
    toolRef: string,
    today: string,
    days: number,
  ): Promise<boolean | null> {
    const { org, tools, use, minimumSize } = this.#options;
    const [graph, tool] = await Promise.all([
      org.graph(today),
      tools.byRef(toolRef),
    ]);
    const group = graph.group(teamRef);
    if (!group || !tool) return null;
    const from = addDays(today, -days);
    const groups = [group.id, ...graph.descendants(group.id).map(g => g.id)];
    const [people, known, users] = await Promise.all([
      use.people(groups, from, today),
      use.isKnown(tool.id, from, addDays(today, -1)),
      use.users([tool.id], from, today),
    ]);
    if (people < minimumSize || !known) return null;
    return users.some(({ groupId }) => groups.includes(groupId));
  }

  async #seats(
    groupId: number,
    toolId: number | null,
    today: string,
  ): Promise<Figure | null> {
    if (toolId === null) return null;
    const rows = await this.#options.periods.ofTeam<'week'>(
      'week',
      groupId,
      addDays(weekOf(today), -28),
      addDays(weekOf(today), -7),
      toolId,
    );
    const last = rows[rows.length - 1];
    if (!last) return missing('no-data', 'people');
    const { licensed, state } = last.published as PublishedToolWeek;
    return licensed.shown
      ? {
          state: state === 'ok' ? 'ok' : 'partial',
          value: licensed.people,
          bound: null,
          unit: 'people',
        }
      : missing('suppressed', 'people');
  }
}

function costOf(card: Scorecard | null, toolRef: string | null): Figure {
  const month = card?.cost?.months
    .filter(each => each.complete)
    .reduce<NonNullable<Scorecard['cost']>['months'][number] | null>(
      (last, each) => (last && last.month > each.month ? last : each),
      null,
    );
  const part = month?.byTool.find(
    ({ tools }) => tools.length === 1 && tools[0] === toolRef,
  );
  if (!part || (part.seat === null && part.usage === null)) {
    return missing('no-data', 'micro-usd');
  }
  return {
    state: 'ok',
    value: (part.seat ?? 0) + (part.usage ?? 0),
    bound: null,
    unit: 'micro-usd',
  };
}
