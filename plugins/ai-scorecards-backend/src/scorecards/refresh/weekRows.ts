import {
  PeriodState,
  PublishedRate,
  PublishedToolWeek,
  PublishedWeek,
  PublishedWindow,
} from 'backstage-plugin-ai-scorecards-common';
import { DayFigures } from '../aggregate/day';
import type { Forest } from '../aggregate/forest';
import { NOBODY } from '../aggregate/publishPeople';
import { WeekFigures } from '../aggregate/week';
import { WindowFigures } from '../aggregate/window';
import { ANY_TOOL, TeamPeriodRow } from '../store';

/** How much is known of the periods behind a week's rows. */
export interface WeekStates {
  week: PeriodState;
  /** The 28 days, for all tools. */
  window: PeriodState;
  /** The 84 days. */
  habitual: PeriodState;
  /** The week, by tool id. */
  byTool: ReadonlyMap<number, PeriodState>;
}

const NO_RATE: PublishedRate = { ...NOBODY, active: 0 };

const NO_WINDOW: WindowFigures = {
  tiers: { ...NOBODY, parts: [] },
  habitual: NO_RATE,
  defaultToolShare: NO_RATE,
  sanctionedShare: { ...NOBODY, numerator: 0, denominator: 0 },
  abandoned: [],
};

const NOT_CONNECTED: PeriodState = {
  state: 'not-connected',
  daysKnown: 0,
  days: 0,
};

/** Rows of one week: every team with people in it over any tool, and each tool that it has licences or use of. */
export function weekRows(input: {
  /** Monday. */
  week: string;
  forest: Forest;
  figures: WeekFigures;
  windowForest: Forest;
  window: readonly WindowFigures[];
  states: WeekStates;
  toolRef(toolId: number): string | undefined;
}): TeamPeriodRow<'week'>[] {
  const { week, forest, figures, states } = input;
  const rows: TeamPeriodRow<'week'>[] = [];
  forest.teamIds.forEach((groupId, team) => {
    const licensed = figures.licensed[team];
    const roster = figures.roster[team];
    const inWindow = input.windowForest.indexOf.get(groupId);
    const published: PublishedWeek = {
      week,
      ...states.week,
      licensed,
      roster,
      window: windowOf(
        inWindow === undefined ? NO_WINDOW : input.window[inWindow],
        input,
      ),
    };
    rows.push({
      period: week,
      toolId: ANY_TOOL,
      groupId,
      people: licensed.people,
      active: licensed.active,
      shown: licensed.shown,
      costMicros: null,
      published,
    });
    for (const [toolId, tool] of figures.byTool) {
      const ofTool = tool.licensed[team];
      const users = tool.users[team];
      const isThere = [ofTool, users].some(each => each.shown || each.leftOut);
      if (isThere) {
        const main = ofTool.shown ? ofTool : users;
        const { active: _, ...population } = users;
        const publishedTool: PublishedToolWeek = {
          week,
          ...(states.byTool.get(toolId) ?? NOT_CONNECTED),
          licensed: ofTool,
          users: population,
        };
        rows.push({
          period: week,
          toolId,
          groupId,
          people: main.people,
          active: main.active,
          shown: main.shown,
          costMicros: null,
          published: publishedTool,
        });
      }
    }
  });
  return rows;
}

function windowOf(
  { abandoned, ...figures }: WindowFigures,
  input: Parameters<typeof weekRows>[0],
): PublishedWindow {
  return {
    ...figures,
    period: input.states.window,
    habitualPeriod: input.states.habitual,
    abandonedTools: abandoned
      .map(input.toolRef)
      .filter((ref): ref is string => ref !== undefined)
      .sort(),
  };
}

/** Rows of the days of one week. Where nobody acts in a team there is a row all the same, of any tool. */
export function dayRows(
  forest: Forest,
  days: ReadonlyMap<string, DayFigures>,
  stateOf: (day: string, toolId: number) => PeriodState,
): Map<string, TeamPeriodRow<'day'>[]> {
  const result = new Map<string, TeamPeriodRow<'day'>[]>();
  for (const [day, figures] of days) {
    const rows: TeamPeriodRow<'day'>[] = [];
    const states = new Map(
      [ANY_TOOL, ...figures.keys()].map(toolId => [
        toolId,
        stateOf(day, toolId),
      ]),
    );
    forest.teamIds.forEach((groupId, team) => {
      for (const [toolId, { state, reason }] of states) {
        const { shown, active } = figures.get(toolId)?.[team] ?? {
          shown: false,
          active: 0,
        };
        if (shown || toolId === ANY_TOOL) {
          rows.push({
            period: day,
            toolId,
            groupId,
            people: active,
            active,
            shown,
            costMicros: null,
            published: {
              day,
              state,
              ...(reason !== undefined && { reason }),
              shown,
              active,
            },
          });
        }
      }
    });
    result.set(day, rows);
  }
  return result;
}
