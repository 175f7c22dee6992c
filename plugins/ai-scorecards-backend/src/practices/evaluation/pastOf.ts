import type {
  AssessInput,
  Before,
  TeamFacts,
  Waiver,
} from 'backstage-plugin-ai-scorecards-common';
import type { AiScorecardsConfig } from '../../config';
import type { Queryable } from '../../database';
import type { Group } from '../../org';
import {
  AttestationStore,
  shownAttestation,
} from '../statements/AttestationStore';
import { ResultStore } from './ResultStore';
import type { StoredStanding } from './StandingStore';

/** What is stored of a team before it is assessed. */
export interface TeamPast {
  /** Undefined before the first time. */
  standing: StoredStanding | undefined;
  results: ReadonlyMap<string, Before>;
  /** What an assessment looks at, but for the checks. */
  inputFor(facts: TeamFacts): Omit<AssessInput, 'checks'>;
}

/** Reads what is stored of some teams: how they stood, and what people say for them. */
export async function pastOf(
  teams: readonly Pick<Group, 'id' | 'ref'>[],
  options: {
    attestations: AttestationStore;
    results: ResultStore;
    config: Pick<AiScorecardsConfig, 'practices'>;
    /** Titles of people by ref. */
    titles: ReadonlyMap<string, string>;
    trx?: Queryable;
  },
): Promise<(team: Pick<Group, 'id' | 'ref'>) => TeamPast> {
  const { attestations, results, config, titles, trx } = options;
  const ids = teams.map(({ id }) => id);
  const stated = await attestations.newest(ids, trx);
  const standings = await results.standings.of(ids, trx);
  const before = await results.checks.before(ids, standings, trx);
  return team => {
    const standing = standings.get(team.id);
    const past = before.get(team.id) ?? new Map<string, Before>();
    return {
      standing,
      results: past,
      inputFor: facts => ({
        facts,
        attestations: new Map(
          [...(stated.get(team.id) ?? [])].map(([check, attestation]) => [
            check,
            shownAttestation(attestation, titles),
          ]),
        ),
        waivers: waiversOf(team, config.practices.waivers),
        before: past,
        lastLevel: standing?.lastLevel ?? null,
      }),
    };
  };
}

/** The waivers of a team, by check; of two for one check the later end counts. */
function waiversOf(
  team: Pick<Group, 'ref'>,
  waivers: AiScorecardsConfig['practices']['waivers'],
): Map<string, Waiver> {
  const found = new Map<string, Waiver>();
  for (const { team: ref, check, until, reason } of waivers) {
    if (ref !== team.ref) continue;
    const known = found.get(check);
    if (!known || known.until < until)
      found.set(check, { check, until, reason });
  }
  return found;
}
