import type { Source } from 'backstage-plugin-ai-scorecards-node';
import { SourceStore, StoredSource } from '../SourceStore';
import { PushDoor, pushedSource } from './pushedSource';
import { FromFile, Kept, PushedRow, PushStore } from './PushStore';

/** How what was pushed was taken. */
export interface Intake<Row extends PushedRow> extends Kept<Row> {
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
  async rows<Row extends PushedRow & { tool: string }>(
    door: PushDoor,
    rows: readonly Row[],
    file?: FromFile,
  ): Promise<Intake<Row>> {
    const byTool = new Map<string, Row[]>();
    for (const row of rows) {
      const list = byTool.get(row.tool);
      if (list) list.push(row);
      else byTool.set(row.tool, [row]);
    }
    if (file !== undefined) {
      // Tools that the file named before and names no more have no rows of it left.
      for (const { tool } of await this.#known(door)) {
        if (!byTool.has(tool)) byTool.set(tool, []);
      }
    }
    let fresh = 0;
    let freed = false;
    const held: Row[] = [];
    for (const [tool, list] of [...byTool].sort()) {
      const { id } = await this.source(door, tool);
      const kept = await this.#store.putRows(id, list, file);
      fresh += kept.fresh;
      freed ||= kept.freed;
      held.push(...kept.held);
    }
    if (fresh > 0 || file !== undefined) this.#onPushed();
    const duplicates = rows.length - fresh - held.length;
    return { fresh, duplicates, held, freed };
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
