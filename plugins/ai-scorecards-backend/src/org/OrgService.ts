import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { Clock, today } from '../clock';
import { AiScorecardsConfig } from '../config';
import { Settings, StalePeriods } from '../database';
import { ErasedNames } from '../erasure/names';
import { withoutErased } from '../erasure/withoutErased';
import { ToolStore } from '../tools/ToolStore';
import { ORG_SETTINGS, OrgStore } from './OrgStore';
import { OrgWriter } from './OrgWriter';
import {
  HistoryFiles,
  HistoryImport,
  readHistoryFiles,
} from './past/HistoryImport';
import { CatalogLook, readCatalog } from './snapshot/readCatalog';
import { SnapshotLog } from './SnapshotLog';
import { OPEN_END } from './types';

/** A look that would end more than this share of memberships is held: it is likelier half a catalog than the truth. */
const HOLD_ABOVE = 0.1;
const HOLD_MS = 24 * 3_600_000;

/** How long after a look the next one is due. */
const WAIT_MS = { still: 10 * 60_000, moving: 60_000, empty: 0 } as const;

/** What a look at the catalog led to. */
export type LookOutcome =
  | { state: 'applied'; changed: boolean }
  | { state: 'held'; memberships: number; ending: number }
  | { state: 'not-due' };

export interface OrgStatus {
  /** ISO text; null before the first look. */
  takenAt: string | null;
  teams: number;
  people: number;
  developers: number;
  /** What is wrong in the catalog or in the history files, as sentences. */
  faults: string[];
  heldSnapshot: {
    id: number;
    takenAt: string;
    endsMemberships: number;
    ofMemberships: number;
    /** ISO text: from then on the next look applies it, if it still would end as much. */
    appliesAt: string;
  } | null;
}

export interface OrgServiceOptions {
  knex: Knex;
  org: OrgStore;
  tools: ToolStore;
  stale: StalePeriods;
  clock: Clock;
  config: AiScorecardsConfig;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** Folders in which history files are looked for; those of app-config when left out. */
  historyFolders?: readonly string[];
}

interface LastLook {
  at: string;
  kind: keyof typeof WAIT_MS;
}

/** Follows the catalog: people, Groups, rosters and tools, and the imported history of the days before. */
export class OrgService {
  readonly #options: OrgServiceOptions;
  readonly #writer: OrgWriter;
  readonly #history: HistoryImport;
  readonly #log = new SnapshotLog();
  readonly #settings = new Settings();

  constructor(options: OrgServiceOptions) {
    this.#options = options;
    this.#writer = new OrgWriter(options.org, options.stale);
    this.#history = new HistoryImport(options.org, options.stale);
  }

  /**
   * Looks at the catalog when it is time: ten minutes after a look that changed nothing, a minute after one that did,
   * and at once while the catalog holds no Group, as in a portal that is just starting.
   */
  async refreshIfDue(): Promise<LookOutcome> {
    const { knex, clock } = this.#options;
    const last = await this.#settings.get<LastLook>(knex, ORG_SETTINGS.look);
    const waited = last ? clock.now().getTime() - Date.parse(last.at) : 0;
    if (last && waited >= 0 && waited < WAIT_MS[last.kind]) {
      return { state: 'not-due' };
    }
    return this.refresh();
  }

  /**
   * Looks at the catalog and applies what it saw, in one transaction, unless that would end more than 10 % of the
   * memberships: such a look is held for 24 hours or until an operator decides. Throws when the catalog cannot be read
   * whole, and then changes nothing.
   */
  async refresh(): Promise<LookOutcome> {
    const { knex, catalog, auth, config, clock, logger } = this.#options;
    const seen = await readCatalog(catalog, auth, config);
    const files = await this.#readHistory();
    const now = clock.now();
    const outcome = await knex.transaction(async trx => {
      await this.#lock(trx, now);
      const look = withoutErased(await ErasedNames.load(trx), seen);
      const counts = await this.#writer.endings(trx, look.organisation);
      const held = await this.#log.held(trx);
      const isTooMuch = counts.ending > counts.memberships * HOLD_ABOVE;
      const waitedOut =
        held !== null && now.getTime() - Date.parse(held.takenAt) >= HOLD_MS;
      if (isTooMuch && !waitedOut) {
        await this.#log.hold(trx, look, counts, now);
        await this.#remember(trx, now, 'still');
        return { state: 'held', ...counts } as const;
      }
      if (held) {
        const state = isTooMuch ? 'applied' : 'superseded';
        await this.#log.release(trx, held.id, state);
      }
      const changed = await this.#apply(trx, look, files, now);
      await this.#log.applied(trx, counts, changed.faults, now);
      const isEmpty = look.organisation.groups.length === 0;
      const still = changed.changed ? 'moving' : 'still';
      await this.#remember(trx, now, isEmpty ? 'empty' : still);
      return { state: 'applied', changed: changed.changed } as const;
    });
    if (outcome.state === 'held') {
      logger.warn(
        `A look at the catalog would end ${outcome.ending} of ${outcome.memberships} memberships; it is held for operators to decide`,
      );
    }
    return outcome;
  }

