const END = '<!-- end -->';

/** A page with the part between its marks replaced, which name where it comes from; throws when they are missing. */
export function withSection(
  page: string,
  source: string,
  section: string,
): string {
  const mark = `<!-- begin: from the ${source} -->`;
  const begin = page.indexOf(mark);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < begin) {
    throw new Error(`The page needs the marks ${mark} and ${END}`);
  }
  return `${page.slice(0, begin)}${mark}\n\n${section}\n\n${page.slice(end)}`;
}
