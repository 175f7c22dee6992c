import {
  addDays,
  ConfiguredCheck,
  Figure,
  HeadlineMetric,
  levelFigure,
  PeerBand,
  practiceHeadline,
  PracticeStanding,
  Scorecard,
  shortOf,
  TeamPractices,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { AiScorecardsConfig } from '../config';
import { join, Part } from '../database';
import type { Group } from '../org';
import { LevelPeerStore } from './evaluation/LevelPeerStore';
import { ResultStore } from './evaluation/ResultStore';
import type { StoredStanding } from './evaluation/StandingStore';

const SPARKLINE_WEEKS = 12;

/** What a scorecard says of a team's practices. */
export interface PracticeScore {
  headline: HeadlineMetric;
  practices: Scorecard['practices'];
  /** "one check short of level 2"; null at the top and while nothing is assessed. */
  clause: string | null;
}

const NOT_ASSESSED: PracticeStanding = {
  state: 'not-assessed-yet',
  raw: null,
  effective: null,
  was: null,
  held: false,
  reason: 'Not assessed yet.',
};

/** Levels in the words of scorecards and lists. */
export class PracticeScores {
  readonly #options: {
    checks: readonly ConfiguredCheck[];
    results: ResultStore;
    peers: LevelPeerStore;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  };

  constructor(options: {
    checks: readonly ConfiguredCheck[];
    results: ResultStore;
    peers: LevelPeerStore;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  }) {
    this.#options = options;
  }

  /** Of a team, as it was last evaluated; as of an earlier UTC day, the level that its week ended with. */
  part(team: Group, asOf?: string): Part<PracticeScore> {
    const { results, peers, clock } = this.#options;
    const now = today(clock);
    const day = asOf !== undefined && asOf < now ? asOf : now;
    return join(
      [
        results.standings.part(team.id),
        peers.part(team.type),
        results.history.weeksPart(team.id, day, SPARKLINE_WEEKS),
      ] as const,
      (stored, band, weeks) =>
        this.#scoreOf(day < now ? undefined : stored, day, band, weeks),
    );
  }

  #scoreOf(
    stored: StoredStanding | undefined,
    day: string,
    band: PeerBand | null,
    weeks: TeamPractices['trend'],
  ): PracticeScore {
    const { checks, config } = this.#options;
    const levelOn = (week: string) =>
      weeks.find(each => each.week === week)?.level ?? null;
    const minimum = config.practices.minimumLevel;
    const sparkline = weeks.map(({ week, level }) => ({
      period: week,
      state: level === null ? ('no-data' as const) : ('ok' as const),
      value: level,
      bound: null,
    }));
    const fourWeeksAgo = levelOn(addDays(weekOf(day), -28));
    if (!stored) {
      const level = levelOn(weekOf(day));
      const standing: PracticeStanding =
        level === null
          ? NOT_ASSESSED
          : {
              ...NOT_ASSESSED,
              state: 'assessed',
              raw: level,
              effective: level,
              reason: null,
            };
      return {
        headline: practiceHeadline({
          standing,
          minimum,
          next: null,
          missing: 0,
          nextStep: null,
          peers: null,
          sparkline,
          fourWeeksAgo,
        }),
        practices: { state: standing.state, missing: [] },
        clause: null,
      };
    }
    const { standing, next, nextStep } = stored;
    const titles = new Map(checks.map(({ id, title }) => [id, title]));
    return {
      headline: practiceHeadline({
        standing,
        minimum,
        next,
        missing: stored.missing.length,
        nextStep,
        peers: band,
        sparkline,
        fourWeeksAgo,
      }),
      practices: {
        state: standing.state,
        missing: stored.missing.map(id => ({
          id,
          title: titles.get(id) ?? id,
        })),
      },
      clause:
        standing.state === 'assessed'
          ? shortOf(stored.missing.length, next) ?? null
          : null,
    };
  }

  /** A number that another value of means that levels may have changed. */
  version(): Promise<number> {
    return this.#options.results.standings.version();
  }

  /** Levels by team, to sort by: null while a level is not known. Teams that were never evaluated are left out. */
  levels(): Promise<Map<number, number | null>> {
    return this.#options.results.standings.levels();
  }

  /** The figures of some teams, as lists show them. */
  async figures(groupIds: readonly number[]): Promise<Map<number, Figure>> {
    const standings = await this.#options.results.standings.of(groupIds);
    return new Map(
      groupIds.map(id => [
        id,
        levelFigure(standings.get(id)?.standing ?? NOT_ASSESSED),
      ]),
    );
  }
}
