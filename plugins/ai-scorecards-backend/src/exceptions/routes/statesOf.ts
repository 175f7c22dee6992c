/** `open` and single states, with commas between. */
export function statesOf(
  text: string | undefined,
  names: Readonly<Record<string, readonly string[]>>,
): string[] | undefined {
  return text
    ?.split(',')
    .map(part => part.trim())
    .flatMap(part => names[part] ?? [part]);
}
