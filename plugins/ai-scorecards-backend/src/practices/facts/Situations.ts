import {
  ChecklistItem,
  ExceptionCase,
  known,
  notKnown,
  TeamFacts,
  TeamPractices,
  tooFewPeople,
  Unknown,
} from 'backstage-plugin-ai-scorecards-common';
import type { DocumentAnswer } from 'backstage-plugin-ai-scorecards-node';
import type { Group, OrgGraph, Person, RosterRange } from '../../org';
import type { GroupPractices } from '../catalog/RepositoryStore';
import { orderOf } from './exceptions';
import type { OutcomesOfDay } from './outcomeFacts';
import type { TeamRepositories } from './repositories';
import type { TeamTools } from './tools';

/** What checks look at of one team, and what stands beside its level. */
export interface TeamSituation {
  facts: TeamFacts;
  repositories: TeamPractices['repositories'];
  notice: string | null;
}

/** A portal that has just been started knows Groups before it knows who is in them. */
const NOBODY_YET = notKnown('Nobody is known to be in any team yet.');

/** A Group may come from one place and its people from another, which has not told of them. */
const NOBODY_KNOWN = notKnown(
  'The Group names members of whom the catalog has no User yet, so that nothing is known of its people.',
);

/** Ids of a Group and of all below it. */
export function within(group: Pick<Group, 'id'>, graph: OrgGraph): Set<number> {
  return new Set([
    group.id,
    ...graph.descendants(group.id).map(({ id }) => id),
  ]);
}

/** What was read of a day. */
export interface DayRead {
  today: string;
  graph: OrgGraph;
  roster: readonly RosterRange[];
  people: readonly Person[];
  cases: readonly ExceptionCase[];
  practices: ReadonlyMap<number, GroupPractices>;
  documents: ReadonlyMap<string, DocumentAnswer>;
  /** Null where no stance is configured. */
  acknowledged: ReadonlySet<string> | null;
  sensitivePaths: readonly string[];
  minimumItems: readonly ChecklistItem[];
  repositoriesOf: (groupIds: ReadonlySet<number>) => TeamRepositories;
  toolsOf: (groupIds: ReadonlySet<number>) => TeamTools;
  outcomes: OutcomesOfDay;
  /** The least number of people of whom anything is told. */
  least: number;
}

/** Everything that was read of a day, from which the facts of a team are put together. */
export class Situations {
  readonly #read: DayRead;
  readonly #people: ReadonlyMap<number, Person>;
  readonly #rosters = new Map<number, RosterRange[]>();
  readonly #cases = new Map<string, ExceptionCase[]>();
  /** Titles of people by ref. */
  readonly titles: ReadonlyMap<string, string>;

  constructor(read: DayRead) {
    this.#read = read;
    this.#people = new Map(read.people.map(person => [person.id, person]));
    this.titles = new Map(
      read.people.flatMap(({ ref, title }) =>
        title === null ? [] : [[ref, title] as const],
      ),
    );
    for (const range of read.roster) {
      const others = this.#rosters.get(range.groupId);
      if (others) others.push(range);
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
    const { today, graph, cases: _, ...read } = this.#read;
    const groups = within(team, graph);
    const roster = [...groups].flatMap(id => this.#rosters.get(id) ?? []);
    const repositories = read.repositoriesOf(groups);
    const people = this.#knownPeople(groups, roster);
    return {
      repositories: repositories.counts,
      notice:
        repositories.notice ??
        (people.known || people !== NOBODY_KNOWN ? null : people.reason),
      facts: {
        today,
        people,
        repositories: repositories.facts,
        ...(people.known
          ? {
              ...read.toolsOf(groups),
              ...(await this.#work(team, repositories)),
              stance: this.#stance(roster),
            }
          : ofUnknownPeople(people)),
        practicesDocument: this.#document(team.id),
        practiceLead: this.#lead(team.id, roster),
        exceptions: known(orderOf(this.#cases.get(team.ref) ?? [], today)),
        sensitivePaths: read.sensitivePaths,
        minimumItems: read.minimumItems,
      },
    };
  }

  /** What came of a team's work. Nothing counts as merged, nor as none, where none of its repositories can be read. */
  async #work(
    team: Group,
    { annotations, unread }: TeamRepositories,
  ): Promise<Pick<TeamFacts, 'pullRequests' | 'qualityPublished'>> {
    const { outcomes } = this.#read;
    const published = await outcomes.qualityPublishedOf(team);
    const isNone = published.known && !published.value;
    return unread === null
      ? {
          pullRequests: outcomes.pullRequestsOf(team.id, annotations),
          qualityPublished: published,
        }
      : {
          pullRequests: notKnown(unread),
          qualityPublished: isNone ? notKnown(unread) : published,
        };
  }

  #knownPeople(
    groupIds: ReadonlySet<number>,
    roster: readonly RosterRange[],
  ): TeamFacts['people'] {
    if (this.#read.roster.length === 0) return NOBODY_YET;
    const isUnknown =
      roster.length === 0 &&
      [...groupIds].some(
        id => this.#read.graph.groupById(id)?.membersUnknown === true,
      );
    return isUnknown
      ? NOBODY_KNOWN
      : known(new Set(roster.map(({ personId }) => personId)).size);
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
      return notKnown(
        'No code host that is connected has told of it; for a page elsewhere, such as a wiki, make a statement.',
      );
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

/** What is told of people whom nobody knows: nothing, and never that there is none of it. */
function ofUnknownPeople(nothing: Unknown) {
  return {
    provisioned: nothing,
    toolsUsed: nothing,
    usageGaps: [],
    liveExceptions: [],
    aiUsed: nothing,
    pullRequests: nothing,
    qualityPublished: nothing,
    stance: nothing,
  };
}
