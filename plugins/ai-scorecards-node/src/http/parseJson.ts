/** What JSON.parse tells a reviver about the text of a value, on the runtimes that do. */
interface ReviverContext {
  source?: string;
}

/**
 * Parses JSON; the numbers under the given keys come back as the text they were sent in, so that an amount such as
 * `0.1234567890123456789` keeps every digit. Where the runtime does not tell the text, the number's own is used.
 * Throws a SyntaxError like `JSON.parse`.
 */
export function parseJson(
  text: string,
  numbersAsText: readonly string[] = [],
): unknown {
  // A reviver is slow, and needless in a text that holds none of the keys.
  const present = numbersAsText.filter(key => text.includes(`"${key}"`));
  if (present.length === 0) {
    return JSON.parse(text);
  }
  const keys = new Set(present);
  return JSON.parse(
    text,
    (key: string, value: unknown, context?: ReviverContext) =>
      typeof value === 'number' && keys.has(key)
        ? context?.source ?? String(value)
        : value,
  );
}
