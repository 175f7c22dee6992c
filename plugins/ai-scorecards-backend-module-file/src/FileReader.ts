import { glob, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { RowFile, RowReader } from 'backstage-plugin-ai-scorecards-node';
import { CONFIG_KEY, FileSettings } from './settings';

const FORMATS: Readonly<Record<string, RowFile['format']>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'ndjson',
  '.ndjson': 'ndjson',
};

/** As much as a push may hold. */
const MOST_BYTES = 20 * 1024 * 1024;

/** The files of a folder or a pattern. */
export class FileReader implements RowReader {
  readonly title = 'Usage files';
  readonly configKey = CONFIG_KEY;
  readonly tool: string | undefined;
  readonly #path: string;

  constructor(settings: FileSettings) {
    this.#path = settings.path;
    this.tool = settings.tool;
  }

  /** Files by their full names, in order; those of other endings are passed over. */
  async files(): Promise<RowFile[]> {
    const names: string[] = [];
    for await (const name of glob(await this.#pattern())) {
      names.push(path.resolve(name));
    }
    const files: RowFile[] = [];
    for (const name of names.sort()) {
      const format = FORMATS[path.extname(name).toLowerCase()];
      const about = format && (await stat(name));
      if (format && about?.isFile()) {
        files.push({
          name,
          format,
          version: `${about.mtimeMs} ${about.size}`,
          read: () => readWhole(name, about.size),
        });
      }
    }
    return files;
  }

  async #pattern(): Promise<string> {
    const about = await stat(this.#path).catch(() => undefined);
    return about?.isDirectory() ? path.join(this.#path, '*') : this.#path;
  }
}

async function readWhole(name: string, size: number): Promise<string> {
  if (size > MOST_BYTES) {
    throw new RangeError(
      `it is larger than ${
        MOST_BYTES / 1024 / 1024
      } MB; split it, by month for instance`,
    );
  }
  return readFile(name, 'utf8');
}
