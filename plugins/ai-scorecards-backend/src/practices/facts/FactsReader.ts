import {
  addDays,
  ChecklistItem,
  ExceptionCase,
  known,
  LIVE,
  notKnown,
  TeamFacts,
  TeamPractices,
  tooFewPeople,
} from 'backstage-plugin-ai-scorecards-common';
import type { DocumentAnswer } from 'backstage-plugin-ai-scorecards-node';
import type { AiScorecardsConfig } from '../../config';
import type { ToolUseStore } from '../../exceptions/figures/ToolUseStore';
import type { CaseStore } from '../../exceptions/store/CaseStore';
import type { Group, OrgGraph, OrgStore, Person, RosterRange } from '../../org';
import type { ToolStore } from '../../tools';
import type { GroupPractices, RepositoryStore } from '../catalog/RepositoryStore';
import type { ChecklistStore } from '../checklist/ChecklistStore';
import type { CodeHostRegistry } from '../evidence/CodeHostRegistry';
import type { CodeHostStore } from '../evidence/CodeHostStore';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { StanceStore } from '../statements/StanceStore';
import { coveredTools, orderOf } from './exceptions';
import type { OutcomeFacts } from './outcomeFacts';
import { lookAtRepositories, TeamRepositories } from './repositories';
import { SeatHolders } from './SeatHolders';
import { lookAtTools, TeamTools } from './tools';

/** Days of usage that tell which tools a team uses. */
const USAGE_DAYS = 28;

/** What checks look at of one team, and what stands beside its level. */
export interface TeamSituation {
  facts: TeamFacts;
  repositories: TeamPractices['repositories'];
  notice: string | null;
}

export interface FactsReaderOptions {
  org: OrgStore;
  tools: ToolStore;
  cases: Pick<CaseStore, 'list'>;
  use: Pick<ToolUseStore, 'users'>;
  holders: SeatHolders;
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
    const [roster, people, cases, practices, documents, who, checklist] =
      await Promise.all([
        org.rosterBetween(today, addDays(today, 1)),
        org.people(),
        this.#options.cases.list({ exceptionStates: LIVE }),
        this.#options.repositories.practices(),
        this.#options.evidence.documents(),
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
      documents,
      acknowledged: who,
      minimumItems: checklist.items.filter(({ minimum }) => minimum),
      repositoriesOf: await this.#repositories(today),
      toolsOf: await this.#tools(today, graph, roster, cases),
      outcomes,
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
      sensitivePaths: config.practices.sensitivePaths,
      today,
    });
  }

  async #tools(
    today: string,
    graph: OrgGraph,
    roster: readonly RosterRange[],
    cases: readonly ExceptionCase[],
  ): Promise<(groupIds: ReadonlySet<number>) => TeamTools> {
    const { tools, use, holders, config } = this.#options;
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
      holders: [...(await holders.on(today, ids)), ...licensed],
      toolsWithSeats: reported,
      exceptions: coveredTools(cases, all, graph, today),
      roster,
      least: config.privacy.minimumGroupSize,
    });
  }
}

interface Read {
  today: string;
  graph: OrgGraph;
  roster: readonly RosterRange[];
  people: readonly Person[];
  cases: readonly ExceptionCase[];
  practices: ReadonlyMap<number, GroupPractices>;
  documents: ReadonlyMap<string, DocumentAnswer>;
  /** Null where no stance is configured. */
  acknowledged: ReadonlySet<string> | null;
  minimumItems: readonly ChecklistItem[];
  repositoriesOf: (groupIds: ReadonlySet<number>) => TeamRepositories;
  toolsOf: (groupIds: ReadonlySet<number>) => TeamTools;
  outcomes: OutcomeFacts;
  /** The least number of people of whom anything is told. */
  least: number;
}

/** Everything that was read of a day, from which the facts of a team are put together. */
export class Situations {
  readonly #read: Read;
  readonly #people: ReadonlyMap<number, Person>;
  readonly #rosters = new Map<number, RosterRange[]>();
  readonly #cases = new Map<string, ExceptionCase[]>();
  /** Titles of people by ref. */
  readonly titles: ReadonlyMap<string, string>;

