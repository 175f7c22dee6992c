/** A sentence as a part of another one: without its full stop. */
export function clause(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}
