import type {
  CodeHostsExtensionPoint,
  EvidenceSource,
  OutcomeSource,
} from 'backstage-plugin-ai-scorecards-node';

/** What code-host modules registered, in the order in which they did. */
export class CodeHostRegistry implements CodeHostsExtensionPoint {
  readonly #evidence: EvidenceSource[] = [];
  readonly #outcomes: OutcomeSource[] = [];

  get evidence(): readonly EvidenceSource[] {
    return this.#evidence;
  }

  get outcomes(): readonly OutcomeSource[] {
    return this.#outcomes;
  }

  /** Throws if a source with the same id is there already. */
  addEvidenceSource(source: EvidenceSource): void {
    add(this.#evidence, source);
  }

  /** Throws if a source with the same id is there already. */
  addOutcomeSource(source: OutcomeSource): void {
    add(this.#outcomes, source);
  }
}

function add<T extends { id: string }>(sources: T[], source: T): void {
  if (sources.some(({ id }) => id === source.id)) {
    throw new Error(`There are two sources with the id "${source.id}"`);
  }
  sources.push(source);
}
