import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Returns the parsed value, or throws an InputError (400) whose one sentence names every field at fault:
 * "metric must be one of …; from must be a day such as 2026-11-22".
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InputError(sentenceOf(result.error));
}

function sentenceOf(error: z.ZodError): string {
  return error.issues
    .map(issue => {
      const field = issue.path.map(String).join('.') || 'the body';
      const message = issue.message.startsWith('must')
        ? issue.message
        : `is not valid: ${issue.message}`;
      return `${field} ${message}`;
    })
    .join('; ');
}
