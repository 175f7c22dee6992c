import {
  PeriodState,
  PublishedMonth,
  PublishedPopulation,
  PublishedRate,
  PublishedToolWeek,
  PublishedWeek,
  PublishedWindow,
  TierId,
  tierIds,
} from 'backstage-plugin-ai-scorecards-common';
import type { Grain, PublishedByGrain, PublishedDay } from './TeamPeriods';

/**
 * How published figures are written down: lists by position instead of objects by name, which take a sixth of the space.
 * What a column of the row says is left out. A list only ever grows at its end.
 */

/** A month as it is stored, with what comparable teams are found by. */
type Month = PublishedMonth & {
  unitsByTool?: { toolId: number; units: number }[];
};

type State = [state: number, days: number, daysKnown: number, reason?: string];
type Population = [flags: number, people: number, leftOut: number];
type Rate = [...Population, active: number];
type Share = [...Population, numerator: number, denominator: number] | number[];
type Part = [people: number, ...ids: (number | string)[]];
type Amount = number | null;

type Week = [
  state: State,
  licensed: Rate,
  roster: Rate,
  tiers: Population,
  parts: Part[],
  habitual: Rate,
  defaultToolShare: Rate,
  sanctionedShare: Share,
  period: State,
  habitualPeriod: State,
  abandonedTools: string[],
];
type ToolWeek = [state: State, licensed: Rate, users: Population];
type Developers = [
  population: Population,
  costMicros: number,
  activePeople: number,
  units: number,
  unitsPerMonth: number,
  perActiveMicros: Amount,
  state: number,
];
type PackedMonth = [
  state: State,
  daysOfMonth: number,
  complete: 0 | 1,
  population: Population,
  amounts: [seat: Amount, usage: Amount, value: Amount],
  estimated: 0 | 1,
  byTool: [tools: string[], seat: Amount, usage: Amount, value: Amount][],
  developers: Developers | null,
  othersMicros: Amount,
  idleSeatMicros: Amount,
  unitsByTool: [toolId: number, units: number][] | null,
];

const STATES: readonly PeriodState['state'][] = [
  'ok',
  'partial',
  'collecting',
  'no-data',
  'failed',
  'not-connected',
];
const COST_STATES = ['ok', 'no-active-people', 'suppressed'] as const;

const bit = (flag: boolean): 0 | 1 => (flag ? 1 : 0);

function packState(of: PeriodState): State {
  const state: State = [STATES.indexOf(of.state), of.days, of.daysKnown];
  if (of.reason !== undefined) state.push(of.reason);
  return state;
}

function unpackState([state, days, daysKnown, reason]: State): PeriodState {
  return {
    state: STATES[state],
    days,
    daysKnown,
    ...(reason !== undefined && { reason }),
  };
}

function packPopulation(of: PublishedPopulation): Population {
  const flags =
    bit(of.shown) +
    2 * bit(of.countedInEach) +
    4 * bit(of.estimated) +
    8 * bit(of.assumed);
  return [flags, of.people, of.leftOut];
}

function unpackPopulation([flags, people, leftOut]: readonly number[]) {
  return {
    shown: (flags & 1) !== 0,
    people,
    leftOut,
    countedInEach: (flags & 2) !== 0,
    estimated: (flags & 4) !== 0,
    assumed: (flags & 8) !== 0,
  };
}

const packRate = (rate: PublishedRate): Rate => [
  ...packPopulation(rate),
  rate.active,
];
const unpackRate = (rate: Rate): PublishedRate => ({
  ...unpackPopulation(rate),
  active: rate[3],
});

function packWeek(week: PublishedWeek): Week {
  const { tiers, sanctionedShare: share, ...window } = week.window;
  return [
    packState(week),
    packRate(week.licensed),
    packRate(week.roster),
    packPopulation(tiers),
    tiers.parts.map(({ people, ids }): Part => {
      const known = ids.map(id => {
        const index = tierIds.indexOf(id as TierId);
        return index < 0 ? id : index;
      });
      return [people, ...known];
    }),
    packRate(window.habitual),
    packRate(window.defaultToolShare),
    [
      ...packPopulation(share),
      share.numerator,
      share.denominator,
      ...(share.excepted === undefined ? [] : [share.excepted]),
    ],
    packState(window.period),
    packState(window.habitualPeriod),
    window.abandonedTools,
  ];
}

