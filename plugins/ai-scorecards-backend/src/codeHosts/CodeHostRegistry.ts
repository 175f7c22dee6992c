import {
  CodeHostsExtensionPoint,
  EvidenceSource,
  OutcomeSource,
} from 'backstage-plugin-ai-scorecards-node';

/** What code host modules registered, in the order in which they did. */
export class CodeHostRegistry implements CodeHostsExtensionPoint {
  readonly #evidence = new Map<string, EvidenceSource>();
  readonly #outcomes = new Map<string, OutcomeSource>();

  /** Throws for an id or an annotation that another source has: each repository has one host that speaks for it. */
  addEvidenceSource(source: EvidenceSource): void {
    const rival = [...this.#evidence.values()].find(
      other =>
        other.id === source.id ||
        other.slugAnnotation === source.slugAnnotation,
    );
    if (rival) {
      throw new Error(
        `There are two evidence sources for ${source.slugAnnotation}: "${rival.id}" and "${source.id}"`,
      );
    }
    this.#evidence.set(source.id, source);
  }

  addOutcomeSource(source: OutcomeSource): void {
    if (this.#outcomes.has(source.id)) {
      throw new Error(
        `There are two outcome sources with the id "${source.id}"`,
      );
    }
    this.#outcomes.set(source.id, source);
  }

  get evidence(): readonly EvidenceSource[] {
    return [...this.#evidence.values()];
  }

  get outcomes(): readonly OutcomeSource[] {
    return [...this.#outcomes.values()];
  }
}
