/**
 * The query of the next page from a `Link` header; undefined on the last page. Only the query is taken, so that a
 * header can never lead to another host or path.
 */
export function nextPageQuery(
  link: string | null,
): [string, string][] | undefined {
  for (const part of (link ?? '').split(/,\s*(?=<)/)) {
    const match = /^\s*<([^>]*)>\s*;(.*)$/.exec(part);
    if (match && /(^|;)\s*rel="?next"?\s*($|;)/i.test(match[2])) {
      const query = match[1].split('#')[0].split('?')[1] ?? '';
      return [...new URLSearchParams(query)];
    }
  }
  return undefined;
}
