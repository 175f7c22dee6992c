import { generateOrganisation } from '../organisation/generate';
import { Account, Organisation } from '../organisation/types';
import { hash } from '../random/hash';
import { dayOfMoment, toDay, toDayNumber } from '../time/days';
import { COPILOT_REPORTS_FROM } from './calendar';
import { ClaudeRow, claudeDay, scaleClaudeRow } from './claude';
import {
  CopilotDay,
  copilotDay,
  reportedCopilotDay,
  scaleCopilotDay,
} from './copilot';
import { CostLine, costLines } from './costs';
import { CodeWorld } from './code/CodeWorld';
import { CursorDay, CursorMember, CursorWorld } from './cursor';
import { OpenaiCost, OpenaiUse, OpenaiUser, OpenaiWorld } from './openai';
import { Profile, makeProfiles } from './profiles';
import { Look } from './reveal';
import { Seat, isListed, seatOf } from './seats';

export interface WorldOptions {
  /** developers of the example organisation, from 60; 300 by default */
  developers?: number;
  /** days of history before today; 400 by default */
  days?: number;
  /** the UTC day that the vendors take for today; the clock's by default */
  today?: string;
  /** the UTC day on which all began, kept when a stand-in is started again; today by default */
  begun?: string;
  /** draws everything that is done; the organisation does not depend on it */
  seed?: number;
  /** multiplies how many repositories each team has; 1 by default */
  repositoriesPerTeam?: number;
}

export type Vendor = Account['vendor'] | 'cursor' | 'openai';

/** Whose Copilot reports are asked for; an enterprise's reach further back. */
export type Scope = keyof typeof COPILOT_REPORTS_FROM;

/** Why a Copilot report of a day is there or not. */
export type ReportState = 'ready' | 'not-ready' | 'before-data' | 'too-old';

/** What an account did on a day, and what its vendor says of it now. */
export interface AccountDay<Actual> {
  account: Account;
  actual: Actual;
  /** undefined while, or when, the vendor does not list it */
  revealed: Actual | undefined;
}

export const DEFAULT_SEED = 7;
export const DEFAULT_DEVELOPERS = 300;
export const DEFAULT_DAYS = 400;

/** GitHub offers reports for a year back. */
const REPORT_YEAR = 365;
/** Whole days after which nothing of a day changes any more by itself. */
export const SETTLED_AFTER = { github: 4, anthropic: 3 } as const;
/** Whole days until the first, preliminary version of a day. */
export const FIRST_SHOWN_AFTER = { github: 2, anthropic: 1 } as const;

/**
 * Everything that happens in the example organisation, as a function of the
 * seed: nothing is stored but the roster and what was restated on demand.
 */
export class World {
  readonly organisation: Organisation;
  readonly seed: number;
  readonly days: number;
  /** every seat that ever was or will be, in the order of the accounts */
  readonly allSeats: readonly Seat[];
  private readonly profiles: Record<Account['vendor'], Profile[]>;
  private readonly cursorTeam: CursorWorld;
  private readonly openaiOrganisation: OpenaiWorld;
  /** repositories and what happens in them */
  readonly code: CodeWorld;
  private readonly revisions = new Map<string, number>();
  private readonly billed = new Map<number, CostLine[]>();
  private fixedToday: string | undefined;

  /** @throws RangeError for a day that is none or fewer than 60 developers */
  constructor(options: WorldOptions = {}) {
    this.seed = options.seed ?? DEFAULT_SEED;
    this.days = options.days ?? DEFAULT_DAYS;
    this.setToday(options.today);
    this.organisation = generateOrganisation({
      developers: options.developers ?? DEFAULT_DEVELOPERS,
    });
    const profiles = makeProfiles(this.organisation, this.seed);
    this.profiles = {
      github: profiles.filter(p => p.account.vendor === 'github'),
      anthropic: profiles.filter(p => p.account.vendor === 'anthropic'),
    };
    this.cursorTeam = new CursorWorld(this.organisation, this.seed);
    this.openaiOrganisation = new OpenaiWorld(this.organisation, this.seed);
    this.allSeats = this.profiles.github.flatMap(
      profile => seatOf(this.seed, profile) ?? [],
    );
    this.code = new CodeWorld(this.organisation, {
      seed: this.seed,
      repositoriesPerTeam: options.repositoriesPerTeam ?? 1,
      begun: options.begun ?? this.today(),
      today: () => this.today(),
      covers: day => this.covers(day),
    });
  }

