/** A way by which use of a tool is reported: all sources under one key of `aiScorecards.sources`. */
export interface Door {
  configKey: string;
  /** Rows arrive by themselves. */
  pushed: boolean;
}

/**
 * Keys of the doors of one tool, the one to be believed first: those that are named for the tool, then vendors' APIs in
 * the order of configuration, then what is pushed. A door that is configured no more comes last of its kind.
 * @param doors - each once, oldest first
 * @param named - what configuration says of the tool
 * @param configured - keys of `aiScorecards.sources` as they are written
 */
export function doorOrder(
  doors: readonly Door[],
  named: readonly string[],
  configured: readonly string[],
): string[] {
  const place = (list: readonly string[], key: string) => {
    const index = list.indexOf(key);
    return index < 0 ? list.length : index;
  };
  return doors
    .map(({ configKey, pushed }, age) => ({
      configKey,
      rank: [
        place(named, configKey),
        Number(pushed),
        place(configured, configKey),
        age,
      ],
    }))
    .sort((a, b) => firstDifference(a.rank, b.rank))
    .map(door => door.configKey);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, i) => value !== b[i]);
  return index < 0 ? 0 : a[index] - b[index];
}

/** Tools of which two doors that were known before are believed in another order now. */
export function reorderedTools(
  before: Readonly<Record<string, readonly string[]>>,
  after: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.keys(after).filter(tool => {
    const old = before[tool] ?? [];
    const both = after[tool].filter(key => old.includes(key));
    return both.join(' ') !== old.filter(key => both.includes(key)).join(' ');
  });
}
