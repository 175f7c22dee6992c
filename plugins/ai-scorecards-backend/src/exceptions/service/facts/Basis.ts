import { randomUUID } from 'node:crypto';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AskedTool,
  CheckedPractice,
  ExceptionCase,
  ExceptionRules,
  RequestCase,
  StandingApproval,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock } from '../../../clock';
import { ToolStore } from '../../../tools';
import { CaseFigures, TeamFigures } from '../../figures/TeamFigures';
import { PeopleDirectory, PeopleToday } from '../../people/PeopleDirectory';
import { SecurityAnswers } from '../../store/CaseStore';
import { toolOf } from '../../store/toolOf';
import { Deputy, DeputyStore } from '../../store/DeputyStore';
import { OwnersByRef, OwnersOf, partsOf } from './scope';

const NO_LINKS = { get: null, setUp: null, help: null };

/**
 * What catalog and registry say now. Read before a transaction begins: on SQLite its one connection is then the
 * transaction's.
 */
export interface Basis {
  /** ISO text, UTC. */
  at: string;
  today: string;
  people: PeopleToday;
  /** Tools of the catalog, by ref. */
  tools: ReadonlyMap<string, AskedTool>;
  /** What they are called, those included that left the catalog. */
  toolTitles: ReadonlyMap<string, string>;
  deputies: readonly Deputy[];
  /** Says what the registry held when it was read. */
  toolsVersion: string;
  /** Standing approvals by tool, as far as they were asked for outside a transaction. */
  standing: Map<string, StandingApproval[]>;
  /** Security answers of approved requests by tool, as far as they were asked for outside a transaction. */
  answers: Map<string, SecurityAnswers | null>;
  /** Owners of the scope at hand, where they were looked up. */
  owners: OwnersByRef;
  /** Figures of the case at hand, where they were read; null where they were not. */
  figures:
    | (CaseFigures & {
        wasUsedLately: boolean | null;
        /** How the team's practice checks stand, by check. */
        practices: ReadonlyMap<string, CheckedPractice>;
      })
    | null;
}

export interface BasisOptions {
  deputies: DeputyStore;
  directory: Pick<PeopleDirectory, 'on'>;
  tools: Pick<ToolStore, 'current'>;
  rules: ExceptionRules;
  clock: Clock;
  figures: Pick<TeamFigures, 'of' | 'wasUsedLately'>;
  ownersOf: OwnersOf;
  /** How the practice checks of a team stand, by check. */
  practicesOf(team: string): Promise<ReadonlyMap<string, CheckedPractice>>;
}

/** Looks at catalog, registry and figures, outside of transactions. */
export class BasisReader {
  readonly #options: BasisOptions;
  #looking: Promise<Basis> | undefined;
  #registry: { of: object; version: string } | undefined;

  constructor(options: BasisOptions) {
    this.#options = options;
  }

  /** What catalog and registry say now. Those who ask at the same time share the look. */
  basis(): Promise<Basis> {
    if (!this.#looking) {
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
    }
    return this.#looking;
  }

  async #look(): Promise<Basis> {
    const { clock, directory, tools, deputies } = this.#options;
    const at = clock.now().toISOString();
    const today = at.slice(0, 10);
    const [people, registry, standIns] = await Promise.all([
      directory.on(today),
      tools.current(),
      deputies.on(today),
    ]);
    return {
      at,
      today,
      people,
      tools: new Map(
        registry.tools.flatMap(
          ({ ref, present, policy, title, security, links }) =>
            present && policy
              ? [
                  [
                    ref,
                    {
                      title,
                      policy,
                      security,
                      links: { ...NO_LINKS, ...links },
                    },
                  ],
                ]
              : [],
        ),
      ),
      toolTitles: new Map(registry.tools.map(({ ref, title }) => [ref, title])),
      deputies: standIns,
      toolsVersion: this.#versionOf(registry),
      standing: new Map(),
      answers: new Map(),
      owners: new Map(),
      figures: null,
    };
  }

  /** Registries that are the same object are the same; the store hands out one as long as nothing changed. */
  #versionOf(registry: object): string {
    if (this.#registry?.of !== registry) {
      this.#registry = { of: registry, version: randomUUID() };
    }
    return this.#registry.version;
  }

  /** The same, with what figures say of a case. Reads the database, so it comes before a transaction. */
  async withFigures(
    basis: Basis,
    {
      request,
      exception,
    }: Pick<ExceptionCase, 'exception'> & {
      request: Pick<RequestCase, 'wish'>;
    },
  ): Promise<Basis> {
    const { figures, practicesOf, rules } = this.#options;
    const { team } = request.wish.ask;
    const tool = toolOf(request);
    const read = await figures.of(team, tool, basis.today);
    if (!read) return basis;
    const asksForUse = exception?.windDown?.closed === false && tool !== null;
    return {
      ...basis,
      figures: {
        ...read,
        practices: await practicesOf(team),
        wasUsedLately: asksForUse
          ? await figures.wasUsedLately(
              team,
              tool,
              basis.today,
              rules.windDown.noUseDays,
            )
          : null,
      },
    };
  }

  /**
   * The same, with whose the parts of a scope are. Asks the catalog, so it comes before a transaction. Throws
   * ServiceUnavailableError where the catalog does not answer.
   */
  async withOwners(
    basis: Basis,
    { wish: { ask } }: Pick<RequestCase, 'wish'>,
  ): Promise<Basis> {
    const parts = partsOf(ask);
    if (parts.length === 0) return basis;
    return { ...basis, owners: await this.#options.ownersOf(parts) };
  }

  /** The same for those who only read: where the catalog does not answer, nobody knows. */
  async withOwnersIfKnown(
    basis: Basis,
    request: Pick<RequestCase, 'wish'>,
  ): Promise<Basis> {
    try {
      return await this.withOwners(basis, request);
    } catch (error) {
      if (error instanceof ServiceUnavailableError) return basis;
      throw error;
    }
  }
}