  constructor(read: Read) {
    this.#read = read;
    this.#people = new Map(read.people.map(person => [person.id, person]));
    this.titles = new Map(
      read.people.flatMap(({ ref, title }) =>
        title === null ? [] : [[ref, title] as const],
      ),
    );
    for (const range of read.roster) {
      const known = this.#rosters.get(range.groupId);
      if (known) known.push(range);
      else this.#rosters.set(range.groupId, [range]);
    }
    for (const each of read.cases) {
      const { team } = each.request.wish.ask;
      this.#cases.set(team, [...(this.#cases.get(team) ?? []), each]);
    }
  }

  get today(): string {
    return this.#read.today;
  }

  /** Teams of the catalog, by ref. */
  teams(): Group[] {
    return [...this.#read.graph.groups()]
      .filter(({ isTeam, present }) => isTeam && present)
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  /** Whether no team is below a team. */
  isLeaf(groupId: number): boolean {
    return !this.#read.graph
      .descendants(groupId)
      .some(({ isTeam, present }) => isTeam && present);
  }

  /** What checks look at of a team, sub-teams included. */
  async of(team: Group): Promise<TeamSituation> {
    const { today, graph, outcomes, cases: _, ...read } = this.#read;
    const groups = within(team, graph);
    const roster = [...groups].flatMap(id => this.#rosters.get(id) ?? []);
    const repositories = read.repositoriesOf(groups);
    return {
      repositories: repositories.counts,
      notice: repositories.notice,
      facts: {
        today,
        repositories: repositories.facts,
        ...read.toolsOf(groups),
        pullRequests: await outcomes.pullRequestsOf(team.id, today),
        qualityPublished: await outcomes.qualityPublishedOf(team.id, today),
        stance: this.#stance(roster),
        practicesDocument: this.#document(team.id),
        practiceLead: this.#lead(team.id, roster),
        exceptions: known(orderOf(this.#cases.get(team.ref) ?? [], today)),
        minimumItems: read.minimumItems,
      },
    };
  }

  #stance(roster: readonly RosterRange[]): TeamFacts['stance'] {
    const { acknowledged, least } = this.#read;
    if (acknowledged === null) return notKnown('No stance is configured.');
    const developers = new Set(
      roster.filter(({ counted }) => counted).map(({ personId }) => personId),
    );
    if (developers.size > 0 && developers.size < least) return tooFewPeople;
    return known({
      developers: developers.size,
      acknowledged: [...developers].filter(id =>
        acknowledged.has(this.#people.get(id)?.ref ?? ''),
      ).length,
    });
  }

  #document(groupId: number): TeamFacts['practicesDocument'] {
    const url = this.#read.practices.get(groupId)?.document ?? null;
    if (url === null) return known(null);
    const answer = this.#read.documents.get(url);
    if (!answer) {
      return notKnown('No code host that is connected was asked for it yet.');
    }
    const { exists, changedOn } = answer;
    return exists.known
      ? known({
          url,
          exists: exists.value,
          changedOn: changedOn.known ? changedOn.value : null,
        })
      : notKnown(exists.reason);
  }

  #lead(
    groupId: number,
    roster: readonly RosterRange[],
  ): TeamFacts['practiceLead'] {
    const lead = this.#read.practices.get(groupId)?.lead ?? null;
    if (lead === null) return known(null);
    return known({
      ...lead,
      title: this.titles.get(lead.ref) ?? lead.ref.split('/')[1],
      isMember: roster.some(
        ({ personId }) => this.#people.get(personId)?.ref === lead.ref,
      ),
    });
  }
}

/** Ids of a Group and of all below it. */
function within(group: Pick<Group, 'id'>, graph: OrgGraph): Set<number> {
  return new Set([group.id, ...graph.descendants(group.id).map(({ id }) => id)]);
}
