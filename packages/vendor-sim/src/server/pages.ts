/** What a page token says: which question it belongs to, and how far on. */
interface Page {
  of: string;
  offset: number;
}

export const pageToken = (page: Page): string =>
  `page_${Buffer.from(JSON.stringify(page)).toString('base64url')}`;

/** The offset in a page token, or undefined if it is not of this question. */
export function offsetOf(url: URL, question: string): number | undefined {
  const token = url.searchParams.get('page');
  if (token === null) {
    return 0;
  }
  const text = Buffer.from(token.replace(/^page_/, ''), 'base64url').toString(
    'utf8',
  );
  const match = /^\{"of":"([^"]+)","offset":(\d+)\}$/.exec(text);
  return match && match[1] === question ? Number(match[2]) : undefined;
}

export function limitOf(
  url: URL,
  otherwise: number,
  most: number,
): number | undefined {
  const limit = Number(url.searchParams.get('limit') ?? otherwise);
  return Number.isInteger(limit) && limit >= 1 && limit <= most
    ? limit
    : undefined;
}
