/** Files with instructions for agents. */
export const INSTRUCTION_FILES: readonly string[] = [
  'AGENTS.md',
  'CLAUDE.md',
  'GEMINI.md',
  '.github/copilot-instructions.md',
  '.cursorrules',
];

/** Folders whose files are instructions for agents. */
export const INSTRUCTION_FOLDERS: readonly string[] = [
  '.cursor/rules',
  '.github/instructions',
];

/** Files in which tools keep what their agents may do. */
export const PERMISSION_FILES: readonly string[] = [
  '.claude/settings.json',
  '.cursor/cli.json',
  '.gemini/settings.json',
  '.codex/config.toml',
];

/** Keys by which a settings file lists what agents may do unasked, by the file's tool. */
const LISTS: Record<string, readonly (readonly string[])[]> = {
  '.claude/settings.json': [['permissions', 'allow']],
  '.cursor/cli.json': [['permissions', 'allow']],
  '.gemini/settings.json': [
    ['tools', 'allowed'],
    ['tools', 'core'],
    ['coreTools'],
  ],
};

/** Everything, or every command of a shell. */
const EVERYTHING = /^(?:\*|(?:bash|shell|run_shell_command)(?:\(:?\*\))?)$/i;

/**
 * Whether a tool's settings file allow-lists what its agents may do. A list that allows everything is none, nor is one
 * of what is denied; a file that cannot be read lists nothing.
 */
export function listsPermissions(path: string, text: string): boolean {
  if (path.endsWith('.toml')) {
    return confines(text);
  }
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    // Tools read such a file no better than we do.
    return false;
  }
  const mode = ['permissions', 'defaultMode'].reduce(valueAt, settings);
  if (mode === 'bypassPermissions') {
    return false;
  }
  const lists = (LISTS[path] ?? [])
    .map(keys => keys.reduce(valueAt, settings))
    .flatMap(value => (Array.isArray(value) ? [value] : []));
  return (
    lists.some(list => list.length > 0) &&
    !lists.flat().some(it => typeof it !== 'string' || EVERYTHING.test(it))
  );
}

/** Codex: a sandbox in every profile that has one, or at least a person who is asked. */
function confines(text: string): boolean {
  const valuesOf = (key: string) =>
    [
      ...text.matchAll(
        new RegExp(`^\\s*${key}\\s*=\\s*["']([\\w-]+)["']`, 'gm'),
      ),
    ].map(match => match[1]);
  const sandboxes = valuesOf('sandbox_mode');
  const approvals = valuesOf('approval_policy');
  if (sandboxes.length > 0) {
    return sandboxes.every(it => it !== 'danger-full-access');
  }
  return approvals.length > 0 && approvals.every(it => it !== 'never');
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
