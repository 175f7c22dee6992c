import {
  isDay,
  isDecimal,
  toMicros,
} from 'backstage-plugin-ai-scorecards-common';
import { z } from 'zod';

/** What has to be said of a value of the wrong type; the path is put before it. */
export const text = z.string({ error: 'must be text' }).trim().min(1, {
  error: 'must not be empty',
});

export const day = text.refine(isDay, {
  error: 'must be a day such as 2026-11-22',
});

export const firstOfMonth = day.refine(value => value.endsWith('-01'), {
  error: 'must be the first day of a month such as 2026-11-01',
});

/** Environment variables arrive as text, so digits in text count as a number. */
export function number(options: {
  least: number;
  most?: number;
  whole?: boolean;
  words: string;
}) {
  return z.preprocess(
    value =>
      typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
    z
      .number({ error: `must be ${options.words}` })
      .refine(
        value =>
          value >= options.least &&
          value <= (options.most ?? Number.MAX_SAFE_INTEGER) &&
          (!options.whole || Number.isInteger(value)),
        { error: `must be ${options.words}` },
      ),
  );
}

export const count = number({
  least: 0,
  whole: true,
  words: 'a whole number, zero or more',
});
export const share = number({
  least: 0,
  most: 1,
  words: 'a share from 0 to 1',
});
export const ratio = number({ least: 0, words: 'a number, zero or more' });
export const daysCount = number({
  least: 1,
  most: 5000,
  whole: true,
  words: 'a whole number of days from 1 to 5000',
});

export function ref(kinds: readonly string[], example: string) {
  return text
    .transform(value => value.toLocaleLowerCase('en-US'))
    .refine(
      value =>
        /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(value) &&
        kinds.includes(value.split(':')[0]),
      { error: `must be a full entity ref such as ${example}` },
    );
}

export const groupRef = ref(['group'], 'group:default/platform');
export const principalRef = ref(
  ['user', 'group'],
  'group:default/platform or user:default/ada',
);

/** Decimal text of an amount, zero or more; a number is taken as it is written. */
export const amount = z
  .union([z.string(), z.number()], {
    error: "must be an amount as decimal text such as '19.00'",
  })
  .transform(value => String(value).trim())
  .refine(value => isDecimal(value) && Number(value) >= 0, {
    error: "must be an amount as decimal text such as '19.00'",
  })
  .transform(toMicros);
