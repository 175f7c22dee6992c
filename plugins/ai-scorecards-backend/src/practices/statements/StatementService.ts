import { InputError, NotAllowedError } from '@backstage/errors';
import {
  addDays,
  attestRequestSchema,
  ConfiguredCheck,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { Clock, today } from '../../clock';
import { AiScorecardsConfig } from '../../config';
import type { Group, OrgStore } from '../../org';
import { Evaluator } from '../evaluation/Evaluator';
import { markChanged } from '../versions';
import { AttestationStore } from './AttestationStore';
import { StanceStore } from './StanceStore';

/** What people state: attestations of checks, and that they know the organisation's stance. */
export class StatementService {
  readonly #options: {
    knex: Knex;
    org: OrgStore;
    checks: readonly ConfiguredCheck[];
    attestations: AttestationStore;
    stance: StanceStore;
    evaluator: Pick<Evaluator, 'runFor'>;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  };

  constructor(options: {
    knex: Knex;
    org: OrgStore;
    checks: readonly ConfiguredCheck[];
    attestations: AttestationStore;
    stance: StanceStore;
    evaluator: Pick<Evaluator, 'runFor'>;
    clock: Clock;
    config: Pick<AiScorecardsConfig, 'practices'>;
  }) {
    this.#options = options;
  }

  /** Whether a user speaks for a team: in it or in a Group below, or leading it or a Group above. */
  async maySpeakFor(user: string, team: Group): Promise<boolean> {
    const { org, clock } = this.#options;
    const day = today(clock);
    const ref = user.toLocaleLowerCase('en-US');
    const graph = await org.graph(day);
    const leads = [team, ...graph.ancestors(team.id)].flatMap(g => g.leads);
    return leads.includes(ref) || (await org.isMember(ref, team.ref, day));
  }

  /** Throws NotAllowedError for a user who does not speak for a team. */
  async requireSpeaker(user: string, team: Group): Promise<void> {
    if (!team.isTeam) {
      throw new InputError(`${team.ref} is not a team and has no practices`);
    }
    if (!(await this.maySpeakFor(user, team))) {
      throw new NotAllowedError(
        'Only members of the team, its leads and leads of teams above may do this',
      );
    }
  }

  /**
   * Attests a check for a team, for as long as the check says, and evaluates the team. Throws NotAllowedError for whoever
   * does not speak for the team, InputError for a check that is not there or that no statement proves, and for a day to
   * come.
   */
  async attest(
    user: string,
    team: Group,
    request: z.output<typeof attestRequestSchema>,
  ): Promise<void> {
    await this.requireSpeaker(user, team);
    const { checks, attestations, evaluator, clock } = this.#options;
    const check = checks.find(({ id }) => id === request.check);
    if (!check) {
      throw new InputError(`check must name a check; ${request.check} is none`);
    }
    if (check.evidence === 'automatic' || check.attestationDays === null) {
      throw new InputError(
        `check must be one that people attest; ${check.id} is proved by what is collected`,
      );
    }
    const day = today(clock);
    const madeOn = request.madeOn ?? day;
    if (madeOn > day) {
      throw new InputError(`madeOn must be no later than today, ${day}`);
    }
    await attestations.add({
      groupId: team.id,
      check: check.id,
      by: user.toLocaleLowerCase('en-US'),
      statement: request.statement,
      href: request.href,
      madeOn,
      expiresOn: addDays(madeOn, check.attestationDays),
    });
    await evaluator.runFor(team);
  }

  /**
   * Notes that a user knows the current version of the stance. Throws InputError for another version, or where no stance
   * is configured.
   */
  async acknowledge(user: string, version: string): Promise<void> {
    const { knex, stance, clock, config } = this.#options;
    const current = config.practices.stance?.version;
    if (current === undefined) {
      throw new InputError('There is no stance to acknowledge here');
    }
    if (version !== current) {
      throw new InputError(`version must be the current one, ${current}`);
    }
    await knex.transaction(async trx => {
      const isNew = await stance.acknowledge(trx, {
        user: user.toLocaleLowerCase('en-US'),
        version,
        on: today(clock),
      });
      if (isNew) await markChanged(trx);
    });
  }
}
