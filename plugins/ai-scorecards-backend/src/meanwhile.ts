/**
 * Begins a read whose outcome is not awaited yet, for there is other work first or its caller is still being looked at.
 * What it returns or throws is for whoever awaits it then; until then a failure is nobody's.
 */
export function meanwhile<T>(read: () => Promise<T>): Promise<T> {
  const reading = read();
  reading.catch(() => undefined);
  return reading;
}