function unpackWeek(week: string, packed: Week): PublishedWeek {
  const [, , , , , , , share] = packed;
  const [, , , numerator, denominator, excepted] = share;
  const window: PublishedWindow = {
    tiers: {
      ...unpackPopulation(packed[3]),
      parts: packed[4].map(([people, ...ids]) => ({
        ids: ids.map(id => (typeof id === 'number' ? tierIds[id] : id)),
        people,
      })),
    },
    habitual: unpackRate(packed[5]),
    defaultToolShare: unpackRate(packed[6]),
    sanctionedShare: {
      ...unpackPopulation(share),
      numerator,
      denominator,
      ...(excepted !== undefined && { excepted }),
    },
    period: unpackState(packed[8]),
    habitualPeriod: unpackState(packed[9]),
    abandonedTools: packed[10],
  };
  return {
    week,
    ...unpackState(packed[0]),
    licensed: unpackRate(packed[1]),
    roster: unpackRate(packed[2]),
    window,
  };
}

function packMonth(month: Month): PackedMonth {
  const { amounts, developers } = month;
  return [
    packState(month),
    month.daysOfMonth,
    bit(month.complete),
    packPopulation(month.population),
    [amounts.seat, amounts.usage, amounts.value],
    bit(month.estimated),
    month.byTool.map(({ tools, seat, usage, value }) => [
      tools,
      seat,
      usage,
      value,
    ]),
    developers && [
      packPopulation(developers.population),
      developers.costMicros,
      developers.activePeople,
      developers.units,
      developers.unitsPerMonth,
      developers.perActiveMicros,
      COST_STATES.indexOf(developers.state),
    ],
    month.othersMicros,
    month.idleSeatMicros,
    month.unitsByTool?.map(({ toolId, units }) => [toolId, units]) ?? null,
  ];
}

function unpackMonth(month: string, packed: PackedMonth): Month {
  const [seat, usage, value] = packed[4];
  const developers = packed[7];
  const units = packed[10];
  return {
    month,
    ...unpackState(packed[0]),
    daysOfMonth: packed[1],
    complete: packed[2] === 1,
    population: unpackPopulation(packed[3]),
    amounts: { seat, usage, value },
    estimated: packed[5] === 1,
    byTool: packed[6].map(([tools, ...of]) => ({
      tools,
      seat: of[0],
      usage: of[1],
      value: of[2],
    })),
    developers: developers && {
      costMicros: developers[1],
      activePeople: developers[2],
      units: developers[3],
      unitsPerMonth: developers[4],
      population: unpackPopulation(developers[0]),
      perActiveMicros: developers[5],
      state: COST_STATES[developers[6]],
    },
    othersMicros: packed[8],
    idleSeatMicros: packed[9],
    ...(units && {
      unitsByTool: units.map(([toolId, n]) => ({ toolId, units: n })),
    }),
  };
}

const packToolWeek = (week: PublishedToolWeek): ToolWeek => [
  packState(week),
  packRate(week.licensed),
  packPopulation(week.users),
];

/** Returns text for the figures of a day, a week over any tool or of one tool, or a month. */
export function packPublished(
  published: PublishedDay | PublishedWeek | PublishedToolWeek | PublishedMonth,
): string {
  if ('window' in published) return JSON.stringify(packWeek(published));
  if ('users' in published) return JSON.stringify(packToolWeek(published));
  if ('daysOfMonth' in published) return JSON.stringify(packMonth(published));
  const { state, reason } = published;
  const index = STATES.indexOf(state);
  return JSON.stringify(reason === undefined ? [index] : [index, reason]);
}

/** What other columns of a row say. */
interface Row {
  /** First UTC day of the period. */
  period: string;
  shown: boolean;
  active: number;
}

/** Figures by grain as {@link packPublished} wrote them; rows of earlier versions say them by name. */
export const unpackPublished: {
  [G in Grain]: (row: Row, text: string) => PublishedByGrain[G];
} = {
  day({ period, shown, active }: Row, text: string): PublishedDay {
    const packed: PublishedDay | [state: number, reason?: string] =
      JSON.parse(text);
    if (!Array.isArray(packed)) return packed;
    const [state, reason] = packed;
    return {
      day: period,
      state: STATES[state],
      ...(reason !== undefined && { reason }),
      shown,
      active,
    };
  },

  week({ period }: Row, text: string): PublishedWeek | PublishedToolWeek {
    const packed: PublishedWeek | PublishedToolWeek | Week | ToolWeek =
      JSON.parse(text);
    if (!Array.isArray(packed)) return packed;
    if (packed.length > 3) return unpackWeek(period, packed as Week);
    const [state, licensed, users] = packed as ToolWeek;
    return {
      week: period,
      ...unpackState(state),
      licensed: unpackRate(licensed),
      users: unpackPopulation(users),
    };
  },

  month({ period }: Row, text: string): PublishedMonth {
    const packed: PublishedMonth | PackedMonth = JSON.parse(text);
    return Array.isArray(packed)
      ? unpackMonth(period.slice(0, 7), packed)
      : packed;
  },
};
