import {
  DisabledSource,
  Source,
  SourcesExtensionPoint,
} from 'backstage-plugin-ai-scorecards-node';

/** What source modules registered, in the order in which they did. */
export class SourceRegistry implements SourcesExtensionPoint {
  readonly #sources = new Map<string, Source>();
  readonly #disabled = new Map<string, DisabledSource>();

  /**
   * Throws if a source with the same id is there already, which is a fault of a module. A second seat list of one tool
   * is a fault of configuration and is disabled: each list would end the seats of the other.
   */
  addSource(source: Source): void {
    this.#refuseDuplicate(source.id);
    const rival = [...this.#sources.values()].find(
      other =>
        source.kind === 'seats' &&
        other.kind === 'seats' &&
        other.tool.toLowerCase() === source.tool.toLowerCase(),
    );
    if (rival) {
      this.#disabled.set(source.id, {
        id: source.id,
        title: source.title,
        configKey: source.configKey,
        path: `aiScorecards.sources.${source.configKey}.tool`,
        reason: `${rival.title} already lists the seats of ${source.tool}; name another tool here.`,
      });
      return;
    }
    this.#sources.set(source.id, source);
  }

  addDisabledSource(source: DisabledSource): void {
    this.#refuseDuplicate(source.id);
    this.#disabled.set(source.id, source);
  }

  get sources(): readonly Source[] {
    return [...this.#sources.values()];
  }

  get disabled(): readonly DisabledSource[] {
    return [...this.#disabled.values()];
  }

  byId(id: string): Source | undefined {
    return this.#sources.get(id);
  }

  #refuseDuplicate(id: string): void {
    if (this.#sources.has(id) || this.#disabled.has(id)) {
      throw new Error(`There are two sources with the id "${id}"`);
    }
  }
}
