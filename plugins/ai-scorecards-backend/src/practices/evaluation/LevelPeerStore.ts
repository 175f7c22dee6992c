import type { PeerBand } from 'backstage-plugin-ai-scorecards-common';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { Part, partOf, Queryable, readPart } from '../../database';
import { quantile } from '../../scorecards/refresh/peers';

/** A band needs at least so many teams. */
const LEAST_TEAMS = 5;
/** Quartiles are kept in hundredths of a level. */
const SCALE = 100;

/** A team without teams below it, with its level; null while that is not known. */
export interface LevelPeer {
  teamType: string;
  level: number | null;
}

/** Quartiles of levels by team type, from five teams on. */
export function levelPeers(peers: readonly LevelPeer[]): Map<string, PeerBand> {
  const byType = new Map<string, number[]>();
  for (const { teamType, level } of peers) {
    if (level === null) continue;
    byType.set(teamType, [...(byType.get(teamType) ?? []), level]);
  }
  return new Map(
    [...byType]
      .filter(([, levels]) => levels.length >= LEAST_TEAMS)
      .map(([teamType, levels]) => {
        const sorted = [...levels].sort((a, b) => a - b);
        return [
          teamType,
          {
            teams: sorted.length,
            p25: quantile(sorted, 0.25),
            p50: quantile(sorted, 0.5),
            p75: quantile(sorted, 0.75),
          },
        ];
      }),
  );
}

/** Quartiles of levels, stored with each evaluation so that no page computes them. */
export class LevelPeerStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Replaces all quartiles; equal ones are left as they are. */
  async replace(
    trx: Queryable,
    bands: ReadonlyMap<string, PeerBand>,
  ): Promise<void> {
    const wanted = [...bands]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([teamType, band]) => ({
        team_type: teamType,
        teams: band.teams,
        p25: Math.round(band.p25 * SCALE),
        p50: Math.round(band.p50 * SCALE),
        p75: Math.round(band.p75 * SCALE),
      }));
    const stored: Row[] = await trx('practice_peers').orderBy('team_type');
    const plain = stored.map(row => ({
      team_type: row.team_type,
      teams: Number(row.teams),
      p25: Number(row.p25),
      p50: Number(row.p50),
      p75: Number(row.p75),
    }));
    if (isDeepStrictEqual(plain, wanted)) return;
    await trx('practice_peers').delete();
    if (wanted.length > 0) await trx('practice_peers').insert(wanted);
  }

  /** The quartiles of a team type; null for fewer than five teams. */
  of(teamType: string | null): Promise<PeerBand | null> {
    return readPart(this.#knex, this.part(teamType));
  }

  /** The same, to be read together with other things. */
  part(teamType: string | null): Part<PeerBand | null> {
    return partOf(
      `select cast(teams as varchar) as a, cast(p25 as varchar) as b, cast(p50 as varchar) as c, cast(p75 as varchar) as d
       from practice_peers where team_type = ?`,
      [teamType ?? ''],
      ([row]) =>
        row
          ? {
              teams: Number(row.a),
              p25: Number(row.b) / SCALE,
              p50: Number(row.c) / SCALE,
              p75: Number(row.d) / SCALE,
            }
          : null,
    );
  }
}

interface Row {
  team_type: string;
  teams: number | string;
  p25: number | string;
  p50: number | string;
  p75: number | string;
}
