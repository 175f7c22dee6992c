import {
  addDays,
  ConfiguredCheck,
  daysBetween,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Clock, today } from '../../clock';
import { isUserRef } from '../../erasure/names';
import { OutboxStore } from '../../exceptions/notices/OutboxStore';
import type { OrgStore } from '../../org';
import type { RepositoryStore } from '../catalog/RepositoryStore';
import { AttestationStore, StoredAttestation } from './AttestationStore';

/** Days before its end at which people are told of an attestation; the first comes first. */
const BEFORE_DAYS = [14, 3] as const;

/** Tells whoever attested a check, the team's practice lead and its leads that the statement is about to end. */
export class Reminders {
  readonly #options: {
    knex: Knex;
    attestations: AttestationStore;
    repositories: RepositoryStore;
    outbox: OutboxStore;
    org: OrgStore;
    checks: readonly ConfiguredCheck[];
    clock: Clock;
  };

  constructor(options: {
    knex: Knex;
    attestations: AttestationStore;
    repositories: RepositoryStore;
    outbox: OutboxStore;
    org: OrgStore;
    checks: readonly ConfiguredCheck[];
    clock: Clock;
  }) {
    this.#options = options;
  }

  /**
   * Puts into the outbox what is due. Each reminder has a scope of its own, so that another run tells nobody twice; one
   * that was renewed is not spoken of. Returns how many reminders are due now.
   */
  async prepare(): Promise<number> {
    const { knex, attestations, outbox, clock } = this.#options;
    const day = today(clock);
    const ending = await attestations.endingBetween(
      day,
      addDays(day, BEFORE_DAYS[0]),
    );
    if (ending.length === 0) return 0;
    const about = await this.#about(day);
    let due = 0;
    for (const attestation of ending) {
      const left = daysBetween(day, attestation.expiresOn);
      const before = BEFORE_DAYS.filter(days => left <= days).pop();
      const team = about.teams(attestation.groupId);
      const users = about.users(attestation);
      const check = about.check(attestation.check);
      if (before === undefined || !team || !check || users.length === 0) {
        continue;
      }
      const [, namespace, name] = team.ref.split(/[:/]/);
      await outbox.add(
        knex,
        clock.now().toISOString(),
        `attestation:${attestation.id}:${before}`,
        {
          users,
          title: `A statement of ${team.title} holds until ${addDays(
            attestation.expiresOn,
            -1,
          )}`,
          description: `${check.title}: look whether it still is so, and renew the statement.`,
          link: `/catalog/${namespace}/group/${name}/ai-scorecards?check=${encodeURIComponent(
            check.id,
          )}`,
          severity: before === BEFORE_DAYS[0] ? 'normal' : 'high',
          topic: 'ai-practices',
        },
      );
      due += 1;
    }
    return due;
  }

  async #about(day: string) {
    const { org, repositories, checks } = this.#options;
    const [graph, practices, people] = await Promise.all([
      org.graph(day),
      repositories.practices(),
      org.people(),
    ]);
    const present = new Set(
      people
        .filter(person => person.present && isUserRef(person.ref))
        .map(({ ref }) => ref),
    );
    const isPresent = (ref: string | undefined): ref is string =>
      ref !== undefined && present.has(ref);
    return {
      teams: (id: number) => {
        const group = graph.groupById(id);
        return group?.present ? group : undefined;
      },
      check: (id: string) => checks.find(check => check.id === id),
      /** Where none of those whom it concerns is there, the leads of the nearest Group above. */
      users: ({ by, groupId }: StoredAttestation) => {
        const near = [
          by,
          practices.get(groupId)?.lead?.ref,
          ...(graph.groupById(groupId)?.leads ?? []),
        ].filter(isPresent);
        return [
          ...new Set(
            near.length > 0 ? near : graph.leadsOf(groupId).filter(isPresent),
          ),
        ];
      },
    };
  }
}
