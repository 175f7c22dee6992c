import { NotFoundError } from '@backstage/errors';
import {
  answerPolicy,
  Figure,
  LiveException,
  missing,
  PolicyAnswer,
  PolicyQuery,
  PolicyQuestion,
  Tool,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { OrgStore } from '../org';
import { toolRefOf } from './policyQuestion';
import { ToolStore } from './ToolStore';
import { StoredTool } from './types';

const NO_LINKS = { get: null, setUp: null, help: null };

/** Organisation-wide use of a tool, from five people on. */
export interface ToolUse {
  activeRate: Figure;
  teams: number | null;
}

export interface ToolServiceOptions {
  tools: ToolStore;
  org: OrgStore;
  clock: Clock;
  /** Whether anything says who is licensed for a tool. */
  reportsSeats: (toolRef: string) => boolean;
  /** Live exceptions of a team, by the ref of their tool. */
  exceptionsOf: (
    teamRef: string,
  ) => Promise<ReadonlyMap<string, LiveException>>;
  /** Why teams asked for another tool than the default. */
  whyTeamsLeave: () => Promise<Tool['reasons']>;
  /** By tool id; for callers who may see organisation-wide figures. */
  useOfTools: () => Promise<ReadonlyMap<number, ToolUse>>;
}

/** The registry of tools and what the organisation says of them. */
export class ToolService {
  readonly #options: ToolServiceOptions;

  constructor(options: ToolServiceOptions) {
    this.#options = options;
  }

  /** The tools of the catalog by title; with their use for those who may see it. */
  async list(withUse: boolean): Promise<Tool[]> {
    const [tools, use, reasons] = await Promise.all([
      this.#options.tools.list(),
      this.#use(withUse),
      this.#options.whyTeamsLeave(),
    ]);
    return tools
      .filter(tool => tool.present)
      .map(tool => this.#describe(tool, use, reasons))
      .sort((a, b) => a.title.localeCompare(b.title, 'en-US'));
  }

  /** One tool, also one that left the catalog. Throws NotFoundError for an unknown one. */
  async get(ref: string, withUse: boolean): Promise<Tool> {
    const tool = await this.#options.tools.byRef(ref);
    if (!tool) {
      throw new NotFoundError(`${ref} is not in the registry of tools`);
    }
    return this.#describe(
      tool,
      await this.#use(withUse),
      await this.#options.whyTeamsLeave(),
    );
  }

  /** May this team use this tool now. Never throws for an unknown team or tool. */
  async policy(query: PolicyQuery): Promise<PolicyAnswer> {
    const day = today(this.#options.clock);
    const teamRef = query.team.toLocaleLowerCase('en-US');
    const [graph, tool] = await Promise.all([
      this.#options.org.graph(day),
      this.#tool(query.tool),
    ]);
    const group = graph.group(teamRef);
    const exceptions = tool && (await this.#options.exceptionsOf(teamRef));
    return answerPolicy({
      person:
        query.user && tool
          ? await this.#person(query.user, group?.id, tool.ref, day)
          : undefined,
      exception: exceptions?.get(tool?.ref ?? ''),
      component: query.component?.toLocaleLowerCase('en-US'),
      data: query.data,
      teamAsked: query.team,
      toolAsked: query.tool,
      team:
        group?.present === true
          ? { ref: group.ref, title: group.title, isTeam: group.isTeam }
          : undefined,
      tool:
        tool?.present && tool.policy
          ? {
              ref: tool.ref,
              title: tool.title,
              policy: tool.policy,
              links: { ...NO_LINKS, ...tool.links },
            }
          : undefined,
    });
  }

  /** Whether somebody is in the team, and what the exceptions of their other teams permit. */
  async #person(
    asked: string,
    groupId: number | undefined,
    toolRef: string,
    day: string,
  ): Promise<PolicyQuestion['person']> {
    const ref = asked.toLocaleLowerCase('en-US');
    const { org, exceptionsOf } = this.#options;
    const [graph, direct] = await Promise.all([
      org.graph(day),
      org.directGroupsOf(ref, day),
    ]);
    const elsewhere: NonNullable<
      PolicyQuestion['person']
    >['elsewhere'][number][] = [];
    for (const each of direct.filter(({ id }) => id !== groupId)) {
      const live = (await exceptionsOf(each.ref)).get(toolRef);
      if (live) elsewhere.push({ ...live, team: each.title });
    }
    return {
      ref,
      isInTeam: direct.some(
        ({ id }) =>
          id === groupId ||
          graph.ancestors(id).some(above => above.id === groupId),
      ),
      elsewhere,
    };
  }

  /** By ref or name, else by title: people type what they read. */
  async #tool(asked: string): Promise<StoredTool | null> {
    const byRef = await this.#options.tools.byRef(toolRefOf(asked));
    if (byRef) return byRef;
    const title = asked.trim().toLocaleLowerCase('en-US');
    const tools = await this.#options.tools.list();
    return (
      tools.find(
        tool => tool.present && tool.title.toLocaleLowerCase('en-US') === title,
      ) ?? null
    );
  }

  async #use(withUse: boolean): Promise<ReadonlyMap<number, ToolUse> | null> {
    return withUse ? this.#options.useOfTools() : null;
  }

  #describe(
    tool: StoredTool,
    use: ReadonlyMap<number, ToolUse> | null,
    reasons: Tool['reasons'],
  ): Tool {
    return {
      tool: tool.ref,
      title: tool.title,
      description: tool.description,
      owner: tool.owner,
      vendor: tool.vendor,
      policy: tool.policy ?? 'retired',
      policySince: tool.policySince,
      links: { ...NO_LINKS, ...tool.links },
      security: tool.security,
      present: tool.present,
      reportsSeats: this.#options.reportsSeats(tool.ref),
      activeRate: use
        ? use.get(tool.id)?.activeRate ?? missing('no-data', 'ratio')
        : null,
      teams: use?.get(tool.id)?.teams ?? null,
      reasons: tool.policy === 'default' ? reasons : [],
      fault: tool.fault,
    };
  }
}