  /** Applies a held look as of today. Throws NotFoundError or ConflictError when it is not held. */
  async applyHeld(id: number): Promise<void> {
    const { knex, clock } = this.#options;
    const files = await this.#readHistory();
    const now = clock.now();
    await knex.transaction(async trx => {
      await this.#lock(trx, now);
      const look = await this.#log.heldLook(trx, id);
      const counts = await this.#writer.endings(trx, look.organisation);
      const { faults } = await this.#apply(trx, look, files, now);
      await this.#log.release(trx, id, 'applied');
      await this.#log.applied(trx, counts, faults, now);
    });
  }

  /** Drops a held look. The next one that would end as much is held anew, for another 24 hours. */
  async discardHeld(id: number): Promise<void> {
    const { knex, clock } = this.#options;
    await knex.transaction(async trx => {
      await this.#lock(trx, clock.now());
      await this.#log.heldLook(trx, id);
      await this.#log.release(trx, id, 'discarded');
    });
  }

  /** How the organisation stands, for operators. */
  async status(): Promise<OrgStatus> {
    const { knex } = this.#options;
    const last = await this.#settings.get<LastLook>(knex, ORG_SETTINGS.look);
    const teams = await knex('groups')
      .where({ is_team: true, present: true })
      .count({ n: '*' })
      .first();
    const people = await knex('people')
      .where({ present: true })
      .count({ n: '*' })
      .first();
    const developers = await knex('roster')
      .join('groups', 'groups.id', 'roster.group_id')
      .where({ 'groups.is_team': true, 'roster.counted': true })
      .andWhere('roster.valid_to', OPEN_END)
      .countDistinct({ n: 'roster.person_id' })
      .first();
    const held = await this.#log.held(knex);
    return {
      takenAt: last?.at ?? null,
      teams: Number(teams?.n ?? 0),
      people: Number(people?.n ?? 0),
      developers: Number(developers?.n ?? 0),
      faults: await this.#log.faults(knex),
      heldSnapshot: held && {
        id: held.id,
        takenAt: held.takenAt,
        endsMemberships: held.ending,
        ofMemberships: held.memberships,
        appliesAt: new Date(Date.parse(held.takenAt) + HOLD_MS).toISOString(),
      },
    };
  }

  async #apply(
    trx: Knex.Transaction,
    look: CatalogLook,
    files: HistoryFiles,
    now: Date,
  ): Promise<{ changed: boolean; faults: string[] }> {
    const { config, tools } = this.#options;
    const day = today({ now: () => now });
    // A catalog without a Group, at the start of a portal, is not yet what the first day is judged by.
    const isFirst = (await this.#options.org.firstSnapshotDay(trx)) === null;
    if (isFirst && look.organisation.groups.length === 0) {
      const changed = await tools.sync(trx, look.tools, day);
      return { changed, faults: look.organisation.faults };
    }
    const org = await this.#writer.apply(trx, look.organisation, day);
    const counted = new Set(
      look.organisation.people
        .filter(person => person.counted)
        .map(person => person.ref),
    );
    const history = await this.#history.run(
      trx,
      files,
      {
        rule: config.people.countedAs,
        isCounted: person => counted.has(person),
      },
      day,
    );
    const policies = await tools.sync(trx, look.tools, day);
    if (org || history.changed) {
      await this.#settings.raise(trx, ORG_SETTINGS.version);
    }
    return {
      changed: org || history.changed || policies,
      faults: [...look.organisation.faults, ...history.faults],
    };
  }

  /**
   * Two replicas, or a task and an operator, come one after the other. A machine whose clock is days behind must not
   * write: it would take the days that it does not know yet for mistakes.
   */
  async #lock(trx: Knex.Transaction, now: Date): Promise<void> {
    await this.#settings.raise(trx, ORG_SETTINGS.lock);
    const last = await this.#settings.get<LastLook>(trx, ORG_SETTINGS.look);
    const day = today({ now: () => now });
    if (last && day < last.at.slice(0, 10)) {
      throw new ConflictError(
        `The clock says ${day}, but the catalog was looked at on ${last.at} already`,
      );
    }
  }

  async #remember(
    trx: Knex.Transaction,
    at: Date,
    kind: LastLook['kind'],
  ): Promise<void> {
    const look: LastLook = { at: at.toISOString(), kind };
    await this.#settings.set(trx, ORG_SETTINGS.look, look);
  }

  #readHistory(): Promise<HistoryFiles> {
    const { config, historyFolders } = this.#options;
    return readHistoryFiles(config.org.history, historyFolders);
  }
}
