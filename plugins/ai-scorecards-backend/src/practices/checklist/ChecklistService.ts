import { ConflictError, InputError } from '@backstage/errors';
import {
  adoptChecklistRequestSchema,
  Checklist,
  checklistDifferences,
  checklistFaults,
  ChecklistItem,
  checklistTemplate,
  TeamChecklist,
  withMinimum,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { Clock, today } from '../../clock';
import { Settings } from '../../database';
import type { Group, OrgStore } from '../../org';
import { teamRefOf } from '../../scorecards/snapshots/SnapshotBuilder';
import { PRACTICE_SETTINGS, markChanged } from '../versions';
import { ChecklistStore } from './ChecklistStore';

/** The organisation's review checklist, and what teams make of it. */
export class ChecklistService {
  readonly #options: {
    knex: Knex;
    store: ChecklistStore;
    org: OrgStore;
    clock: Clock;
  };
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    store: ChecklistStore;
    org: OrgStore;
    clock: Clock;
  }) {
    this.#options = options;
  }

  current(): Promise<Checklist> {
    return this.#options.store.current();
  }

  /** Publishes a new version; one that says what the last said is the last. Throws InputError for ids that repeat. */
  async publish(
    user: string,
    items: readonly ChecklistItem[],
  ): Promise<Checklist> {
    const { knex, store, clock } = this.#options;
    if (new Set(items.map(({ id }) => id)).size < items.length) {
      throw new InputError('items must have an id of its own each');
    }
    return knex.transaction(async trx => {
      await this.#settings.raise(trx, PRACTICE_SETTINGS.lock);
      const last = await store.current(trx);
      if (isDeepStrictEqual(last.items, items)) return last;
      const next: Checklist = {
        version: last.version + 1,
        publishedOn: today(clock),
        items: [...items],
      };
      await store.publish(trx, next, user.toLocaleLowerCase('en-US'));
      // What templates have to hold is another thing now.
      await markChanged(trx);
      return next;
    });
  }

  /** A team's list beside the organisation's. */
  async ofTeam(team: Group, mayAdopt: boolean): Promise<TeamChecklist> {
    const { store, org } = this.#options;
    const [organisation, adopted] = await Promise.all([
      store.current(),
      store.adopted(team.id),
    ]);
    const from = adopted && (await store.version(adopted.version));
    const by = adopted && (await org.personByRef(adopted.by));
    return {
      team: teamRefOf(team),
      organisation,
      adopted: adopted && {
        ...adopted,
        by: {
          ref: adopted.by,
          title: by?.title ?? adopted.by.slice(adopted.by.indexOf('/') + 1),
        },
      },
      differences:
        adopted && from
          ? checklistDifferences(adopted.items, from.items, organisation.items)
          : [],
      template: adopted
        ? checklistTemplate(
            // The check asks templates for the current minimum, whatever the team took up.
            withMinimum(adopted.items, organisation.items),
            adopted.version,
            organisation.version,
          )
        : checklistTemplate(organisation.items, organisation.version),
      mayAdopt,
    };
  }

  /**
   * Adopts the organisation's list for a team, as it is or adapted. Throws ConflictError when another version is current
   * by now, InputError that names each minimum item that is missing or reworded.
   */
  async adopt(
    user: string,
    team: Group,
    request: z.output<typeof adoptChecklistRequestSchema>,
  ): Promise<void> {
    const { store, clock } = this.#options;
    const organisation = await store.current();
    if (request.version !== organisation.version) {
      throw new ConflictError(
        `Version ${organisation.version} of the checklist is current; look at it first`,
      );
    }
    const items = request.items ?? organisation.items;
    const faults = checklistFaults(items, organisation.items);
    if (faults.length > 0) throw new InputError(faults.join(' '));
    await store.adopt(team.id, {
      mode: isDeepStrictEqual(items, organisation.items) ? 'as-is' : 'adapted',
      version: organisation.version,
      on: today(clock),
      by: user.toLocaleLowerCase('en-US'),
      items,
    });
  }
}
