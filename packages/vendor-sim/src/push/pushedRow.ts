/** A row of the portal's plain form. */
export type PushedRow = Record<string, string | number | string[]>;

/** Hundred-millionths of a US dollar as decimal text. */
export function dollars(cost: number): string {
  const digits = String(cost).padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}
