import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { AiScorecardsConfig } from '../config';
import { OrgStore } from '../org';
import { AttestationStore } from './statements/AttestationStore';
import { StanceStore } from './statements/StanceStore';

/** What a person stated of practices. It is never asked about anybody but the caller. */
export class HeldStatements {
  readonly #options: {
    attestations: AttestationStore;
    stance: StanceStore;
    org: OrgStore;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  };

  constructor(options: {
    attestations: AttestationStore;
    stance: StanceStore;
    org: OrgStore;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  }) {
    this.#options = options;
  }

  /** By the user's ref, compared without case. */
  async of(
    user: string,
  ): Promise<Pick<Me, 'attestations' | 'acknowledgements' | 'stance'>> {
    const { attestations, stance, org, clock, config } = this.#options;
    const ref = user.toLocaleLowerCase('en-US');
    const [stated, acknowledgements, graph] = await Promise.all([
      attestations.ofPerson(ref),
      stance.ofPerson(ref),
      org.graph(today(clock)),
    ]);
    const current = config.practices.stance;
    return {
      attestations: stated.flatMap(attestation => {
        const { groupId, check, statement, madeOn, expiresOn } = attestation;
        const team = graph.groupById(groupId)?.ref;
        return team ? [{ team, check, statement, madeOn, expiresOn }] : [];
      }),
      acknowledgements,
      stance: current && {
        ...current,
        acknowledgedOn:
          acknowledgements.find(({ version }) => version === current.version)
            ?.on ?? null,
      },
    };
  }
}
