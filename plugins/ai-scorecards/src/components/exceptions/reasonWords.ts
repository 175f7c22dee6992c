import { keptReasonSchema } from 'backstage-plugin-ai-scorecards-common';
import type { Words } from '../../hooks';

/** The board's reason: one of its list under its name, anything else as it was written. */
export function reasonWords(reason: string, t: Words): string {
  const { data } = keptReasonSchema.safeParse(reason);
  return data ? t(`reasonCode.${data}`) : reason;
}
