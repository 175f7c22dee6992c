import type { Coverage, FigureState, Freshness } from '../contract/primitives';
import type { TeamRef, TeamTool } from '../contract/scorecard';
import type { ToolPolicy } from '../contract/tools';
import type { Bands } from '../metrics/bands';
import type { OutcomeInput } from './outcomes/published';

/**
 * What scoring is given: published numbers and a policy, nothing else. "Published" means that suppression has already
 * been applied: a figure that is not shown carries no number here either, so scoring cannot leak one.
 * Days are UTC, weeks are named by their Monday, months are `YYYY-MM`, money is integer micro-units.
 */

/** How much of a period is known. */
export interface PeriodState {
  /** `ok`, `partial`, `collecting`, `no-data`, `failed` or `not-connected`. */
  state: Extract<
    FigureState,
    'ok' | 'partial' | 'collecting' | 'no-data' | 'failed' | 'not-connected'
  >;
  /** One sentence for people, where the state needs one. */
  reason?: string;
  daysKnown: number;
  /** Days of the period that were over when it was worked out. */
  days: number;
}

/** Whom a published figure speaks of. */
export interface PublishedPopulation {
  /** False when too few people stand behind it; every number beside it is then 0 or empty. */
  shown: boolean;
  /** Distinct people of the denominator, or of the total. */
  people: number;
  /** People of this team in too small a group, passed to the next ancestor. */
  leftOut: number;
  /** Some people stand in two of the teams below and are counted in each. */
  countedInEach: boolean;
  /** Some licence is known by use alone. */
  estimated: boolean;
  /** Some membership is taken from after the period, because nothing earlier is known. */
  assumed: boolean;
}

/** A share of people: `active` of `people`. */
export interface PublishedRate extends PublishedPopulation {
  active: number;
}

/** A share of something else than people, taken over `people`: `numerator` of `denominator`. */
export interface PublishedShare extends PublishedPopulation {
  numerator: number;
  denominator: number;
}

/** A part of a breakdown; small parts arrive already pooled, `ids` then names them all. */
export interface PublishedPart {
  ids: string[];
  people: number;
}

export interface PublishedParts extends PublishedPopulation {
  /** Empty when the parts cannot be shown although the team is. */
  parts: PublishedPart[];
}

export const tierIds = ['14+', '7-13', '2-6', '0-1', 'new'] as const;
export type TierId = (typeof tierIds)[number];

/** One team's week over any tool, as stored. */
export interface PublishedWeek extends PeriodState {
  /** Monday. */
  week: string;
  /** Developers licensed for any tool, and those of them with an action on a licensed roster day. */
  licensed: PublishedRate;
  /** All developers of the roster, and those of them with an action on a roster day. */
  roster: PublishedRate;
  /** The 28 days that end on this week's Sunday. */
  window: PublishedWindow;
}

/** Figures over the 28 (for `habitual` 84) days that end on a week's Sunday. */
export interface PublishedWindow {
  /** Of the 28 days. */
  period: PeriodState;
  /** Ids of {@link tierIds}. */
  tiers: PublishedParts;
  /** Active in at least 9 of 12 weeks ÷ developers of the tiers. */
  habitual: PublishedRate;
  /** Of the 84 days. */
  habitualPeriod: PeriodState;
  /** Developers whose most-used tool is a default ÷ active developers. */
  defaultToolShare: PublishedRate;
  /** Person-days on sanctioned tools ÷ person-days on all tools, by the policy of the day. */
  sanctionedShare: PublishedShare & {
    /** Person-days on tools that were allowed by exception; left out for none. */
    excepted?: number;
  };
  /** Refs of tools with at least five licensed developers and no action in the 28 days. */
  abandonedTools: string[];
}

/** One team's use of one tool over the last four complete weeks, oldest first. */
export interface PublishedToolWeek extends PeriodState {
  week: string;
  licensed: PublishedRate;
  /** Developers with an action of the tool, licensed or not; they are the population themselves. */
  users: PublishedPopulation;
}

export interface ScoredTool
  extends Pick<
    TeamTool,
    'tool' | 'title' | 'vendor' | 'state' | 'until' | 'links'
  > {
  policy: ToolPolicy;
  /** False when neither seats nor licensed groups are known: its users stay out of the licensed rate. */
  reportsSeats: boolean;
  /** True when a usage source reports this tool. */
  connected: boolean;
  /** Up to four weeks that end with the scored one, oldest first; empty when not connected. */
  weeks: PublishedToolWeek[];
}

