/**
 * Deterministic randomness: every draw is a function of the seed and of what
 * it is drawn for, so any day of any person can be made without making the
 * days before it.
 */

const mix = (before: number, value: number): number => {
  let h = Math.imul(before ^ value, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca77);
  h ^= h >>> 13;
  return h >>> 0;
};

/** An unsigned 32-bit hash of the given integers; their order matters. */
export function hash(...parts: number[]): number {
  let h = 0x811c9dc5;
  for (const part of parts) {
    h = mix(h, part | 0);
  }
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on the given integers alone. */
export function fraction(...parts: number[]): number {
  return hash(...parts) / 0x1_0000_0000;
}

/** An unsigned 32-bit hash of a text, for use as one of the integers above. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = mix(h, text.charCodeAt(i));
  }
  return h;
}

/** A stream of draws, for records that need many. */
export interface Draws {
  /** in [0, 1) */
  fraction(): number;
  /** an integer from `low` to `high`, both included */
  integer(low: number, high: number): number;
  /** true with the given probability */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** A stream of draws that starts from `start`, a value of {@link hash}. */
export function draws(start: number): Draws {
  let state = start >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    fraction: next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: probability => next() < probability,
    pick: items => items[Math.floor(next() * items.length)],
  };
}
