import type { PeerBand } from 'backstage-plugin-ai-scorecards-common';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { Queryable } from '../../database';

/** Quartiles of one metric over comparable teams of a week. Rates are 0–1, money micro-units. */
export interface PeerRow extends PeerBand {
  /** `weeklyActiveRate` or `costPerActiveDeveloper`. */
  metric: string;
  teamType: string;
}

/** Rows by their key, for comparison. */
const byKey = <T extends { metric: string; team_type: string }>(rows: T[]) =>
  new Map(
    rows.map(row => [`${row.metric} ${row.team_type}`, { ...row }] as const),
  );

/** Rates are kept in millionths. */
const SCALE: Record<string, number> = { weeklyActiveRate: 1e6 };

/** Quartiles, stored when a week is worked out so that no page computes them. */
export class PeerStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Replaces the quartiles of a week; equal ones are left as they are. */
  async replaceWeek(
    trx: Queryable,
    week: string,
    rows: readonly PeerRow[],
  ): Promise<void> {
    const wanted = rows.map(row => {
      const scale = SCALE[row.metric] ?? 1;
      return {
        week,
        metric: row.metric,
        team_type: row.teamType,
        teams: row.teams,
        p25: Math.round(row.p25 * scale),
        p50: Math.round(row.p50 * scale),
        p75: Math.round(row.p75 * scale),
      };
    });
    const stored = (await trx('week_peers').where({ week })).map(row => ({
      ...row,
      teams: Number(row.teams),
      p25: Number(row.p25),
      p50: Number(row.p50),
      p75: Number(row.p75),
    }));
    if (isDeepStrictEqual(byKey(stored), byKey(wanted))) return;
    await trx('week_peers').where({ week }).delete();
    if (wanted.length > 0) await trx('week_peers').insert(wanted);
  }

  /** Rows of a week, in the units of {@link PeerRow}. */
  async ofWeek(week: string, trx: Queryable = this.#knex): Promise<PeerRow[]> {
    const rows = await trx('week_peers').select('*').where({ week });
    return rows.map(row => {
      const scale = SCALE[row.metric] ?? 1;
      return {
        metric: row.metric,
        teamType: row.team_type,
        teams: Number(row.teams),
        p25: Number(row.p25) / scale,
        p50: Number(row.p50) / scale,
        p75: Number(row.p75) / scale,
      };
    });
  }
}