  /** The vendors' current UTC day. */
  today(): string {
    return this.fixedToday ?? dayOfMoment(Date.now());
  }

  /** Fixes the vendors' day, or gives it back to the clock. */
  setToday(day: string | undefined): void {
    if (day !== undefined) {
      toDayNumber(day);
    }
    this.fixedToday = day;
  }

  /** The first day on which anything happens. */
  firstDay(): string {
    return toDay(toDayNumber(this.today()) - this.days);
  }

  /** Makes a vendor tell a day differently from now on. */
  restate(vendor: Vendor, day: string): void {
    const key = `${vendor} ${toDayNumber(day)}`;
    this.revisions.set(key, (this.revisions.get(key) ?? 0) + 1);
  }

  /** How often a vendor was made to tell a day differently. */
  revisionOf(vendor: Vendor, day: string): number {
    return this.revisions.get(`${vendor} ${toDayNumber(day)}`) ?? 0;
  }

  /** Takes back all restatements. */
  clearRestatements(): void {
    this.revisions.clear();
  }

  /** Whether GitHub has the Copilot report of a day today. */
  copilotReport(day: string, scope: Scope): ReportState {
    const age = this.age(day);
    if (age < FIRST_SHOWN_AFTER.github) {
      return 'not-ready';
    }
    if (age > REPORT_YEAR) {
      return 'too-old';
    }
    return day < COPILOT_REPORTS_FROM[scope] || day < this.firstDay()
      ? 'before-data'
      : 'ready';
  }

  /** All Copilot days of a UTC day, by account. */
  *copilot(
    day: string,
    scope: Scope = 'enterprises',
  ): Generator<AccountDay<CopilotDay>> {
    const number = toDayNumber(day);
    if (!this.covers(day)) {
      return;
    }
    const shown = this.copilotReport(day, scope) === 'ready';
    for (const profile of this.profiles.github) {
      const actual = copilotDay(this.seed, profile, number);
      if (actual) {
        const factor =
          shown && !profile.silent ? this.factor(profile, number) : 0;
        const reported = reportedCopilotDay(actual, number);
        yield {
          account: profile.account,
          actual,
          revealed: shownAs(reported, factor, scaleCopilotDay),
        };
      }
    }
  }

  /** All Claude Code days of a UTC day, by account. */
  *claude(day: string): Generator<AccountDay<ClaudeRow[]>> {
    const number = toDayNumber(day);
    if (!this.covers(day)) {
      return;
    }
    const shown = this.age(day) >= FIRST_SHOWN_AFTER.anthropic;
    for (const profile of this.profiles.anthropic) {
      const actual = claudeDay(this.seed, profile, number);
      if (actual.length > 0) {
        const factor = shown ? this.factor(profile, number) : 0;
        yield {
          account: profile.account,
          actual,
          revealed: shownAs(actual, factor, rows =>
            rows.map(row => scaleClaudeRow(row, factor, number)),
          ),
        };
      }
    }
  }

  /** What Anthropic bills for a day, once it is settled. */
  costs(day: string): CostLine[] {
    const number = toDayNumber(day);
    const known = this.billed.get(number);
    if (known || !this.covers(day)) {
      return known ?? [];
    }
    const rows: ClaudeRow[] = this.profiles.anthropic.flatMap(profile =>
      claudeDay(this.seed, profile, number),
    );
    const lines = costLines(this.seed, number, rows);
    this.billed.set(number, lines);
    return lines;
  }

  /** What the cost report says of a day today: less, while it settles and where it was restated. */
  revealedCosts(day: string): CostLine[] {
    const age = this.age(day);
    if (age < FIRST_SHOWN_AFTER.anthropic) {
      return [];
    }
    const settled = age >= SETTLED_AFTER.anthropic ? 1 : 0.97;
    const part = settled - 0.02 * (this.revisionOf('anthropic', day) % 2);
    return this.costs(day).map(line => ({
      ...line,
      amount: Math.floor(line.amount * part),
    }));
  }

