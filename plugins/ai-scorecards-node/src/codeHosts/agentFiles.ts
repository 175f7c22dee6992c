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

/** Files in which tools keep what their agents may do, and which MCP servers they may use. */
export const PERMISSION_FILES: readonly string[] = [
  '.claude/settings.json',
  '.cursor/cli.json',
  '.gemini/settings.json',
  '.codex/config.toml',
];

/** Keys by which a settings file lists what is allowed, by the file's tool. */
const LISTS: Record<string, readonly (readonly string[])[]> = {
  '.claude/settings.json': [
    ['permissions', 'allow'],
    ['permissions', 'deny'],
    ['enabledMcpjsonServers'],
  ],
  '.cursor/cli.json': [
    ['permissions', 'allow'],
    ['permissions', 'deny'],
  ],
  '.gemini/settings.json': [
    ['tools', 'allowed'],
    ['tools', 'core'],
    ['coreTools'],
    ['mcp', 'allowed'],
    ['allowMCPServers'],
  ],
};

/** Whether a tool's settings file lists what its agents may do. A file that cannot be read lists nothing. */
export function listsPermissions(path: string, text: string): boolean {
  if (path.endsWith('.toml')) {
    return /^\s*(sandbox_mode|approval_policy|enabled_tools)\s*=/m.test(text);
  }
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    // Tools read such a file no better than we do.
    return false;
  }
  return (LISTS[path] ?? []).some(keys => {
    const value = keys.reduce(valueAt, settings);
    return Array.isArray(value) && value.length > 0;
  });
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
