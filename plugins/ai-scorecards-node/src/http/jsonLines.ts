import { SourceError } from '../sources/SourceError';
import { DownloadedLine } from './downloadLines';
import { parseJson } from './parseJson';

/** One line of a file of JSON lines: its value, or that it could not be read. */
export type JsonLine =
  | { state: 'value'; raw: string; value: unknown }
  | { state: 'malformed'; raw: string };

/**
 * Parses JSON lines one by one. A malformed line is handed on as such; a last line that is neither whole nor
 * terminated means that the file was cut off, which throws a {@link SourceError} of kind `unavailable`.
 */
export async function* parseJsonLines(
  lines: AsyncIterable<DownloadedLine>,
  options: { what: string; numbersAsText?: readonly string[] },
): AsyncGenerator<JsonLine, void, void> {
  for await (const { text, terminated } of lines) {
    let value: unknown;
    try {
      value = parseJson(text, options.numbersAsText);
    } catch {
      // What is wrong with it the reader sees in the raw text.
      if (!terminated) {
        throw new SourceError(
          'unavailable',
          `${options.what} was cut off within a line`,
        );
      }
      yield { state: 'malformed', raw: text };
      continue;
    }
    yield { state: 'value', raw: text, value };
  }
}
