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

/** Everything, every command of a shell, or every tool of every MCP server. */
const EVERYTHING =
  /^(?:\*|(?:bash|shell|run_shell_command)(?:\(:?\*\))?|mcp__\*|mcp\(\*(?::\*)?\))$/i;

/** What a settings file lets agents do: what it lists, everything, or it says nothing of it. */
export type Permissions = 'listed' | 'everything' | 'none';

/** What the settings files of a repository come to. */
export interface AgentPermissions {
  /** Some file lists what agents may do, and none lets them do everything. */
  agentPermissionsAsCode: boolean;
  /** Some file lets agents do everything, or use every MCP server. */
  agentsMayDoAnything: boolean;
}

/** Puts together what the settings files of a repository say; one that opens everything makes lists of others void. */
export function agentPermissions(
  textOf: (path: string) => string | null | undefined,
): AgentPermissions {
  const said = PERMISSION_FILES.map(path =>
    permissionsIn(path, textOf(path) ?? ''),
  );
  const agentsMayDoAnything = said.includes('everything');
  return {
    agentPermissionsAsCode: !agentsMayDoAnything && said.includes('listed'),
    agentsMayDoAnything,
  };
}

/**
 * What a tool's settings file lets its agents do. A list of what is denied is no list of what is allowed; a file that
 * cannot be read says nothing. MCP servers are opened by `enableAllProjectMcpServers` of Claude Code
 * (https://code.claude.com/docs/en/settings).
 */
export function permissionsIn(path: string, text: string): Permissions {
  if (path.endsWith('.toml')) {
    return confinement(text);
  }
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    // Tools read such a file no better than we do.
    return 'none';
  }
  const at = (keys: readonly string[]) => keys.reduce(valueAt, settings);
  const allowed = (LISTS[path] ?? [])
    .map(at)
    .flatMap(value => (Array.isArray(value) ? value : []));
  const isOpen =
    at(['permissions', 'defaultMode']) === 'bypassPermissions' ||
    at(['enableAllProjectMcpServers']) === true ||
    allowed.some(it => typeof it === 'string' && EVERYTHING.test(it));
  if (isOpen) return 'everything';
  return allowed.length > 0 && allowed.every(it => typeof it === 'string')
    ? 'listed'
    : 'none';
}

/** Codex: a sandbox in every profile that has one, or at least a person who is asked. */
function confinement(text: string): Permissions {
  const valuesOf = (key: string) =>
    [
      ...text.matchAll(
        new RegExp(`^\\s*${key}\\s*=\\s*["']([\\w-]+)["']`, 'gm'),
      ),
    ].map(match => match[1]);
  const sandboxes = valuesOf('sandbox_mode');
  const approvals = valuesOf('approval_policy');
  if (sandboxes.length > 0) {
    return sandboxes.includes('danger-full-access') ? 'everything' : 'listed';
  }
  return approvals.length > 0 && !approvals.includes('never')
    ? 'listed'
    : 'none';
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
