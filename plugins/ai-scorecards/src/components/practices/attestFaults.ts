import { attestRequestSchema } from 'backstage-plugin-ai-scorecards-common';
import type { Words } from '../../hooks';
import type { FormFault } from '../ui';

/** A statement as it is typed. */
export interface AttestText {
  statement: string;
  href: string;
}

/** What is sent; an empty link is none. */
export function attestRequest(check: string, text: AttestText) {
  return {
    check,
    statement: text.statement.trim(),
    href: text.href.trim() || null,
  };
}

/** Everything that keeps a statement from being sent, all at once; `idOf` gives the element of a field. */
export function attestFaults(
  check: string,
  text: AttestText,
  options: { t: Words; idOf: (field: keyof AttestText) => string },
): FormFault[] {
  const { t, idOf } = options;
  const parsed = attestRequestSchema.safeParse(attestRequest(check, text));
  if (parsed.success) return [];
  return parsed.error.issues.flatMap(({ path: [field], code }): FormFault[] => {
    if (field === 'href') {
      return [{ field: idOf('href'), text: t('attest.badLink') }];
    }
    return field === 'statement'
      ? [
          {
            field: idOf('statement'),
            text:
              code === 'too_big'
                ? t('attest.longStatement')
                : t('attest.shortStatement'),
          },
        ]
      : [];
  });
}
