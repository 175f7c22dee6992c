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
import { breathe } from '../../breathe';
import { teamRefOf } from '../../scorecards/snapshots/SnapshotBuilder';
import { createChecks, Trial } from '../createChecks';
import { FactsReader } from '../facts/FactsReader';
import { AttestationStore } from '../statements/AttestationStore';
import { pastOf } from './pastOf';
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
    const { checks, added, facts, clock, config } = this.#options;
    const tried = createChecks(config.practices, added, trial);
    const situations = await facts.read(today(clock));
    const teams = situations.teams();
    const past = await pastOf(teams, {
      ...this.#options,
      titles: situations.titles,
    });
    const changes: DryRunResponse['changes'] = [];
    for (const team of teams) {
      await breathe();
      const { facts: found } = await situations.of(team);
      const input = past(team).inputFor(found);
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