  /** The seats that GitHub lists today. */
  seats(): Seat[] {
    const today = toDayNumber(this.today());
    return this.allSeats.filter(seat => isListed(seat, today));
  }

  /** The last day within 90 on which an account was used, or undefined. */
  lastCopilotDay(seat: Seat): string | undefined {
    const today = toDayNumber(this.today());
    for (let day = today; day > today - 90; day--) {
      if (this.covers(toDay(day)) && copilotDay(this.seed, seat.profile, day)) {
        return toDay(day);
      }
    }
    return undefined;
  }

  /** Who is or was a member of the Cursor team today. */
  cursorMembers(): Generator<{ member: CursorMember; removed: boolean }> {
    return this.cursorTeam.listed(toDayNumber(this.today()));
  }

  /** All Cursor days of a UTC day, by member; those of members who did nothing too. */
  *cursor(day: string): Generator<{
    member: CursorMember;
    actual: CursorDay;
    revealed: CursorDay | undefined;
  }> {
    if (!this.covers(day)) {
      return;
    }
    const look = this.look('cursor', day);
    const revealed = new Map(
      [...this.cursorTeam.revealed(look.day, look)].map(it => [
        it.member,
        it.revealed,
      ]),
    );
    for (const { member, actual } of this.cursorTeam.day(look.day)) {
      yield { member, actual, revealed: revealed.get(member) };
    }
  }

  /** Everybody who ever was or will be a user at OpenAI. */
  openaiMembers(): readonly OpenaiUser[] {
    return this.openaiOrganisation.users;
  }

  /** The users whom OpenAI lists today. */
  openaiUsers(): Generator<OpenaiUser> {
    return this.openaiOrganisation.listed(toDayNumber(this.today()));
  }

  /** Who used which model in which project at OpenAI on a UTC day. */
  openai(day: string): { actual: OpenaiUse[]; revealed: OpenaiUse[] } {
    if (!this.covers(day)) return { actual: [], revealed: [] };
    const look = this.look('openai', day);
    return {
      actual: [...this.openaiOrganisation.day(look.day)],
      revealed: [...this.openaiOrganisation.revealed(look.day, look)],
    };
  }

  /** What OpenAI bills for a UTC day. */
  openaiCosts(day: string): { actual: OpenaiCost[]; revealed: OpenaiCost[] } {
    if (!this.covers(day)) return { actual: [], revealed: [] };
    const look = this.look('openai', day);
    return {
      actual: this.openaiOrganisation.costs(look.day),
      revealed: this.openaiOrganisation.revealedCosts(look.day, look),
    };
  }

  private look(vendor: Vendor, day: string): Look {
    const number = toDayNumber(day);
    return {
      seed: this.seed,
      day: number,
      age: this.age(day),
      revision: this.revisionOf(vendor, day),
    };
  }

  private age(day: string): number {
    return toDayNumber(this.today()) - toDayNumber(day);
  }

  private covers(day: string): boolean {
    return day >= this.firstDay() && day <= this.today();
  }

  /**
   * What part of the truth the vendor shows: 0 hides the account, 1 is the
   * whole. Young days are incomplete; restated ones differ for some.
   */
  private factor(profile: Profile, day: number): number {
    const { vendor, index } = profile.account;
    const age = toDayNumber(this.today()) - day;
    const draw = (salt: number) => hash(this.seed, index, day, salt) % 100;
    let factor = 1;
    if (age < SETTLED_AFTER[vendor]) {
      factor = draw(606) < 12 ? 0 : 0.8;
    }
    const revision = this.revisions.get(`${vendor} ${day}`) ?? 0;
    if (revision > 0 && draw(700 + revision) < 30) {
      factor *= revision % 2 === 1 ? 1.25 : 0.6;
    }
    return factor;
  }
}

/** The part of something that a vendor shows: none, all, or a version. */
function shownAs<T>(
  whole: T,
  factor: number,
  scale: (whole: T, factor: number) => T,
): T | undefined {
  if (factor === 0) {
    return undefined;
  }
  return factor === 1 ? whole : scale(whole, factor);
}
