const DAY_CHARACTERS = 'YYYY-MM-DD'.length;

/** A charge with the UTC days that it is of. */
interface OfDays {
  tool: string;
  lines: readonly { day: string }[];
}

/** The days of which an upload has not the whole bill, because rows of them were refused. */
export class IncompleteDays {
  #all = false;
  readonly #tools = new Set<string>();
  readonly #days = new Set<string>();
  readonly #both = new Set<string>();

  /** Notes a refused row. What is not known of it may be any tool or day. */
  add(tool?: string, days?: readonly string[]): void {
    if (tool === undefined && days === undefined) this.#all = true;
    else if (days === undefined) this.#tools.add(tool!);
    else if (tool === undefined) days.forEach(day => this.#days.add(day));
    else days.forEach(day => this.#both.add(keyOf(tool, day)));
  }

  /**
   * Parts charges into those of whole days and those that go with a refused row; the latter make all of their own days
   * incomplete in turn.
   */
  split<T extends OfDays>(charges: readonly T[]): { whole: T[]; parts: T[] } {
    const byDay = new Map<string, T[]>();
    for (const charge of charges) {
      for (const { day } of charge.lines) {
        const key = keyOf(charge.tool, day);
        const list = byDay.get(key);
        if (list) list.push(charge);
        else byDay.set(key, [charge]);
      }
    }
    const parts = new Set<T>();
    const seen = new Set<string>();
    const open = [...byDay].flatMap(([key, [{ tool }]]) =>
      this.#has(tool, key) ? [key] : [],
    );
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      for (const charge of byDay.get(key) ?? []) {
        if (parts.has(charge)) continue;
        parts.add(charge);
        for (const { day } of charge.lines) open.push(keyOf(charge.tool, day));
      }
    }
    const isPart = (charge: T) => this.#all || parts.has(charge);
    return {
      whole: charges.filter(charge => !isPart(charge)),
      parts: charges.filter(isPart),
    };
  }

  #has(tool: string, key: string): boolean {
    return (
      this.#tools.has(tool) ||
      this.#both.has(key) ||
      this.#days.has(key.slice(0, DAY_CHARACTERS))
    );
  }
}

function keyOf(tool: string, day: string): string {
  return `${day} ${tool}`;
}
