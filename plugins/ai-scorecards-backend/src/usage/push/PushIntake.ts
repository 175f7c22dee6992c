import type { Source } from 'backstage-plugin-ai-scorecards-node';
import { SourceStore, StoredSource } from '../SourceStore';
import { PushDoor, pushedSource } from './pushedSource';
import { PushedRow, PushStore } from './PushStore';

/** How what was pushed was taken. */
export interface Intake {
  /** Rows that said something new. */
  fresh: number;
  /** Rows that were known. */
  duplicates: number;
}

/** Takes what arrives by itself: each tool of a door is a source of its own. */
export class PushIntake {
  readonly #sources: SourceStore;
  readonly #store: PushStore;
  readonly #onPushed: () => void;

  constructor(options: {
    sources: SourceStore;
    store: PushStore;
    /** Called after each push that said something new. */
    onPushed: () => void;
  }) {
    this.#sources = options.sources;
    this.#store = options.store;
    this.#onPushed = options.onPushed;
  }

  /** The source of a tool behind a door; made known with the first push. */
  async source(door: PushDoor, tool: string): Promise<StoredSource> {
    const source = pushedSource(door, tool);
    return (
      (await this.#sources.byKey(source.id)) ?? this.#sources.register(source)
    );
  }

  /**
   * Keeps rows of one door.
   * @param rows - with the entity ref of the tool of each
   * @param file - the file that these are all rows of
   */
  async rows(
    door: PushDoor,
    rows: readonly (PushedRow & { tool: string })[],
    file?: string,
  ): Promise<Intake> {
    const byTool = new Map<string, PushedRow[]>();
    for (const { tool, ...row } of rows) {
      const list = byTool.get(tool);
      if (list) list.push(row);
      else byTool.set(tool, [row]);
    }
    if (file !== undefined) {
      // Tools that the file named before and names no more have no rows of it left.
      for (const { tool } of await this.#known(door)) {
        if (!byTool.has(tool)) byTool.set(tool, []);
      }
    }
    let fresh = 0;
    for (const [tool, list] of [...byTool].sort()) {
      const { id } = await this.source(door, tool);
      fresh += await this.#store.putRows(id, list, file);
    }
    if (fresh > 0 || file !== undefined) this.#onPushed();
    return { fresh, duplicates: rows.length - fresh };
  }

  async #known(door: PushDoor): Promise<{ tool: string }[]> {
    const prefix = `${door.configKey}:`;
    return (await this.#sources.list())
      .filter(({ pushed, key }) => pushed && key.startsWith(prefix))
      .map(({ key }) => ({ tool: key.slice(prefix.length) }));
  }

  /** Notes when a source last brought something, for what is recorded at once. */
  async brought(sourceId: number, at: Date): Promise<void> {
    await this.#sources.succeeded(sourceId, at);
  }

  /** To be called when something was kept by other ways than {@link rows}. */
  pushed(): void {
    this.#onPushed();
  }
}

/**
 * Whose accounts a tool's are. Sources of one tool name the same people, so that what is pushed of an account that
 * nobody knows is compared with what the vendor says of it.
 */
export function namespaceOf(
  sources: readonly Pick<Source, 'tool' | 'namespace'>[],
  tool: string,
): string {
  const same = sources.find(
    source => source.tool.toLocaleLowerCase('en-US') === tool,
  );
  return same?.namespace ?? tool.slice(tool.indexOf('/') + 1);
}
