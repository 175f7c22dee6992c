import { ownCheckSchema } from 'backstage-plugin-ai-scorecards-common';
import { z } from 'zod';
import { PracticesConfig } from './types';
import { day, groupRef, number, text } from './values';

const level = number({
  least: 1,
  most: 4,
  whole: true,
  words: 'a level from 1 to 4',
});

const change = z.strictObject({
  disabled: z.boolean({ error: 'must be true or false' }).optional(),
  effectiveFrom: day.optional(),
  required: z.boolean({ error: 'must be true or false' }).optional(),
  level: level.optional(),
  weight: number({
    least: 0,
    most: 1000,
    whole: true,
    words: 'a whole number from 0 to 1000',
  }).optional(),
});

/** `aiScorecards.practices` as it may be written. */
export const practicesSchema = z.strictObject({
  activeDays: number({
    least: 1,
    most: 3650,
    whole: true,
    words: 'a whole number of days from 1 to 3650',
  }).optional(),
  minimumLevel: level.optional(),
  sensitivePaths: z.array(text).optional(),
  leadRelation: text.optional(),
  stance: z
    .strictObject({
      version: text.max(100, { error: 'must be at most 100 characters' }),
      url: text.refine(value => /^https?:\/\//.test(value), {
        error: 'must be a web address',
      }),
    })
    .optional(),
  waivers: z
    .array(
      z.strictObject({
        team: groupRef,
        check: text,
        until: day,
        reason: text,
        exception: text.optional(),
      }),
    )
    .optional(),
  checks: z.record(z.string(), change).optional(),
  own: z.array(ownCheckSchema).optional(),
});

/** Returns what holds: what is written, and the defaults. */
export function practicesOf(
  written: z.output<typeof practicesSchema>,
): PracticesConfig {
  return {
    activeDays: written.activeDays ?? 90,
    minimumLevel: written.minimumLevel ?? 1,
    sensitivePaths: written.sensitivePaths ?? [],
    leadRelation: written.leadRelation,
    stance: written.stance ?? null,
    waivers: (written.waivers ?? []).map(waiver => ({
      ...waiver,
      exception: waiver.exception ?? null,
    })),
    checks: written.checks ?? {},
    own: written.own ?? [],
  };
}
