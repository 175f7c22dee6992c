import {
  addDays,
  daysFromTo,
  OUTCOME_WEEKS,
  PublishedOutcomeWeek,
  rate,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { StalePeriod, StalePeriods } from '../database';
import { breathe } from '../breathe';
import { DaySpan } from '../scorecards/aggregate/span';
import { LedgerReader } from '../scorecards/refresh/LedgerReader';
import {
  OrgOfSpan,
  PeriodLoader,
  teamsOf,
} from '../scorecards/refresh/PeriodLoader';
import { quantile } from '../scorecards/refresh/peers';
import { markCards } from '../scorecards/store';
import {
  KnownPeriod,
  knownPeriod,
  periodState,
} from '../scorecards/refresh/periodStates';
import { isScanned, RepositoriesOfSpan } from './aggregate/findingsOfTeams';
import {
  changesOfTeams,
  NO_CHANGES,
  NO_ROSTER,
  outputOfTeams,
  WorkFacts,
} from './aggregate/outcomeFigures';
import { WorkByPerson } from './aggregate/workByPerson';
import { Change, ChangeLoader } from './ChangeLoader';
import { FindingLoader, WatchedRepository } from './FindingLoader';
import { OutcomePeers, OutcomeWeeks } from './OutcomeWeeks';
import { Report, ReportLoader } from './ReportLoader';
import { teamOfGroups } from './teamOfGroups';

/** A band needs at least so many teams. */
const LEAST_TEAMS = 5;
/** Snapshots show twelve weeks, each against the own baseline. */
const CARDS_THAT_LOOK_BACK = OUTCOME_WEEKS;

/** What was read of four weeks. */
interface WorkRead {
  organisation: OrgOfSpan;
  changes: readonly Change[];
  reports: readonly Report[];
  repositories: readonly WatchedRepository[];
}

/** Works out again what came of a week's work: its seven days, and the 28 and 14 days that end with it. */
export class OutcomeRefresher {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #loader: PeriodLoader;
  readonly #ledger: LedgerReader;
  readonly #changes: ChangeLoader;
  readonly #reports: ReportLoader;
  readonly #findings: FindingLoader;
  readonly #weeks: OutcomeWeeks;
  readonly #minimum: number;
  readonly #minimumCoverage: number;

  constructor(options: {
    knex: Knex;
    stale: StalePeriods;
    loader: PeriodLoader;
    ledger: LedgerReader;
    findings: FindingLoader;
    weeks: OutcomeWeeks;
    minimum: number;
    minimumCoverage: number;
  }) {
    this.#knex = options.knex;
    this.#stale = options.stale;
    this.#loader = options.loader;
    this.#ledger = options.ledger;
    this.#changes = new ChangeLoader(options.knex);
    this.#reports = new ReportLoader(options.knex);
    this.#findings = options.findings;
    this.#weeks = options.weeks;
    this.#minimum = options.minimum;
    this.#minimumCoverage = options.minimumCoverage;
  }

  /** @param today - the UTC day that is not over */
  async refresh(stale: StalePeriod, today: string): Promise<void> {
    const week = stale.period;
    const { rows, peers } =
      week > weekOf(today)
        ? { rows: new Map<number, PublishedOutcomeWeek>(), peers: [] }
        : await this.#workOut(week, today);
    await this.#knex.transaction(async trx => {
      const { changed, groupIds } = await this.#weeks.replace(
        trx,
        week,
        rows,
        peers,
      );
      if (changed) {
        const last = addDays(week, 7 * (CARDS_THAT_LOOK_BACK - 1));
        const current = weekOf(today);
        await markCards(
          trx,
          this.#stale,
          weeksBetween(week, last < current ? last : current),
          groupIds,
        );
      }
      await this.#stale.clearIfUnchanged(trx, stale);
    });
  }

  async #workOut(week: string, today: string) {
    const sunday = addDays(week, 6);
    const oldest = addDays(sunday, -27);
    const sources = await this.#ledger.between(
      oldest,
      sunday,
      today,
      this.#knex,
      'outcomes',
    );
    const rows = new Map<number, PublishedOutcomeWeek>();
    if (sources.length === 0) return { rows, peers: [] };
    const known = (from: string): KnownPeriod =>
      knownPeriod(daysFromTo(from, sunday), sources, today);
    const organisation = await this.#loader.organisation(oldest, sunday);
    const read: WorkRead = {
      organisation,
      changes: await this.#changes.between(oldest, sunday),
      reports: await this.#reports.between(oldest, sunday),
      repositories: await this.#findings.between(oldest, sunday),
    };
    const facts = (from: string) =>
      this.#facts(new DaySpan(from, sunday), read);

    const ofWeek = facts(week);
    await breathe();
    const output = outputOfTeams(ofWeek);
    await breathe();
    const inWindow = facts(oldest);
    await breathe();
    const window = await changesOfTeams(inWindow);
    await breathe();
    const inHalf = facts(addDays(sunday, -13));
    await breathe();
    const half = await changesOfTeams(inHalf);
    const states = {
      week: known(week),
      window: periodState(known(oldest)),
      half: periodState(known(addDays(sunday, -13))),
    };
    const coverage = await this.#changes.coverage(oldest, sunday);
    const resolved = coverage.changes - coverage.unresolved;
    const provisional = resolved < this.#minimumCoverage * coverage.changes;
    // Whoever was in a team in the window has a row, so that a team without anybody this week keeps its quality.
    for (const groupId of inWindow.forest.teamIds) {
      const index = ofWeek.forest.indexOf.get(groupId);
      rows.set(groupId, {
        week,
        ...periodState(states.week),
        settled: states.week.settled,
        provisional,
        roster: index === undefined ? NO_ROSTER : output[index],
        window: {
          period: states.window,
          ...(window[inWindow.forest.indexOf.get(groupId) ?? -1] ?? NO_CHANGES),
        },
        half: {
          period: states.half,
          ...(half[inHalf.forest.indexOf.get(groupId) ?? -1] ?? NO_CHANGES),
        },
      });
    }
    return { rows, peers: this.#peers(organisation, inWindow, rows) };
  }

  #facts(span: DaySpan, read: WorkRead): WorkFacts {
    const { organisation, changes, reports, repositories } = read;
    const { forest, members } = teamsOf(span, organisation);
    const workedOn = new Set(
      changes
        .filter(({ day }) => span.bit(day) !== 0)
        .map(({ repository }) => repository),
    );
    return {
      span,
      forest,
      members,
      changes: new WorkByPerson(span, members, changes),
      reports: new WorkByPerson(span, members, reports),
      repositories: new RepositoriesOfSpan(
        span,
        forest,
        teamOfGroups(forest, organisation, span.last),
        repositories,
        workedOn,
      ),
      scanned: new Set(
        repositories
          .filter(each => isScanned(each, span))
          .map(({ slug }) => slug),
      ),
      minimum: this.#minimum,
    };
  }

  /** Quartiles by team type over teams without teams below that show their change failure. */
  #peers(
    organisation: OrgOfSpan,
    { forest }: WorkFacts,
    rows: ReadonlyMap<number, PublishedOutcomeWeek>,
  ): OutcomePeers[] {
    const byType = new Map<string, number[]>();
    for (const { id, type } of organisation.groups) {
      const index = forest.indexOf.get(id);
      const window = rows.get(id)?.window;
      if (index === undefined || forest.leaf[index] === 0 || !window) continue;
      if (!window.shown || window.period.state !== 'ok') continue;
      const { value } = rate(window.failed, window.changes, window.people);
      if (value === null) continue;
      const values = byType.get(type ?? '') ?? [];
      values.push(value);
      byType.set(type ?? '', values);
    }
    return [...byType]
      .filter(([, values]) => values.length >= LEAST_TEAMS)
      .map(([teamType, values]) => {
        const sorted = values.sort((a, b) => a - b);
        return {
          teamType,
          teams: sorted.length,
          p25: quantile(sorted, 0.25),
          p50: quantile(sorted, 0.5),
          p75: quantile(sorted, 0.75),
        };
      });
  }
}
