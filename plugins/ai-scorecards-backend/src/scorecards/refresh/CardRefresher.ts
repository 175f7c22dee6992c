import {
  addDays,
  addMonths,
  daysOfWeek,
  firstDay,
  PublishedWeek,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { benchmarks, CostTeam } from '../../cost/benchmark';
import { toolReference } from '../../cost/toolReference';
import { StalePeriod, StalePeriods } from '../../database';
import { OrgStore } from '../../org';
import { breathe } from '../../breathe';
import { meanwhile } from '../../meanwhile';
import { ToolStore } from '../../tools';
import { lastWholeMonth, SnapshotBuilder } from '../snapshots/SnapshotBuilder';
import { PeerStore, ScorecardRow, ScorecardStore, TeamPeriods } from '../store';
import { readCoverage } from './coverage';
import { LedgerReader } from './LedgerReader';
import { StoredMonth } from './monthRows';
import { headlineRate, Peer, peerRows } from './peers';
import { knownPeriod } from './periodStates';

/** Months of a benchmark. */
const BENCHMARK_MONTHS = 3;
/** Teams whose rows are held at a time. */
const TEAMS_AT_ONCE = 100;

interface ComparedTeam extends Peer, CostTeam {}

/** Makes the snapshots of a week again, from what is stored of its weeks and months. */
export class CardRefresher {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #ledger: LedgerReader;
  readonly #periods: TeamPeriods;
  readonly #scorecards: ScorecardStore;
  readonly #peers: PeerStore;
  readonly #org: OrgStore;
  readonly #tools: ToolStore;
  readonly #snapshots: SnapshotBuilder;
  readonly #minimumCoverage: number;

  constructor(options: {
    knex: Knex;
    stale: StalePeriods;
    ledger: LedgerReader;
    periods: TeamPeriods;
    scorecards: ScorecardStore;
    peers: PeerStore;
    org: OrgStore;
    tools: ToolStore;
    snapshots: SnapshotBuilder;
    minimumCoverage: number;
  }) {
    this.#knex = options.knex;
    this.#stale = options.stale;
    this.#ledger = options.ledger;
    this.#periods = options.periods;
    this.#scorecards = options.scorecards;
    this.#peers = options.peers;
    this.#org = options.org;
    this.#tools = options.tools;
    this.#snapshots = options.snapshots;
    this.#minimumCoverage = options.minimumCoverage;
  }

  /** A week with a day that may still change has no snapshots: the last good ones stay the last. */
  async refresh(stale: StalePeriod, today: string): Promise<void> {
    const week = stale.period;
    const sunday = addDays(week, 6);
    const sources = await this.#ledger.between(week, sunday, today);
    const known = knownPeriod(
      daysOfWeek(week),
      sources.filter(source => source.ofTotal),
      today,
    );
    if (!known.settled || known.daysKnown === 0) {
      await this.#knex.transaction(async trx => {
        await this.#scorecards.keepOnly(trx, week, []);
        await this.#peers.replaceWeek(trx, week, []);
        await this.#stale.clearIfUnchanged(trx, stale);
      });
      return;
    }
    const teams = await this.#comparedTeams(week);
    const peers = peerRows(teams.filter(team => team.leaf));
    const cards = this.#snapshots.buildWeek(week, {
      peers,
      benchmarkOf: await this.#benchmarks(sunday, teams),
      coverage: await readCoverage(this.#knex, sunday, this.#minimumCoverage),
      freshness: {
        through: sunday,
        month: lastWholeMonth(sunday),
        sources: [],
        progress: null,
        workingOut: false,
      },
      bases: await this.#scorecards.bases(week),
    });
    const write = (made: readonly ScorecardRow[]) =>
      this.#knex.transaction(async trx => {
        const holds = await this.#stale.isUnchanged(trx, stale);
        const rows = holds ? made : made.map(row => ({ ...row, basis: null }));
        await this.#scorecards.replace(trx, week, rows);
      });
    const groupIds: number[] = [];
    // Some are written while the next are made.
    let writing = Promise.resolve();
    try {
      for await (const { made, kept } of cards) {
        await writing;
        writing = meanwhile(() => write(made));
        groupIds.push(...kept, ...made.map(card => card.groupId));
      }
    } finally {
      // Nothing is written any more when a failed week is tried again.
      await writing;
    }
    // Until here a crash leaves the week on the list, so that what is new beside old is made anew.
    await this.#knex.transaction(async trx => {
      await this.#peers.replaceWeek(trx, week, peers);
      await this.#scorecards.keepOnly(trx, week, groupIds);
      await this.#stale.clearIfUnchanged(trx, stale);
    });
  }

  /** Every team with what peers and benchmarks compare, over the last four weeks and three whole months. */
  async #comparedTeams(week: string): Promise<ComparedTeam[]> {
    const sunday = addDays(week, 6);
    const graph = await this.#org.graph(sunday);
    const last = lastWholeMonth(sunday);
    const teams = (await this.#org.groups()).filter(group => group.isTeam);
    const found: ComparedTeam[] = [];
    for (let at = 0; at < teams.length; at += TEAMS_AT_ONCE) {
      const some = teams.slice(at, at + TEAMS_AT_ONCE);
      const groupIds = some.map(group => group.id);
      const weeks = await this.#periods.ofAll<'week'>(
        'week',
        addDays(week, -21),
        week,
        { anyTool: true, groupIds },
      );
      const months = await this.#periods.ofAll<'month'>(
        'month',
        firstDay(addMonths(last, 1 - BENCHMARK_MONTHS)),
        firstDay(last),
        { anyTool: true, groupIds },
      );
      await breathe();
      for (const { id, type } of some) {
        const complete = (months.get(id) ?? [])
          // Rows of months are written with what teams are compared by.
          .map(row => row.published as StoredMonth)
          .filter(month => month.complete);
        found.push({
          groupId: id,
          leaf: !graph.descendants(id).some(group => group.isTeam),
          teamType: type ?? '',
          weeklyActiveRate: headlineRate(
            (weeks.get(id) ?? []).map(row => row.published as PublishedWeek),
          ),
          costPerActiveDeveloper:
            complete.find(month => month.month === last)?.developers
              ?.perActiveMicros ?? null,
          months: complete.map(({ developers, unitsByTool }) => ({
            developers,
            unitsByTool,
          })),
        });
      }
    }
    return found;
  }

  async #benchmarks(sunday: string, teams: readonly ComparedTeam[]) {
    const last = lastWholeMonth(sunday);
    const plans: { tool_id: number; plan: string | null; n: number }[] =
      await this.#knex('seats')
        .where('valid_from', '<=', sunday)
        .andWhere('valid_to', '>', sunday)
        .groupBy('tool_id', 'plan')
        .select('tool_id', 'plan')
        .count({ n: '*' });
    const tools = await this.#tools.list();
    return benchmarks({
      months: [2, 1, 0].map(back => addMonths(last, -back)),
      teams,
      tools: tools.map(tool => ({
        id: tool.id,
        title: tool.title,
        reference: toolReference(
          tool,
          plans
            .filter(row => Number(row.tool_id) === tool.id)
            .map(row => ({ plan: row.plan, seats: Number(row.n) })),
        ),
      })),
    });
  }
}
