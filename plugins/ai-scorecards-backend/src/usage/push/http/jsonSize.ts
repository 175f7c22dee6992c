const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** What begins a value, or another one: each is at least a byte, and makes an object of many. */
const BEFORE_VALUE = new Set([0x2c, 0x5b, 0x7b]);
/** No form has so many different names of fields, and objects that are each of their own shape are slow to make. */
const MOST_NAMES = 1_000;

/**
 * Whether JSON text holds more values than so many, or more than a thousand different names, without reading it: small
 * bodies of nothing but empty objects take fifty times their size once they are read. Counts opened objects, opened
 * lists and commas outside of text.
 */
export function holdsTooMuch(text: string, mostValues: number): boolean {
  const names = new Set<string>();
  let values = 0;
  let last: [number, number] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(text, at + 1);
      last = [at + 1, end];
      at = end;
    } else if (code === COLON) {
      names.add(text.slice(...last));
      if (names.size > MOST_NAMES) return true;
    } else if (BEFORE_VALUE.has(code)) {
      values += 1;
      if (values > mostValues) return true;
    }
  }
  return false;
}

/** Where the quote is that ends a text; the end of all where there is none. */
function endOfText(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
}
