import {
  BandOverrides,
  Bands,
  bandsFor,
  PublishedToolWeek,
  ScorecardInput,
  ScoredTool,
  ToolPolicy,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import { AiScorecardsConfig } from '../../config';
import { StoredTool } from '../../tools';

const NO_LINKS = { get: null, setUp: null, help: null };

const STATE_OF: Record<ToolPolicy, ScoredTool['state']> = {
  default: 'allowed',
  approved: 'allowed',
  'exception-required': 'needs-exception',
  prohibited: 'not-allowed',
  retired: 'not-allowed',
};

/** What scoring needs to know of the installation, the same for every team. */
export class ScoringContext {
  readonly #config: AiScorecardsConfig;
  readonly #sources: readonly Source[];
  readonly #pushedTools: () => ReadonlySet<string>;

  constructor(options: {
    config: AiScorecardsConfig;
    sources: readonly Source[];
    /** Tools that something was pushed for, by entity ref. */
    pushedTools?: () => ReadonlySet<string>;
  }) {
    this.#config = options.config;
    this.#sources = options.sources;
    this.#pushedTools = options.pushedTools ?? (() => new Set());
  }

  /** Currency of all money; the contracts' one. */
  get currency(): string {
    return this.#config.contracts[0]?.currency ?? 'USD';
  }

  get minimumGroupSize(): number {
    return this.#config.privacy.minimumGroupSize;
  }

  /** Bands of a team type: defaults, the organisation's, the type's. */
  bandsOf(teamType: string | null): Bands {
    const { teamTypes, organisation } = this.#config.metrics;
    const ofType: BandOverrides | undefined =
      teamType === null ? undefined : teamTypes[teamType];
    return bandsFor(organisation, ofType);
  }

  /** What is connected at all. `failed`: every usage source that should run fails. */
  connections(failed: boolean): ScorecardInput['connections'] {
    return {
      usage:
        this.#sources.some(source => source.kind === 'usage') ||
        this.#pushedTools().size > 0,
      seats: this.#sources.some(source => source.kind === 'seats'),
      prices: this.#config.contracts.some(
        contract => contract.prices.length > 0,
      ),
      failed,
      owner: this.#config.roles.operators[0] ?? null,
    };
  }

  /** Whether anything says who is licensed for a tool. */
  reportsSeats(toolRef: string): boolean {
    return (
      this.#sources.some(
        source => source.kind === 'seats' && sameRef(source.tool, toolRef),
      ) ||
      this.#config.contracts.some(
        contract =>
          sameRef(contract.tool, toolRef) && contract.licensedGroups.length > 0,
      )
    );
  }

  /** Whether a usage source reports a tool. */
  isConnected(toolRef: string): boolean {
    return (
      this.#sources.some(
        source => source.kind === 'usage' && sameRef(source.tool, toolRef),
      ) || this.#pushedTools().has(toolRef)
    );
  }

  /** Tools of the catalog, and those that the team used although the catalog holds them no more, by title. */
  scoredTools(
    tools: readonly StoredTool[],
    weeksOf: (toolId: number) => PublishedToolWeek[],
  ): ScoredTool[] {
    return tools
      .map(tool => ({ tool, weeks: weeksOf(tool.id) }))
      .filter(({ tool, weeks }) => tool.present || weeks.length > 0)
      .map(({ tool, weeks }) => this.#scoredTool(tool, weeks))
      .sort((a, b) => a.title.localeCompare(b.title, 'en-US'));
  }

  #scoredTool(tool: StoredTool, weeks: PublishedToolWeek[]): ScoredTool {
    const policy = tool.policy ?? 'retired';
    return {
      tool: tool.ref,
      title: tool.title,
      vendor: tool.vendor,
      policy,
      state: STATE_OF[policy],
      until: null,
      links: { ...NO_LINKS, ...tool.links },
      reportsSeats: this.reportsSeats(tool.ref),
      connected: this.isConnected(tool.ref),
      weeks,
    };
  }
}

function sameRef(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');
}
