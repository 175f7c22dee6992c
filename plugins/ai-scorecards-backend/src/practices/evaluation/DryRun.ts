import {
  assessTeam,
  Assessment,
  Check,
  ConfiguredCheck,
  DryRunResponse,
  whatHappened,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import { breathe } from '../../scorecards/aggregate/breathe';
import { teamRefOf } from '../../scorecards/snapshots/SnapshotBuilder';
import { createChecks, Trial } from '../createChecks';
import { FactsReader } from '../facts/FactsReader';
import {
  AttestationStore,
  shownAttestation,
} from '../statements/AttestationStore';
import { waiversOf } from './Evaluator';
import { ResultStore } from './ResultStore';

/** Says which teams would change level if checks were switched on, off, changed or added. Stores nothing. */
export class DryRun {
  readonly #options: {
    checks: readonly ConfiguredCheck[];
    added: readonly Check[];
    facts: Pick<FactsReader, 'read'>;
    attestations: AttestationStore;
    results: ResultStore;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  };

  constructor(options: {
    checks: readonly ConfiguredCheck[];
    added: readonly Check[];
    facts: Pick<FactsReader, 'read'>;
    attestations: AttestationStore;
    results: ResultStore;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  }) {
    this.#options = options;
  }

  /** Throws InputError for ids that no check has, or that two would have. */
  async run(trial: Trial): Promise<DryRunResponse> {
    const { checks, added, facts, attestations, results, clock, config } =
      this.#options;
    const tried = createChecks(config.practices, added, trial);
    const situations = await facts.read(today(clock));
    const teams = situations.teams();
    const ids = teams.map(({ id }) => id);
    const stated = await attestations.newest(ids);
    const standings = await results.standings(ids);
    const past = await results.before(ids, standings);
    const changes: DryRunResponse['changes'] = [];
    for (const team of teams) {
      await breathe();
      const input = {
        facts: (await situations.of(team)).facts,
        attestations: new Map(
          [...(stated.get(team.id) ?? [])].map(([check, attestation]) => [
            check,
            shownAttestation(attestation, situations.titles),
          ]),
        ),
        waivers: waiversOf(team, config.practices.waivers),
        before: past.get(team.id) ?? new Map(),
        lastLevel: standings.get(team.id)?.lastLevel ?? null,
      };
      const now = assessTeam({ ...input, checks });
      const then = assessTeam({ ...input, checks: tried });
      const before = now.standing.effective;
      const after = then.standing.effective;
      if (before === after) continue;
      changes.push({
        team: teamRefOf(team),
        before,
        after,
        causes: causesOf(now, then, situations.today),
      });
    }
    return { teams: teams.length, changes };
  }
}

/** The checks by which the level would be another one, in words. */
function causesOf(now: Assessment, then: Assessment, day: string): string[] {
  const checks = new Map(
    now.results.map(({ check, asks, ...result }) => [
      check.id,
      { ...result, asked: { ...check, asks } },
    ]),
  );
  return whatHappened({ checks, on: day }, then.results, day).causes;
}
