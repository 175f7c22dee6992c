/**
 * A part of a web address without its percent escapes; as it stands where they are malformed, since a file of that name
 * is the only one that can be meant.
 */
export function decodePath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
