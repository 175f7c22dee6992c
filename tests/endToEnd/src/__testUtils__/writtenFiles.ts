import fs from 'node:fs';
import path from 'node:path';
import { PlacedText } from './everyText';

/** By these a process makes a file, or one of another name. */
const BY_CALLBACK = [
  'appendFile',
  'appendFileSync',
  'copyFile',
  'copyFileSync',
  'cp',
  'cpSync',
  'link',
  'linkSync',
  'open',
  'openSync',
  'rename',
  'renameSync',
  'writeFile',
  'writeFileSync',
] as const;
const BY_PROMISE = [
  'appendFile',
  'copyFile',
  'cp',
  'link',
  'open',
  'rename',
  'writeFile',
] as const;

/** Every file that this process writes while it is watched, whoever of it does. */
export class WrittenFiles {
  readonly #spies: jest.SpyInstance[];

  private constructor() {
    this.#spies = [
      ...BY_CALLBACK.map(name => spyOn(fs, name)),
      ...BY_PROMISE.map(name => spyOn(fs.promises, name)),
    ];
  }

  static watch(): WrittenFiles {
    return new WrittenFiles();
  }

  /** The files that are there now, with what they say; each is named by its full path. */
  texts(): PlacedText[] {
    const paths = new Set(
      this.#spies
        .flatMap(({ mock }) => mock.calls as unknown[][])
        .filter(([, flags]) => flags !== 'r')
        .flatMap(([first, second]) => [pathOf(first), pathOf(second)])
        .filter((file): file is string => file !== undefined),
    );
    return [...paths].flatMap(place =>
      fs.statSync(place, { throwIfNoEntry: false })?.isFile()
        ? [{ place, text: `${place}\n${fs.readFileSync(place, 'latin1')}` }]
        : [],
    );
  }

  stop(): void {
    this.#spies.forEach(spy => spy.mockRestore());
  }
}

function spyOn(owner: object, name: string): jest.SpyInstance {
  return jest.spyOn(owner as Record<string, () => unknown>, name);
}

function pathOf(value: unknown): string | undefined {
  if (value instanceof URL) return value.pathname;
  // What is written stands where another path may: a path has no line break and is not long.
  if (typeof value !== 'string' || value.length > 4_096) return undefined;
  return /[\n\0]/.test(value) ? undefined : path.resolve(value);
}
