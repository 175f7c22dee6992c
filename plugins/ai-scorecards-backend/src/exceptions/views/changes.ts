import {
  changedFields,
  ExceptionRequest,
} from 'backstage-plugin-ai-scorecards-common';
import { askWords } from './askInWords';
import { isPrivate, isPrivateField } from './privateAsk';
import { isParty, Seen } from './seen';

/** What differs from the revision before, in words, as far as the caller may read it. */
export function changesOf(seen: Seen): ExceptionRequest['changed'] {
  const { before, wish } = seen.known.request;
  if (!before) return [];
  const fields = changedFields(before.ask, wish.ask);
  const shownFields = isParty(seen)
    ? fields
    : fields.filter(
        field => !isPrivate([before.ask, wish.ask]) || !isPrivateField(field),
      );
  return shownFields.map(field => ({
    field,
    before: askWords(field, before.ask) ?? 'nothing',
    after: askWords(field, wish.ask) ?? 'nothing',
  }));
}
