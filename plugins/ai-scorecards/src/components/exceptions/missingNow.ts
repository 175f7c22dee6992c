import {
  Ask,
  AskFault,
  defaultRules,
  faultsOfAsk,
  RequestPreview,
} from 'backstage-plugin-ai-scorecards-common';

/** An answer of the backend, with what was asked then. */
export interface Answered {
  ask: Ask;
  preview: RequestPreview;
}

const isSame = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Whether a field holds nothing yet. */
const isEmpty = (value: unknown) => value === null || value === false;

/**
 * Returns what an ask misses by now: what the backend found in fields that have not changed since, and what has no
 * answer by the rule that the backend goes by. So the list keeps up with every key, whatever the backend takes.
 */
export function missingNow(
  ask: Ask,
  { ask: before, preview }: Answered,
  today: string,
): AskFault[] {
  const isChanged = ({ field }: AskFault) =>
    field in ask &&
    !isSame(ask[field as keyof Ask], before[field as keyof Ask]);
  const found = preview.faults.filter(fault => !isChanged(fault));
  const known = new Set(found.map(({ field }) => field));
  const empty = faultsOfAsk(ask, preview.lane, {
    today,
    rules: defaultRules,
    isReviewed: preview.inherited !== null,
    isRegistered: true,
    isUser: () => true,
    isOwn: () => null,
  }).filter(
    fault =>
      isChanged(fault) &&
      isEmpty(ask[fault.field as keyof Ask]) &&
      !known.has(fault.field),
  );
  return [...found, ...empty];
}
