import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROW_FORMATS, rowFile, World } from 'vendor-sim';

/** A folder of files for the door of files. */
export interface RowFolder {
  path: string;
  /** deletes it */
  remove(): void;
}

/** Writes the rows of some days into a file of each form, a part of the days in each, and one file twice. */
export function writeRowFolder(
  world: World,
  days: readonly string[],
): RowFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'rows-'));
  ROW_FORMATS.forEach((format, place) => {
    const own = days.filter((_, i) => i % ROW_FORMATS.length === place);
    const text = rowFile(world, own, format);
    writeFileSync(path.join(folder, `${place}.${format}`), text);
    if (place === 0) writeFileSync(path.join(folder, `copy.${format}`), text);
  });
  return {
    path: folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
