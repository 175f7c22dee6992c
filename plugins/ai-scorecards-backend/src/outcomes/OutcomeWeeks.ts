import {
  NO_FINDINGS,
  PublishedChanges,
  PublishedOutcomeWeek,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { inList, Queryable } from '../database';
import { replaceRows } from '../scorecards/store/replaceRows';

const COLUMNS = {
  week: 'text',
  group_id: 'integer',
  minimum_size: 'integer',
  detail: 'text',
} as const;

const PEER_COLUMNS = {
  week: 'text',
  team_type: 'text',
  minimum_size: 'integer',
  teams: 'integer',
  p25: 'integer',
  p50: 'integer',
  p75: 'integer',
} as const;

/** Quartiles are kept in millionths. */
const SCALE = 1e6;

/** Quartiles of change failure over comparable teams, of the 28 days that end with a week. */
export interface OutcomePeers {
  teamType: string;
  teams: number;
  p25: number;
  p50: number;
  p75: number;
}

/**
 * Published figures of the work by team and week, and what teams are compared by. Rows that another minimum group size
 * published are not served.
 */
export class OutcomeWeeks {
  readonly #knex: Knex;
  readonly #minimumSize: number;

  constructor(options: { knex: Knex; minimumSize: number }) {
    this.#knex = options.knex;
    this.#minimumSize = options.minimumSize;
  }

  /** Replaces all rows of a week; equal ones are left as they are. Returns the teams whose rows differ. */
  async replace(
    trx: Queryable,
    week: string,
    rows: ReadonlyMap<number, PublishedOutcomeWeek>,
    peers: readonly OutcomePeers[],
  ): Promise<{ changed: boolean; groupIds: Set<number> }> {
    const wanted = [...rows].map(([groupId, published]) => ({
      week,
      group_id: groupId,
      minimum_size: this.#minimumSize,
      detail: JSON.stringify(published),
    }));
    const wantedPeers = peers.map(({ teamType, teams, p25, p50, p75 }) => ({
      week,
      team_type: teamType,
      minimum_size: this.#minimumSize,
      teams,
      p25: Math.round(p25 * SCALE),
      p50: Math.round(p50 * SCALE),
      p75: Math.round(p75 * SCALE),
    }));
    const changed = await replaceRows(
      trx,
      'team_outcomes',
      COLUMNS,
      { period: { week }, keys: ['group_id'] },
      wanted,
    );
    const changedPeers = await replaceRows(
      trx,
      'outcome_peers',
      PEER_COLUMNS,
      { period: { week }, keys: ['team_type'] },
      wantedPeers,
    );
    return {
      changed: changed.length + changedPeers.length > 0,
      groupIds: new Set(changed.map(row => Number(row.group_id))),
    };
  }

  /** One team's weeks from `from` to `to`, both Mondays included, oldest first. */
  async ofTeam(
    groupId: number,
    from: string,
    to: string,
  ): Promise<PublishedOutcomeWeek[]> {
    const rows = await this.#between(from, to)
      .andWhere({ group_id: groupId })
      .orderBy('week');
    return rows.map(({ detail }) => readDetail(detail));
  }

  /** The same of several teams, by team. */
  async ofTeams(
    groupIds: readonly number[],
    from: string,
    to: string,
  ): Promise<Map<number, PublishedOutcomeWeek[]>> {
    const rows = await this.#between(from, to)
      .andWhere(inList(this.#knex, 'group_id', groupIds))
      .orderBy(['group_id', 'week']);
    const byTeam = new Map<number, PublishedOutcomeWeek[]>();
    for (const row of rows) {
      const list = byTeam.get(Number(row.group_id));
      const week = readDetail(row.detail);
      if (list) list.push(week);
      else byTeam.set(Number(row.group_id), [week]);
    }
    return byTeam;
  }

  /** Whether any source or push ever told of an incident or a defect. */
  async incidentsTold(): Promise<boolean> {
    return (await this.#knex('incidents').first('key')) !== undefined;
  }

  /** Quartiles of a week by team type. */
  async peers(week: string): Promise<Map<string, OutcomePeers>> {
    const rows = await this.#knex('outcome_peers').where({
      week,
      minimum_size: this.#minimumSize,
    });
    return new Map(
      rows.map(row => [
        row.team_type,
        {
          teamType: row.team_type,
          teams: Number(row.teams),
          p25: Number(row.p25) / SCALE,
          p50: Number(row.p50) / SCALE,
          p75: Number(row.p75) / SCALE,
        },
      ]),
    );
  }

  #between(from: string, to: string) {
    return this.#knex('team_outcomes')
      .select<{ group_id: number; detail: string }[]>('group_id', 'detail')
      .whereBetween('week', [from, to])
      .andWhere({ minimum_size: this.#minimumSize });
  }
}

const NOT_TOLD = {
  findings: NO_FINDINGS,
  reported: null,
  aiAnswered: 0,
  aiIncidents: 0,
  reviewAnswered: 0,
  reviewGaps: 0,
} satisfies Partial<PublishedChanges>;

/** A stored week. What later versions tell is not known of one that waits to be worked out again. */
function readDetail(detail: string): PublishedOutcomeWeek {
  const week = JSON.parse(detail);
  for (const changes of [week.window, week.half]) {
    for (const [name, value] of Object.entries(NOT_TOLD)) {
      changes[name] ??= value;
    }
  }
  return week;
}