/** Money of a part of a month. Null is unknown, not zero. */
export interface PublishedAmounts {
  seat: number | null;
  usage: number | null;
  value: number | null;
}

export interface PublishedToolCost extends PublishedAmounts {
  /** Refs; several when pooled. */
  tools: string[];
}

/** One team's calendar month, as stored. */
export interface PublishedMonth extends PeriodState {
  month: string;
  /** Days of the whole month. */
  daysOfMonth: number;
  /** True when every day is past its settle time; only then it is scored. */
  complete: boolean;
  /** Distinct licensed or costing people, developers or not: the population of every total of the month. */
  population: PublishedPopulation;
  /** Null members in a month without prices or usage cost. All null when not shown. */
  amounts: PublishedAmounts;
  /** Cost is from list or contract prices, or the vendor's own estimate. */
  estimated: boolean;
  byTool: PublishedToolCost[];
  /** Cost of developers and what it is divided by. Null when not shown. */
  developers: PublishedDeveloperCost | null;
  /** Seat and usage cost of people who are not developers; null when there are too few of either kind to tell apart. */
  othersMicros: number | null;
  /** Seat cost of holders with no action of that tool in the month, seats at least 28 days old; null when not shown. */
  idleSeatMicros: number | null;
}

export interface PublishedDeveloperCost {
  /** Seat and usage cost of the team's developers. */
  costMicros: number;
  /** Developers with an action in the month; 0 only when nobody was active. */
  activePeople: number;
  /** Active person-months as the exact fraction `units` ÷ `unitsPerMonth`. */
  units: number;
  unitsPerMonth: number;
  /**
   * Cost ÷ active person-months, micro-units, half to even.
   * Null with nobody active (`no-active-people`) and with one to four of them (`suppressed`).
   */
  perActiveMicros: number | null;
  state: 'ok' | 'no-active-people' | 'suppressed';
  /** People whose cost and months stand in this figure. */
  population: PublishedPopulation;
}

/** Quartiles over comparable teams: same type, no child teams. Rates in 0–1, money in micro-units. */
export interface PeerBand {
  p25: number;
  p50: number;
  p75: number;
  teams: number;
}

export interface Benchmark {
  /** Micro-units per active developer and month. */
  valueMicros: number;
  /** Where it comes from, in words, as shown. */
  source: string;
  sourceDate: string;
  /** Number of teams behind a median; null for the vendors' reference. */
  teams: number | null;
}

export interface ScorecardInput {
  team: {
    ref: TeamRef;
    parent: TeamRef | null;
    leads: string[];
    present: boolean;
    /** False when the Group's type is not listed: no figures. */
    isTeam: boolean;
    /** True when somebody is on the roster in the scored week. */
    hasPeople: boolean;
    /** The Group names members of whom the catalog has no User. */
    membersUnknown?: true;
    /** True when some developer is among them. */
    hasDevelopers: boolean;
    /** Nearest ancestor whose figures are shown, for a team that is too small. */
    shownAncestor: TeamRef | null;
  };
  /** ISO time at which the snapshot was worked out. */
  computedAt: string;
  /** Monday of the week that is scored: the last one with every day settled. Null before the first. */
  week: string | null;
  /**
   * Up to twelve weeks that end with the scored one, oldest first, without holes: a week without a row is there with
   * `shown: false`. Not complete ones are in it, marked by their state.
   */
  weeks: PublishedWeek[];
  /** Up to twelve months that end with the last complete one on the scored week's Sunday, oldest first. */
  months: PublishedMonth[];
  /** Tools of the catalog that are present, or used by the team, in order of title. */
  tools: ScoredTool[];
  peers: {
    weeklyActiveRate: PeerBand | null;
    costPerActiveDeveloper: PeerBand | null;
  };
  benchmark: Benchmark | null;
  /** What came of the work, up to the scored week. */
  outcomes: OutcomeInput;
  currency: string;
  coverage: Coverage;
  freshness: Freshness;
  /** What is connected at all, for the notices of an empty portal. */
  connections: {
    usage: boolean;
    seats: boolean;
    /** Some contract has a price. */
    prices: boolean;
    /** Every source that should run fails. */
    failed: boolean;
    /** Who connects sources: the first of `roles.operators`, where named. */
    owner: string | null;
  };
  minimumGroupSize: number;
  /** Already merged: defaults, organisation, the team's type. */
  bands: Bands;
}
