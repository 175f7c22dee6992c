/** A whole number from 0 to 2³² − 1 that depends on all parts: the same for the same parts, in every run. */
export function hash(...parts: number[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    state = Math.imul(state ^ part, 0x85ebca6b);
    state ^= state >>> 13;
    state = Math.imul(state, 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** A number from 0 up to, but not including, 1. */
export function share(...parts: number[]): number {
  return hash(...parts) / 2 ** 32;
}
