const OWNER = /(^|\s)(@\S+|\S+@\S+)/;

/**
 * Path patterns that a CODEOWNERS file gives to somebody, in the file's order, each once. A pattern without an owner
 * takes a path away from its owners and is left out; so are comments and GitLab's section headings.
 */
export function codeOwnerPaths(text: string): string[] {
  const paths = new Set<string>();
  let sectionOwned = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(line);
    if (section) {
      // The owners of a section's heading own what its lines name without owners.
      sectionOwned = OWNER.test(section[1]);
    } else if (line) {
      const [pattern, ...owners] = line.split(/(?<!\\)\s+/);
      if (sectionOwned || owners.some(it => OWNER.test(it))) {
        paths.add(pattern);
      } else {
        paths.delete(pattern);
      }
    }
  }
  return [...paths];
}
