import { checklistItemSchema } from 'backstage-plugin-ai-scorecards-common';
import type {
  ChecklistItem,
  TeamChecklist,
} from 'backstage-plugin-ai-scorecards-common';
import type { Words } from '../../hooks';
import type { FormFault } from '../ui';

/**
 * What a team begins to adapt: its own list, with the minimum items as the organisation words them today and with
 * minimum items that are new; without a list of its own the organisation's.
 */
export function startOfAdapting(
  checklist: Pick<TeamChecklist, 'organisation' | 'adopted'>,
): ChecklistItem[] {
  const { organisation, adopted } = checklist;
  if (!adopted) return organisation.items;
  const minimum = organisation.items.filter(item => item.minimum);
  const isMinimum = new Set(minimum.map(item => item.id));
  const rest = adopted.items
    .filter(item => !isMinimum.has(item.id))
    // What was a minimum once and is none any more is the team's to change.
    .map(item => ({ ...item, minimum: false }));
  return [...minimum, ...rest];
}

/** The items with an empty one more; its id is not taken by any of them nor by `taken`. */
export function withNewItem(
  items: ChecklistItem[],
  taken: readonly string[] = [],
): ChecklistItem[] {
  const known = new Set([...items.map(({ id }) => id), ...taken]);
  let number = items.length + 1;
  while (known.has(`item-${number}`)) number += 1;
  return [...items, { id: `item-${number}`, text: '', minimum: false }];
}

/** Everything that keeps a list from being saved, all at once; `idOf` gives the element of an item's field. */
export function itemFaults(
  items: ChecklistItem[],
  options: { t: Words; idOf: (item: string) => string },
): FormFault[] {
  const { t, idOf } = options;
  if (items.length === 0) {
    return [{ field: idOf('add'), text: t('checklist.noItems') }];
  }
  return items.flatMap((item, index) => {
    const parsed = checklistItemSchema.safeParse(item);
    if (parsed.success) return [];
    const number = String(index + 1);
    const tooLong = parsed.error.issues.some(({ code }) => code === 'too_big');
    return [
      {
        field: idOf(item.id),
        text: tooLong
          ? t('checklist.longItem', { number })
          : t('checklist.shortItem', { number }),
      },
    ];
  });
}
