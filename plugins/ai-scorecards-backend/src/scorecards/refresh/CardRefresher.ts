import {
  addDays,
  addMonths,
  daysOfWeek,
  firstDay,
  PublishedWeek,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { benchmarks } from '../../cost/benchmark';
import { toolReference } from '../../cost/toolReference';
import { StalePeriod, StalePeriods } from '../../database';
import { OrgStore } from '../../org';
import { ToolStore } from '../../tools';
import { lastWholeMonth, SnapshotBuilder } from '../snapshots/SnapshotBuilder';
import { PeerStore, ScorecardStore, TeamPeriods } from '../store';
import { readCoverage } from './coverage';
import { LedgerReader } from './LedgerReader';
import { StoredMonth } from './monthRows';
import { Peer, peerRows } from './peers';
import { knownPeriod } from './periodStates';

/** Months of a benchmark. */
const BENCHMARK_MONTHS = 3;

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
    const known = knownPeriod(daysOfWeek(week), sources, today);
    if (!known.settled || known.daysKnown === 0) {
      await this.#knex.transaction(async trx => {
        await this.#scorecards.replaceWeek(trx, week, []);
        await this.#peers.replaceWeek(trx, week, []);
        await this.#stale.clearIfUnchanged(trx, stale);
      });
      return;
    }
    const months = await this.#months(sunday);
    const peers = peerRows(await this.#peerTeams(week, months));
    const cards = await this.#snapshots.buildWeek(week, {
      peers,
      benchmarkOf: await this.#benchmarks(sunday, months),
      coverage: await readCoverage(this.#knex, sunday, this.#minimumCoverage),
      freshness: {
        through: sunday,
        month: lastWholeMonth(sunday),
        sources: [],
        progress: null,
      },
    });
    await this.#knex.transaction(async trx => {
      await this.#peers.replaceWeek(trx, week, peers);
      await this.#scorecards.replaceWeek(trx, week, cards);
      await this.#stale.clearIfUnchanged(trx, stale);
    });
  }

  /** The last three months that had ended on a day, by team. */
  async #months(sunday: string): Promise<Map<number, StoredMonth[]>> {
    const last = lastWholeMonth(sunday);
    const rows = await this.#periods.ofAll<'month'>(
      'month',
      firstDay(addMonths(last, 1 - BENCHMARK_MONTHS)),
      firstDay(last),
      { anyTool: true },
    );
    return new Map(
      [...rows].map(([groupId, list]) => [
        groupId,
        // Rows of months are written with what teams are compared by.
        list
          .map(row => row.published as StoredMonth)
          .filter(month => month.complete),
      ]),
    );
  }

  async #peerTeams(
    week: string,
    months: ReadonlyMap<number, StoredMonth[]>,
  ): Promise<Peer[]> {
    const sunday = addDays(week, 6);
    const graph = await this.#org.graph(sunday);
    const weeks = await this.#periods.ofAll<'week'>(
      'week',
      addDays(week, -21),
      week,
      { anyTool: true },
    );
    const last = lastWholeMonth(sunday);
    const groups = await this.#org.groups();
    return groups
      .filter(
        group =>
          group.isTeam && !graph.descendants(group.id).some(g => g.isTeam),
      )
      .map(group => ({
        teamType: group.type ?? '',
        weeks: (weeks.get(group.id) ?? []).map(
          row => row.published as PublishedWeek,
        ),
        month: months.get(group.id)?.find(month => month.month === last),
      }));
  }

  async #benchmarks(
    sunday: string,
    months: ReadonlyMap<number, StoredMonth[]>,
  ) {
    const graph = await this.#org.graph(sunday);
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
      teams: [...months].map(([groupId, list]) => ({
        groupId,
        leaf: groupId !== 0 && !graph.descendants(groupId).some(g => g.isTeam),
        months: list,
      })),
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
