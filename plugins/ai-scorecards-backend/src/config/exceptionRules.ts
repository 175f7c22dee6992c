import {
  defaultRules,
  ExceptionRules,
} from 'backstage-plugin-ai-scorecards-common';
import type { z } from 'zod';
import { exceptionsSchema } from './exceptionsSchema';

/** Returns the rules in force: what is written, over the defaults. */
export function exceptionRules(
  written: z.output<typeof exceptionsSchema>,
  holidays: readonly string[],
): ExceptionRules {
  const { logKey: _, ...rules } = written;
  return {
    ...merged(defaultRules, rules),
    holidays: [...holidays].sort(),
  };
}

/** Objects are joined key by key; a list that is written takes the place of the default one. */
function merged<T extends object>(base: T, written: object): T {
  const entries = Object.entries(written)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const known = base[key as keyof T];
      return [
        key,
        isGroup(known) && isGroup(value) ? merged(known, value) : value,
      ];
    });
  return { ...base, ...Object.fromEntries(entries) };
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
