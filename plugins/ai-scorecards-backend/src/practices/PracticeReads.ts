import {
  addDays,
  ChecksResponse,
  ConfiguredCheck,
  definitionOf,
  PracticeResult,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { AiScorecardsConfig } from '../config';
import type { Group } from '../org';
import { teamRefOf } from '../scorecards/snapshots/SnapshotBuilder';
import type { CodeHostRegistry } from '../codeHosts/CodeHostRegistry';
import type { ChecklistStore } from './checklist/ChecklistStore';
import { LevelPeerStore } from './evaluation/LevelPeerStore';
import { ResultStore } from './evaluation/ResultStore';
import type { StoredStanding } from './evaluation/StandingStore';
import { NO_CODE_HOST } from './facts/repositories';

const NOT_YET = 'Not assessed yet.';
/** A year of history, and of weeks. */
const HISTORY_DAYS = 365;
const TREND_WEEKS = 52;

const NOTHING_KNOWN: Omit<StoredStanding, 'evaluatedOn' | 'evaluatedAt'> = {
  standing: {
    state: 'not-assessed-yet',
    raw: null,
    effective: null,
    was: null,
    held: false,
    reason: NOT_YET,
  },
  lastLevel: null,
  next: null,
  missing: [],
  nextStep: null,
  order: [],
  repositories: { owned: 0, active: 0, archivedOrForked: 0 },
  notice: null,
};

/** Serves stored results: nothing is evaluated at page view. */
export class PracticeReads {
  readonly #options: {
    checks: readonly ConfiguredCheck[];
    switchedOff: readonly ConfiguredCheck[];
    results: ResultStore;
    peers: LevelPeerStore;
    checklists: Pick<ChecklistStore, 'current' | 'adopted'>;
    registry: Pick<CodeHostRegistry, 'evidence'>;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  };

  constructor(options: {
    checks: readonly ConfiguredCheck[];
    switchedOff: readonly ConfiguredCheck[];
    results: ResultStore;
    peers: LevelPeerStore;
    checklists: Pick<ChecklistStore, 'current' | 'adopted'>;
    registry: Pick<CodeHostRegistry, 'evidence'>;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  }) {
    this.#options = options;
  }

  /** Every check, with how many teams pass it. */
  async checks(): Promise<ChecksResponse> {
    const { checks, switchedOff, results } = this.#options;
    return {
      items: checks.map(definitionOf),
      switchedOff: switchedOff.map(definitionOf),
      passing: Object.fromEntries(await results.checks.passing()),
    };
  }

  /** How a team stands, as it was last evaluated. */
  async ofTeam(team: Group, mayAttest: boolean): Promise<TeamPractices> {
    const { results, peers, registry, clock, config } = this.#options;
    const day = today(clock);
    const [standings, stored, band, history, trend, newer] = await Promise.all([
      results.standings.of([team.id]),
      results.checks.of(team.id),
      peers.of(team.type),
      results.history.changes(team.id, addDays(day, -HISTORY_DAYS)),
      results.history.weeks(team.id, day, TREND_WEEKS),
      this.#newerChecklist(team),
    ]);
    const known = standings.get(team.id);
    const { standing, next, missing, nextStep, order, repositories, notice } =
      known ?? NOTHING_KNOWN;
    return {
      team: teamRefOf(team),
      standing,
      minimum: config.practices.minimumLevel,
      next,
      results: known
        ? inOrder(stored, order)
        : this.#options.checks.map(notAssessed),
      missing,
      nextStep,
      peers: band,
      history,
      trend,
      repositories,
      evaluatedAt: known?.evaluatedAt ?? null,
      notice: notice ?? (registry.evidence.length === 0 ? NO_CODE_HOST : null),
      newerChecklist: newer,
      mayAttest,
    };
  }

  async #newerChecklist(team: Group): Promise<number | null> {
    const { checklists } = this.#options;
    const [{ version }, adopted] = await Promise.all([
      checklists.current(),
      checklists.adopted(team.id),
    ]);
    return adopted && adopted.version < version ? version : null;
  }
}

function inOrder(
  results: readonly PracticeResult[],
  order: readonly string[],
): PracticeResult[] {
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = ({ check }: PracticeResult) =>
    places.get(check.id) ?? order.length;
  return [...results].sort((a, b) => placeOf(a) - placeOf(b));
}

function notAssessed(check: ConfiguredCheck): PracticeResult {
  return {
    check: definitionOf(check),
    state: 'unknown',
    counts: 'unknown',
    raw: null,
    reason: NOT_YET,
    since: null,
    held: null,
    mismatch: null,
    waivedUntil: null,
    waivedBy: [],
    attestation: null,
    evidence: [],
    help: [],
  };
}
