import {
  divideHalfEven,
  firstDay,
  PeriodState,
  PublishedAmounts,
  PublishedDeveloperCost,
  PublishedMonth,
  PublishedPopulation,
  PublishedToolCost,
} from 'backstage-plugin-ai-scorecards-common';
import type { Forest } from '../aggregate/forest';
import { MonthFigures, PublishedMonthFigures } from '../aggregate/month';
import { Channel, MoneyKind } from '../aggregate/monthMoney';
import { MonthSide } from '../aggregate/monthSide';
import { ANY_TOOL, TeamPeriodRow } from '../store';

/** A stored month: what is published, and what comparable teams are found by. */
export interface StoredMonth extends PublishedMonth {
  /** Active person-months of developers by the tool that each used most; empty when the cost is not shown. */
  unitsByTool: { toolId: number; units: number }[];
}

export interface MonthRowsInput {
  /** `YYYY-MM` */
  month: string;
  state: PeriodState;
  complete: boolean;
  daysOfMonth: number;
  unitsPerMonth: number;
  minimum: number;
  forest: Forest;
  channels: readonly Channel[];
  idleChannel: number;
  isKnown(channel: Channel): boolean;
  /** By channel: days of the month, as a mask, with an amount that is an estimate. */
  estimatedDays: readonly number[];
  figures: PublishedMonthFigures;
  toolRef(toolId: number): string | undefined;
}

/** Rows of one month: every team with people in it. */
export function monthRows(input: MonthRowsInput): TeamPeriodRow<'month'>[] {
  return input.forest.teamIds.map((groupId, team) => {
    const published = publishedMonth(input, input.figures.teams[team]);
    const { seat, usage } = published.amounts;
    return {
      period: firstDay(input.month),
      toolId: ANY_TOOL,
      groupId,
      people: published.population.people,
      active: published.developers?.activePeople ?? 0,
      shown: published.population.shown,
      costMicros:
        seat === null && usage === null ? null : (seat ?? 0) + (usage ?? 0),
      published,
    };
  });
}

function publishedMonth(
  input: MonthRowsInput,
  figures: MonthFigures,
): StoredMonth {
  const { developers, others } = figures;
  const population = together(developers.population, others.population);
  const sides = [developers, others].filter(side => side.population.shown);
  const amounts = population.shown
    ? amountsOf(input, sides)
    : { seat: null, usage: null, value: null };
  const cost = developerCost(input, developers);
  return {
    month: input.month,
    ...input.state,
    daysOfMonth: input.daysOfMonth,
    complete: input.complete,
    population,
    amounts,
    estimated: isEstimated(input, sides),
    byTool: figures.byTool.map(block => toolCost(input, block)),
    developers: cost,
    othersMicros: othersOf(input, developers, others),
    idleSeatMicros: isAnyKnown(input, 'seat') ? figures.idleMicros : null,
    unitsByTool:
      cost === null
        ? []
        : [...developers.unitsByTool]
            .filter(([, units]) => units > 0)
            .map(([toolId, units]) => ({ toolId, units })),
  };
}

/** Whether any of what a team's usage cost is an estimate. Seats are paid at the contract's price, and value is no cost. */
export function isEstimated(
  input: Pick<MonthRowsInput, 'channels' | 'estimatedDays'>,
  sides: readonly { amounts: ArrayLike<number> }[],
): boolean {
  return input.channels.some(
    ({ kind }, c) =>
      kind === 'usage' &&
      input.estimatedDays[c] !== 0 &&
      sides.some(({ amounts }) => amounts[c] !== 0),
  );
}

/** Both sides of a team. One that shows neither does not say how many it leaves out: they are all its people. */
export function together(
  a: PublishedPopulation,
  b: PublishedPopulation,
): PublishedPopulation {
  const shown = a.shown || b.shown;
  return {
    shown,
    people: a.people + b.people,
    leftOut: shown ? a.leftOut + b.leftOut : 0,
    countedInEach: a.countedInEach || b.countedInEach,
    estimated: a.estimated || b.estimated,
    assumed: a.assumed || b.assumed,
  };
}

function isAnyKnown(input: MonthRowsInput, kind: MoneyKind): boolean {
  return input.channels.some(
    (channel, c) =>
      c !== input.idleChannel &&
      channel.kind === kind &&
      input.isKnown(channel),
  );
}

function sumOf(
  input: MonthRowsInput,
  side: MonthSide,
  kinds: readonly MoneyKind[],
): number {
  return input.channels.reduce(
    (sum, channel, c) =>
      c !== input.idleChannel && kinds.includes(channel.kind)
        ? sum + side.amounts[c]
        : sum,
    0,
  );
}

function amountsOf(
  input: MonthRowsInput,
  sides: readonly MonthSide[],
): PublishedAmounts {
  const of = (kind: MoneyKind) =>
    isAnyKnown(input, kind)
      ? sides.reduce((sum, side) => sum + sumOf(input, side, [kind]), 0)
      : null;
  return { seat: of('seat'), usage: of('usage'), value: of('value') };
}

function toolCost(
  input: MonthRowsInput,
  block: MonthFigures['byTool'][number],
): PublishedToolCost {
  const of = (kind: MoneyKind) =>
    block.tools.some(toolId => input.isKnown({ toolId, kind }))
      ? block[kind]
      : null;
  return {
    tools: block.tools
      .map(input.toolRef)
      .filter((ref): ref is string => ref !== undefined),
    seat: of('seat'),
    usage: of('usage'),
    value: of('value'),
  };
}

function developerCost(
  input: MonthRowsInput,
  side: MonthSide,
): PublishedDeveloperCost | null {
  if (!side.population.shown) return null;
  const costMicros = sumOf(input, side, ['seat', 'usage']);
  const base = {
    costMicros,
    activePeople: side.active,
    units: side.units,
    unitsPerMonth: input.unitsPerMonth,
    population: side.population,
  };
  if (side.active === 0) {
    return { ...base, perActiveMicros: null, state: 'no-active-people' };
  }
  if (side.active < input.minimum || side.units === 0) {
    return { ...base, perActiveMicros: null, state: 'suppressed' };
  }
  return {
    ...base,
    perActiveMicros: perActiveMicros(base),
    state: 'ok',
  };
}

/** Cost ÷ active person-months, in micro-units, half to even. */
export function perActiveMicros(cost: {
  costMicros: number;
  units: number;
  unitsPerMonth: number;
}): number {
  return Number(
    divideHalfEven(
      BigInt(cost.costMicros) * BigInt(cost.unitsPerMonth),
      BigInt(cost.units),
    ),
  );
}

function othersOf(
  input: MonthRowsInput,
  developers: MonthSide,
  others: MonthSide,
): number | null {
  if (others.population.shown) return sumOf(input, others, ['seat', 'usage']);
  return developers.population.shown && others.empty ? 0 : null;
}
