import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { Clock, today } from '../../clock';
import type { PracticesConfig } from '../../config/types';
import { Settings } from '../../database';
import { ErasedNames } from '../../erasure/names';
import { OrgStore } from '../../org';
import { markChanged, PRACTICE_SETTINGS } from '../versions';
import { readRepositories } from './readRepositories';
import { LastLook, RepositoryStore } from './RepositoryStore';

/** How long after a look the next one is due. */
export const WAIT_MS = 10 * 60_000;

/** Follows the catalog's Components: which repositories there are, and whose they are. */
export class RepositoryRefresh {
  readonly #options: {
    knex: Knex;
    repositories: RepositoryStore;
    org: OrgStore;
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
    config: { practices: Pick<PracticesConfig, 'leadRelation'> };
  };
  readonly #settings = new Settings();

  constructor(options: {
    knex: Knex;
    repositories: RepositoryStore;
    org: OrgStore;
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
    config: { practices: Pick<PracticesConfig, 'leadRelation'> };
  }) {
    this.#options = options;
  }

  /**
   * Looks at the catalog when ten minutes went by or the organisation changed, and not before the organisation is
   * known. Returns whether it did, and whether anything changed. Throws when the catalog cannot be read whole, and then
   * changes nothing.
   */
  async refreshIfDue(): Promise<'not-due' | 'same' | 'changed'> {
    const { org, clock, repositories } = this.#options;
    const organisation = await org.version();
    if (organisation === 0) return 'not-due';
    const last = await repositories.lastLook();
    const waited = last ? clock.now().getTime() - Date.parse(last.at) : 0;
    const isFresh = waited >= 0 && waited < WAIT_MS;
    if (last?.organisation === organisation && isFresh) return 'not-due';
    return (await this.refresh(organisation)) ? 'changed' : 'same';
  }

  /** Looks at the catalog now. */
  async refresh(organisation: number): Promise<boolean> {
    const { knex, repositories, catalog, auth, clock, config } = this.#options;
    const { leadRelation } = config.practices;
    const seen = await readRepositories(catalog, auth, leadRelation);
    const at = clock.now().toISOString();
    return knex.transaction(async trx => {
      await this.#settings.raise(trx, PRACTICE_SETTINGS.lock);
      const erased = await ErasedNames.load(trx);
      const groups = seen.groups.map(group => ({
        ...group,
        lead: group.lead && erased.refOf(group.lead),
      }));
      const look = { ...seen, groups };
      const changed = await repositories.sync(trx, look, today(clock));
      if (changed) await markChanged(trx);
      const remember: LastLook = { at, organisation };
      await this.#settings.set(trx, PRACTICE_SETTINGS.look, remember);
      return changed;
    });
  }
}
