/** Amounts in order as text: each one behind how often it comes, for most seats cost the same. */
export function packAmounts(amounts: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < amounts.length; ) {
    let end = at + 1;
    while (end < amounts.length && amounts[end] === amounts[at]) end += 1;
    const times = end - at;
    parts.push(times === 1 ? `${amounts[at]}` : `${times}*${amounts[at]}`);
    at = end;
  }
  return parts.join(' ');
}

/** The same the other way round. */
export function unpackAmounts(text: string): number[] {
  return text
    .split(' ')
    .filter(part => part !== '')
    .flatMap(part => {
      const [times, amount] = part.includes('*')
        ? part.split('*')
        : ['1', part];
      return Array.from({ length: Number(times) }, () => Number(amount));
    });
}
