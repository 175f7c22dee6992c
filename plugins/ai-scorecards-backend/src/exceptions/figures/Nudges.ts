import { addDays, Nudge } from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../../clock';
import { OrgStore } from '../../org';
import { StoredTool, ToolStore } from '../../tools';
import { LiveExceptions } from '../LiveExceptions';
import { ToolUseStore } from './ToolUseStore';

/** So many people have to have used a tool before their team is told, whatever the minimum group size is. */
const LEAST_PEOPLE = 5;

/** What was found is kept for so long: use comes in days. */
const KEPT_MS = 5 * 60_000;

interface Found {
  at: number;
  day: string;
  tools: StoredTool[];
  /** Distinct users by team, those of the teams below included, and tool. */
  byTeam: Map<number, Map<number, Set<number>>>;
  byPerson: Map<number, Map<number, Set<number>>>;
}

/**
 * Tools that need an exception and were used without one this month. A team is told from five people on, and then only
 * that it was seen; each person is told of their own use, and nobody else is.
 */
export class Nudges {
  readonly #options: {
    org: OrgStore;
    tools: ToolStore;
    use: ToolUseStore;
    live: LiveExceptions;
    clock: Clock;
    minimumSize: number;
  };
  #kept: Promise<Found> | undefined;
  #keptAt = { at: 0, day: '' };

  constructor(options: {
    org: OrgStore;
    tools: ToolStore;
    use: ToolUseStore;
    live: LiveExceptions;
    clock: Clock;
    minimumSize: number;
  }) {
    this.#options = options;
  }

  /** What a team is told. */
  async ofTeam(teamRef: string): Promise<Nudge[]> {
    const { org, live, clock, minimumSize } = this.#options;
    const [graph, { byTeam, byPerson, tools }] = await Promise.all([
      org.graph(today(clock)),
      this.#found(),
    ]);
    const group = graph.group(teamRef);
    if (!group) return [];
    const users = byTeam.get(group.id);
    if (!users) return [];
    const excepted = await live.ofTeam(teamRef);
    const least = Math.max(LEAST_PEOPLE, minimumSize);
    const nudges: Nudge[] = [];
    for (const { id, ref, title } of tools) {
      const found = users.get(id) ?? new Set<number>();
      if (found.size < least || excepted.has(ref)) continue;
      // A team below may have an exception of its own.
      const teams = new Set(
        [...found].flatMap(person => [
          ...(byPerson.get(person)?.get(id) ?? []),
        ]),
      );
      const covered = new Set<number>();
      for (const team of teams) {
        const below = graph.groupById(team);
        if (below && (await live.ofTeam(below.ref)).has(ref)) covered.add(team);
      }
      const without = [...found].filter(
        person =>
          ![...(byPerson.get(person)?.get(id) ?? [])].some(team =>
            covered.has(team),
          ),
      );
      if (without.length >= least) {
        nudges.push({ tool: ref, title, team: teamRef });
      }
    }
    return nudges;
  }

  /** What a person is told of their own use; nothing where one of their teams has an exception. */
  async ofPerson(userRef: string): Promise<Nudge[]> {
    const { org, live, clock } = this.#options;
    const person = await org.personByRef(userRef);
    if (!person) return [];
    const { byPerson, tools } = await this.#found();
    const used = byPerson.get(person.id);
    if (!used) return [];
    const groups = await org.directGroupsOf(userRef, today(clock));
    const excepted = new Set<string>();
    for (const group of groups) {
      for (const ref of (await live.ofTeam(group.ref)).keys()) {
        excepted.add(ref);
      }
    }
    const team = groups.find(({ isTeam }) => isTeam)?.ref ?? null;
    return tools.flatMap(({ id, ref, title }) =>
      used.has(id) && !excepted.has(ref) ? [{ tool: ref, title, team }] : [],
    );
  }

  #found(): Promise<Found> {
    const now = this.#options.clock.now().getTime();
    const day = today(this.#options.clock);
    const isOld =
      this.#keptAt.day !== day ||
      now - this.#keptAt.at > KEPT_MS ||
      now < this.#keptAt.at;
    if (!this.#kept || isOld) {
      this.#keptAt = { at: now, day };
      this.#kept = this.#look(now, day);
      // A failed look is not kept.
      this.#kept.catch(() => {
        this.#kept = undefined;
      });
    }
    return this.#kept;
  }

  async #look(at: number, day: string): Promise<Found> {
    const { org, tools, use } = this.#options;
    const asking = (await tools.list()).filter(
      ({ present, policy }) => present && policy === 'exception-required',
    );
    const [graph, users] = await Promise.all([
      org.graph(day),
      use.users(
        asking.map(({ id }) => id),
        `${day.slice(0, 7)}-01`,
        addDays(day, 1),
      ),
    ]);
    const byTeam: Found['byTeam'] = new Map();
    const byPerson: Found['byPerson'] = new Map();
    const add = (
      to: Found['byTeam'],
      key: number,
      toolId: number,
      value: number,
    ) => {
      const of = to.get(key) ?? new Map<number, Set<number>>();
      of.set(toolId, (of.get(toolId) ?? new Set()).add(value));
      to.set(key, of);
    };
    for (const { toolId, groupId, personId } of users) {
      add(byPerson, personId, toolId, groupId);
      for (const team of [
        groupId,
        ...graph.teamAncestors(groupId).map(g => g.id),
      ]) {
        add(byTeam, team, toolId, personId);
      }
    }
    return { at, day, tools: asking, byTeam, byPerson };
  }
}
