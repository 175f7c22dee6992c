import { UnreadableRecord } from '../sources/records';
import { DayAnswer } from '../sources/sources';

/** Returns everything that a source hands out of a day or of its seats, in order. Throws where it says there is nothing. */
export async function recordsOf<T>(
  answer: DayAnswer<T>,
): Promise<(T | UnreadableRecord)[]> {
  if (answer.state === 'empty') {
    throw new Error(`There is nothing: ${answer.reason}`);
  }
  const list: (T | UnreadableRecord)[] = [];
  for await (const record of answer.records) {
    list.push(record);
  }
  return list;
}
