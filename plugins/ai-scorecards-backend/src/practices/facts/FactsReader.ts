import {
  addDays,
  ExceptionCase,
  LIVE,
} from 'backstage-plugin-ai-scorecards-common';
import type { AiScorecardsConfig } from '../../config';
import type { ToolUseStore } from '../../exceptions/figures/ToolUseStore';
import type { CaseStore } from '../../exceptions/store/CaseStore';
import type { OrgGraph, OrgStore, RosterRange } from '../../org';
import type { ToolStore } from '../../tools';
import type { UsageGaps } from '../../usage/UsageGaps';
import type { RepositoryStore } from '../catalog/RepositoryStore';
import type { ChecklistStore } from '../checklist/ChecklistStore';
import type { CodeHostRegistry } from '../../codeHosts/CodeHostRegistry';
import type { CodeHostStore } from '../evidence/CodeHostStore';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { StanceStore } from '../statements/StanceStore';
import { lookAtDocuments } from './documents';
import { coveredTools } from './exceptions';
import type { OutcomeFacts } from './outcomeFacts';
import { lookAtRepositories, TeamRepositories } from './repositories';
import { SeatHolders } from './SeatHolders';
import { Situations, within } from './Situations';
import { lookAtTools, TeamTools } from './tools';

/** Days of usage that tell which tools a team uses. */
const USAGE_DAYS = 28;

export interface FactsReaderOptions {
  org: OrgStore;
  tools: ToolStore;
  cases: Pick<CaseStore, 'list'>;
  use: Pick<ToolUseStore, 'users'>;
  holders: SeatHolders;
  /** Whether anything that is connected or configured says who has a seat of a tool, by its ref. */
  reportsSeats: (toolRef: string) => boolean;
  gaps: Pick<UsageGaps, 'before'>;
  repositories: RepositoryStore;
  evidence: EvidenceStore;
  hosts: CodeHostStore;
  registry: Pick<CodeHostRegistry, 'evidence'>;
  stance: StanceStore;
  checklists: ChecklistStore;
  outcomes: OutcomeFacts;
  config: Pick<AiScorecardsConfig, 'practices' | 'privacy' | 'contracts'>;
}

/** Gathers what checks look at, for all teams of a day at once. */
export class FactsReader {
  readonly #options: FactsReaderOptions;

  constructor(options: FactsReaderOptions) {
    this.#options = options;
  }

  /** Reads everything as of a UTC day; teams are then put together one by one. */
  async read(today: string): Promise<Situations> {
    const { org, outcomes, config } = this.#options;
    const graph = await org.graph(today);
    const [roster, people, cases, practices, answers, hosts, who, checklist] =
      await Promise.all([
        org.rosterBetween(today, addDays(today, 1)),
        org.people(),
        this.#options.cases.list({ exceptionStates: LIVE }),
        this.#options.repositories.practices(),
        this.#options.evidence.documents(),
        this.#options.hosts.list(),
        config.practices.stance === null
          ? null
          : this.#options.stance.who(config.practices.stance.version),
        this.#options.checklists.current(),
      ]);
    return new Situations({
      today,
      graph,
      roster,
      people,
      cases,
      practices,
      documents: lookAtDocuments({
        answers,
        hosts,
        sources: this.#options.registry.evidence,
      }),
      acknowledged: who,
      sensitivePaths: config.practices.sensitivePaths,
      minimumItems: checklist.items.filter(({ minimum }) => minimum),
      repositoriesOf: await this.#repositories(today),
      toolsOf: await this.#tools(today, graph, roster, cases),
      outcomes: await outcomes.of(today),
      least: config.privacy.minimumGroupSize,
    });
  }

  async #repositories(
    today: string,
  ): Promise<(groupIds: ReadonlySet<number>) => TeamRepositories> {
    const { repositories, evidence, hosts, registry, config } = this.#options;
    return lookAtRepositories({
      owned: await repositories.owned(today),
      evidence: await evidence.all(),
      hosts: await hosts.list(),
      sources: registry.evidence,
      activeDays: config.practices.activeDays,
      isCatalogRead: (await repositories.lastLook()) !== null,
      today,
    });
  }

  async #tools(
    today: string,
    graph: OrgGraph,
    roster: readonly RosterRange[],
    cases: readonly ExceptionCase[],
  ): Promise<(groupIds: ReadonlySet<number>) => TeamTools> {
    const { tools, use, holders, gaps, config } = this.#options;
    const from = addDays(today, -USAGE_DAYS);
    const all = await tools.list();
    const ids = all.map(({ id }) => id);
    const reported = await holders.reported();
    const licensed = config.contracts.flatMap(({ tool, licensedGroups }) => {
      const id = all.find(({ ref }) => ref === tool)?.id;
      if (id === undefined || licensedGroups.length === 0) return [];
      reported.add(id);
      const groups = new Set(
        licensedGroups.flatMap(ref => {
          const group = graph.group(ref);
          return group ? [...within(group, graph)] : [];
        }),
      );
      return roster
        .filter(({ groupId }) => groups.has(groupId))
        .map(({ personId }) => ({ toolId: id, personId }));
    });
    return lookAtTools({
      tools: all,
      users: await use.users(ids, from, today),
      usageIsKnown: await holders.usageIsKnown(from, today),
      gaps: await gaps.before(today, USAGE_DAYS),
      holders: [...(await holders.on(today, ids)), ...licensed],
      toolsWithSeats: reported,
      reportsSeats: this.#options.reportsSeats,
      exceptions: coveredTools(cases, all, graph, today),
      roster,
      least: config.privacy.minimumGroupSize,
    });
  }
}
