import { createHash } from 'node:crypto';
import {
  AssessedResult,
  assessTeam,
  Before,
  ConfiguredCheck,
  whatHappened,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { Queryable, Settings } from '../../database';
import type { Group } from '../../org';
import { breathe } from '../../breathe';
import { WAIT_MS } from '../catalog/RepositoryRefresh';
import { RepositoryStore } from '../catalog/RepositoryStore';
import { FactsReader } from '../facts/FactsReader';
import { Situations, TeamSituation } from '../facts/Situations';
import { AttestationStore } from '../statements/AttestationStore';
import { PRACTICE_SETTINGS, practicesVersion } from '../versions';
import { inputsVersion } from './inputsVersion';
import { LevelPeerStore, levelPeers } from './LevelPeerStore';
import { pastOf } from './pastOf';
import { ResultStore, TeamOutcome } from './ResultStore';
import type { StoredStanding } from './StandingStore';

/** Teams that are worked out in one transaction. */
const TEAMS_AT_ONCE = 50;

const FIRST = 'First assessment.';
/** Where no check explains it: the rule itself became another one with a new version. */
const RULE = 'What the levels ask for changed.';

/** What was last evaluated. */
interface Evaluated {
  day: string;
  version: number;
  organisation: number;
  /** Names usage, seats, accounts, tools and exceptions as they were. */
  inputs: string;
  /** Names the checks and rules in force. */
  catalogue: string;
}

interface Subject {
  team: Group;
  situation: TeamSituation;
}

export interface EvaluatorOptions {
  knex: Knex;
  clock: Clock;
  checks: readonly ConfiguredCheck[];
  facts: Pick<FactsReader, 'read'>;
  attestations: AttestationStore;
  results: ResultStore;
  peers: LevelPeerStore;
  org: { version(): Promise<number> };
  repositories: Pick<RepositoryStore, 'lastLook'>;
  config: Pick<AiScorecardsConfig, 'practices' | 'privacy'>;
}

/** Evaluates every check for every team from what is stored, and keeps results with their history. */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #settings = new Settings();
  readonly #checks: readonly ConfiguredCheck[];
  readonly #catalogue: string;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
    const { practices, privacy } = options.config;
    const { activeDays, sensitivePaths, stance } = practices;
    const forAll = [activeDays, sensitivePaths, stance];
    this.#checks = options.checks.map(check => ({
      ...check,
      asks: hashOf([check.asks, forAll, privacy.minimumGroupSize]).slice(0, 16),
    }));
    this.#catalogue = hashOf([
      this.#checks,
      practices,
      privacy.minimumGroupSize,
    ]);
  }

  /**
   * Evaluates all teams when the day is another one, or when evidence, statements, usage, exceptions, the organisation
   * or the checks changed since the last time. Returns whether it did.
   */
  async runIfDue(): Promise<boolean> {
    const { knex, clock, org } = this.#options;
    const now: Evaluated = {
      day: today(clock),
      version: await practicesVersion(knex),
      organisation: await org.version(),
      inputs: await inputsVersion(knex, today(clock)),
      catalogue: this.#catalogue,
    };
    if (now.organisation === 0) return false;
    if (await this.#isLookDue(now.organisation)) return false;
    const last = await this.#settings.get<Evaluated>(
      knex,
      PRACTICE_SETTINGS.evaluated,
    );
    if (JSON.stringify(last) === JSON.stringify(now)) return false;
    await this.run();
    // What changed meanwhile has raised the version again, and is looked at the next time.
    await this.#settings.set(knex, PRACTICE_SETTINGS.evaluated, now);
    return true;
  }

  /** Whether nothing is evaluated before the repositories of the organisation have been looked for. */
  async waitsForLook(): Promise<boolean> {
    return this.#isLookDue(await this.#options.org.version());
  }

  /**
   * Whether the repositories of a new organisation are about to be looked for: what a Group owns that has just come is
   * nothing until then. Where the catalog could not be read for a while, nothing waits for it.
   */
  async #isLookDue(organisation: number): Promise<boolean> {
    const { repositories, clock } = this.#options;
    const look = await repositories.lastLook();
    if (!look || look.organisation === organisation) return false;
    return clock.now().getTime() - Date.parse(look.at) < WAIT_MS;
  }

  /** Evaluates all teams, some at a time, and then what their peers are. */
  async run(): Promise<void> {
    const { knex, facts, clock, results, peers } = this.#options;
    const situations = await facts.read(today(clock));
    const teams = situations.teams();
    for (let at = 0; at < teams.length; at += TEAMS_AT_ONCE) {
      await this.#evaluate(situations, teams.slice(at, at + TEAMS_AT_ONCE));
      await breathe();
    }
    const levels = await results.standings.levels();
    const bands = levelPeers(
      teams
        .filter(({ id }) => situations.isLeaf(id))
        .map(({ id, type }) => ({
          teamType: type ?? '',
          level: levels.get(id) ?? null,
        })),
    );
    await knex.transaction(trx => peers.replace(trx, bands));
  }

  /** Evaluates one team at once, as after a statement. */
  async runFor(team: Group): Promise<void> {
    const { facts, clock } = this.#options;
    await this.#evaluate(await facts.read(today(clock)), [team]);
  }

  async #evaluate(
    situations: Situations,
    teams: readonly Group[],
  ): Promise<void> {
    const { knex, clock, results } = this.#options;
    // Read before the transaction: on SQLite its one connection is then the transaction's.
    const subjects: Subject[] = [];
    for (const team of teams) {
      subjects.push({ team, situation: await situations.of(team) });
    }
    await knex.transaction(async trx => {
      await this.#settings.raise(trx, PRACTICE_SETTINGS.lock);
      await results.save(
        trx,
        await this.#assess(trx, subjects, situations.titles),
        situations.today,
        clock.now().toISOString(),
      );
    });
  }

  async #assess(
    trx: Queryable,
    subjects: readonly Subject[],
    titles: ReadonlyMap<string, string>,
  ): Promise<TeamOutcome[]> {
    const past = await pastOf(
      subjects.map(({ team }) => team),
      { ...this.#options, titles, trx },
    );
    return subjects.map(({ team, situation }) => {
      const { standing: last, results, inputFor } = past(team);
      const found = assessTeam({
        checks: this.#checks,
        ...inputFor(situation.facts),
      });
      const level = found.standing.effective;
      return {
        groupId: team.id,
        standing: {
          standing: found.standing,
          lastLevel: level ?? last?.lastLevel ?? null,
          next: found.next,
          missing: found.missing,
          nextStep: found.nextStep,
          order: found.results.map(({ check }) => check.id),
          repositories: situation.repositories,
          notice: situation.notice,
        },
        results: found.results.map(
          ({ lastKnown: _, lastFound: _f, asks: _a, step: _s, ...result }) =>
            result,
        ),
        lastKnown: new Map(
          found.results
            .filter(({ state }) => state === 'unknown')
            .map(({ check, lastKnown }) => [check.id, lastKnown]),
        ),
        lastFound: new Map(
          found.results.map(({ check, lastFound }) => [check.id, lastFound]),
        ),
        asks: new Map(found.results.map(({ check, asks }) => [check.id, asks])),
        change: changeOf(
          last,
          results,
          found.results,
          level,
          situation.facts.today,
        ),
      };
    });
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** What changed since the last evaluation of a team; null when nothing did. */
function changeOf(
  last: StoredStanding | undefined,
  past: ReadonlyMap<string, Before>,
  results: readonly AssessedResult[],
  level: number | null,
  day: string,
): TeamOutcome['change'] {
  const before = last?.standing.effective ?? null;
  const was = before ?? last?.lastLevel ?? null;
  if (!last || (was === null && level !== null)) {
    return level === null ? null : { before, was, causes: [FIRST], others: [] };
  }
  const { causes, others } = whatHappened(
    { checks: past, on: last.evaluatedOn },
    results,
    day,
  );
  if (level === before) {
    const all = [...causes, ...others];
    return all.length > 0 ? { before, was, causes: [], others: all } : null;
  }
  return { before, was, causes: causes.length > 0 ? causes : [RULE], others };
}
