const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** "18 Nov": a UTC day in words. */
export function dayInWords(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** "02:10 UTC", with the day before it when that is not the day of `now`: an ISO time in words. */
export function timeInWords(time: string, now: Date): string {
  const at = new Date(time).toISOString();
  const clock = `${at.slice(11, 16)} UTC`;
  const day = at.slice(0, 10);
  return day === now.toISOString().slice(0, 10)
    ? clock
    : `${dayInWords(day)}, ${clock}`;
}

/** "a", "a and b", "a, b and c"; or with another word than "and". */
export function listInWords(
  words: readonly string[],
  last: 'and' | 'or' = 'and',
): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** "1 day", "3 days". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first sentence of a text, without its full stop. */
export function firstSentence(text: string): string {
  const end = /[.!?](?=\s+[A-Z])/.exec(text)?.index;
  return text.slice(0, end).trim().replace(/\.$/, '');
}
