import { OrgStore } from '../../org';
import { ToolStore } from '../../tools';
import { SpanStore } from '../store/SpanStore';

/** Groups whose direct members might use a tool by exception on some days. */
export interface ExceptedTool {
  toolId: number;
  groupIds: readonly number[];
  /** UTC day. */
  from: string;
  /** The first UTC day after. */
  to: string;
}

/** Returns which tools which Groups had by exception between two UTC days, both included. */
export class ExceptedTools {
  readonly #spans: SpanStore;
  readonly #org: OrgStore;
  readonly #tools: ToolStore;

  constructor(options: { spans: SpanStore; org: OrgStore; tools: ToolStore }) {
    this.#spans = options.spans;
    this.#org = options.org;
    this.#tools = options.tools;
  }

  async between(from: string, to: string): Promise<ExceptedTool[]> {
    const spans = await this.#spans.between(from, to);
    if (spans.length === 0) return [];
    const [graph, tools] = await Promise.all([
      this.#org.graph(to),
      this.#tools.list(),
    ]);
    return spans.flatMap(span => {
      const group = graph.group(span.team);
      const tool = tools.find(({ ref }) => ref === span.tool);
      if (!group || !tool) return [];
      const below = span.subteams ? graph.descendants(group.id) : [];
      return [
        {
          toolId: tool.id,
          groupIds: [group.id, ...below.map(({ id }) => id)],
          from: span.from,
          to: span.to,
        },
      ];
    });
  }
}
