/**
 * Begins a read while the caller is still being looked at. Its outcome, or what it throws, is for whoever awaits it once
 * the caller may see it; until then a failure is nobody's.
 */
export function meanwhile<T>(read: () => Promise<T>): Promise<T> {
  const reading = read();
  reading.catch(() => undefined);
  return reading;
}
