/** Money of one tool, or of several that cannot be shown apart. */
export interface ToolBlock {
  /** Tool ids, ascending. */
  tools: number[];
  seat: number;
  usage: number;
  value: number;
}

/** A side of a team with its money by tool. */
export interface BlockSide {
  population: { shown: boolean };
  /** Every tool of the side once; null when tools cannot be shown apart or together. */
  blocks: ToolBlock[] | null;
}

/**
 * Adds up the blocks of several sides. Tools that one side cannot tell apart stay together, so every sum is of whole
 * blocks. Empty when a shown side has nothing to show by tool.
 */
export function mergeBlocks(sides: readonly BlockSide[]): ToolBlock[] {
  let merged: ToolBlock[] = [];
  for (const { population, blocks } of sides) {
    if (!population.shown) continue;
    if (blocks === null) return [];
    for (const block of blocks) {
      const touching = merged.filter(known =>
        known.tools.some(tool => block.tools.includes(tool)),
      );
      const all = [block, ...touching];
      merged = [
        ...merged.filter(known => !touching.includes(known)),
        {
          tools: [...new Set(all.flatMap(part => part.tools))].sort(
            (a, b) => a - b,
          ),
          seat: all.reduce((sum, part) => sum + part.seat, 0),
          usage: all.reduce((sum, part) => sum + part.usage, 0),
          value: all.reduce((sum, part) => sum + part.value, 0),
        },
      ];
    }
  }
  return merged.sort((a, b) => a.tools[0] - b.tools[0]);
}
