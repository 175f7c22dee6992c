import { access, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';

/** Returns the folders in which a relative path of app-config is looked for, the likeliest first. */
export async function configFolders(
  argv: readonly string[] = process.argv,
  cwd: string = process.cwd(),
): Promise<string[]> {
  const named = argv.flatMap((argument, index) => {
    if (argument.startsWith('--config=')) {
      return [argument.slice('--config='.length)];
    }
    return argv[index - 1] === '--config' ? [argument] : [];
  });
  const folders = named
    .filter(path => !/^https?:/.test(path))
    .map(path => dirname(resolve(cwd, path)));
  folders.push(cwd);
  for (let at = cwd; dirname(at) !== at; at = dirname(at)) {
    if (await exists(resolve(at, 'app-config.yaml'))) folders.push(at);
  }
  return [...new Set(folders)];
}

/** Returns the text of a file that configuration names. Throws a sentence with the setting when there is none. */
export async function readConfiguredFile(
  setting: string,
  path: string,
  folders: readonly string[],
): Promise<string> {
  const candidates = isAbsolute(path)
    ? [path]
    : folders.map(folder => resolve(folder, path));
  for (const candidate of candidates) {
    if (await exists(candidate)) return readFile(candidate, 'utf8');
  }
  throw new Error(
    `${setting}: there is no file ${path}; looked for ${candidates.join(
      ' and ',
    )}.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
