import { LiveException } from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { join, Part } from '../database';
import { OrgGraph, OrgStore } from '../org';
import { CaseStore } from './store/CaseStore';
import { toolOf } from './store/toolOf';

/** What teams may use by exception now. */
export class LiveExceptions {
  readonly #cases: CaseStore;
  readonly #org: OrgStore;
  readonly #clock: Clock;

  constructor(options: { cases: CaseStore; org: OrgStore; clock: Clock }) {
    this.#cases = options.cases;
    this.#org = options.org;
    this.#clock = options.clock;
  }

  /**
   * Active exceptions of a team by the ref of their tool: its own, and those of teams above that include the teams below
   * them. Of two for one tool, its own counts.
   */
  async ofTeam(teamRef: string): Promise<Map<string, LiveException>> {
    const graph = await this.#org.graph(today(this.#clock));
    return this.#cases.fetch(this.part(teamRef, graph));
  }

  /** The same, in today's graph, to be read together with other things. */
  part(teamRef: string, graph: OrgGraph): Part<Map<string, LiveException>> {
    const day = today(this.#clock);
    const group = graph.group(teamRef);
    const above = group
      ? graph.teamAncestors(group.id).map(({ ref }) => ref)
      : [];
    const chain = [...above.reverse(), teamRef];
    return join([this.#cases.activePart(chain)] as const, cases => {
      const found = new Map<string, LiveException>();
      for (const team of chain) {
        for (const { request, exception } of cases) {
          const { ask } = request.wish;
          if (ask.team !== team) continue;
          const covers =
            exception !== null &&
            exception.from <= day &&
            exception.until >= day &&
            (team === teamRef || ask.includesSubteams);
          const tool = toolOf(request);
          if (covers && tool !== null) {
            found.set(tool, {
              until: exception.until,
              scope: ask.scope,
              data: ask.data,
            });
          }
        }
      }
      return found;
    });
  }
}
