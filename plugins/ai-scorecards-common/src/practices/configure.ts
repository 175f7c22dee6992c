import { CHECKS } from './catalogue';
import type { Check, ConfiguredCheck } from './check';

/** What configuration may change of a check. */
export interface CheckChange {
  disabled?: boolean;
  effectiveFrom?: string;
  required?: boolean;
  level?: number;
  weight?: number;
}

const definedOf = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<T>;

/**
 * The checks of one portal: the catalogue and the organisation's own, with what configuration changes. Throws a
 * RangeError when two have one id.
 */
export function configureChecks(
  changes: Readonly<Record<string, CheckChange>>,
  own: readonly ConfiguredCheck[] = [],
  catalogue: readonly Check[] = CHECKS,
): ConfiguredCheck[] {
  const all = [
    ...catalogue.map(
      (check): ConfiguredCheck => ({
        ...check,
        own: false,
        effectiveFrom: null,
        asks: String(check.version),
      }),
    ),
    ...own,
  ];
  const seen = new Set<string>();
  for (const { id } of all) {
    if (seen.has(id)) throw new RangeError(`There are two checks ${id}`);
    seen.add(id);
  }
  return all.flatMap(check => {
    const { disabled, ...change } = changes[check.id] ?? {};
    return disabled ? [] : [{ ...check, ...definedOf(change) }];
  });
}
