import {
  agentPermissions,
  aiSignals,
  ChangeText,
  codeOwnerPaths,
  fixesOf,
  isAgent,
  isHotFix,
  permissionsIn,
  readPostMortem,
  revertsOf,
  runsAnalysis,
  runsEvaluation,
} from './index';

describe('codeOwnerPaths', () => {
  it.each([
    ['* @acme/all', ['*']],
    ['# nobody\n\n/src/auth/ @acme/security a@b.example # why', ['/src/auth/']],
    ['/docs/', []],
    ['*.ts @ada\n*.ts', []],
    ['/a\\ b/ @ada', ['/a\\ b/']],
    ['[Security][2] @acme/security\n/auth/\n[Docs]\n/docs/', ['/auth/']],
    ['', []],
  ])('reads %j', (text, paths) => {
    expect(codeOwnerPaths(text)).toEqual(paths);
  });
});

describe('permissionsIn', () => {
  it.each([
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Bash(ls)"]}}',
      'listed',
    ],
    ['.claude/settings.json', '{"permissions":{"deny":["WebFetch"]}}', 'none'],
    ['.claude/settings.json', '{"permissions":{"allow":["*"]}}', 'everything'],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Bash(*)"]}}',
      'everything',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Edit","Bash"]}}',
      'everything',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Edit"],"defaultMode":"bypassPermissions"}}',
      'everything',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"defaultMode":"bypassPermissions"}}',
      'everything',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Edit"]},"enableAllProjectMcpServers":true}',
      'everything',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Edit"]},"enableAllProjectMcpServers":false}',
      'listed',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Edit","mcp__*"]}}',
      'everything',
    ],
    [
      '.claude/settings.json',
      '{"permissions":{"allow":["Edit","mcp__docs"]}}',
      'listed',
    ],
    ['.claude/settings.json', '{"enabledMcpjsonServers":["docs"]}', 'none'],
    ['.claude/settings.json', '{"permissions":{"allow":[]}}', 'none'],
    ['.claude/settings.json', '{"permissions":{"allow":["Edit",1]}}', 'none'],
    ['.claude/settings.json', '{"model":"x"}', 'none'],
    ['.claude/settings.json', '{"permissions', 'none'],
    ['.cursor/cli.json', '{"permissions":{"allow":["Shell(ls)"]}}', 'listed'],
    [
      '.cursor/cli.json',
      '{"permissions":{"allow":["Shell(ls)","Mcp(*:*)"]}}',
      'everything',
    ],
    ['.gemini/settings.json', '{"tools":{"allowed":["read_file"]}}', 'listed'],
    [
      '.gemini/settings.json',
      '{"tools":{"core":["run_shell_command"]}}',
      'everything',
    ],
    ['.gemini/settings.json', '{"mcp":{"allowed":["docs"]}}', 'none'],
    ['.codex/config.toml', 'sandbox_mode = "workspace-write"', 'listed'],
    ['.codex/config.toml', 'sandbox_mode = "danger-full-access"', 'everything'],
    [
      '.codex/config.toml',
      'sandbox_mode = "read-only"\n[profiles.all]\nsandbox_mode = "danger-full-access"',
      'everything',
    ],
    ['.codex/config.toml', 'approval_policy = "on-request"', 'listed'],
    ['.codex/config.toml', 'approval_policy = "never"', 'none'],
    [
      '.codex/config.toml',
      'approval_policy = "never"\nsandbox_mode = "read-only"',
      'listed',
    ],
    ['.codex/config.toml', 'model = "x"', 'none'],
    ['other.json', '{"permissions":{"allow":["x"]}}', 'none'],
  ] as const)('reads %s: %s', (path, text, expected) => {
    expect(permissionsIn(path, text)).toBe(expected);
  });
});

describe('agentPermissions', () => {
  const tight = '{"permissions":{"allow":["Edit"]}}';
  const open = '{"permissions":{"allow":["*"]}}';
  it.each([
    ['no file', {}, false, false],
    ['one list', { '.claude/settings.json': tight }, true, false],
    [
      'a list, and a file that says nothing',
      { '.claude/settings.json': tight, '.gemini/settings.json': '{}' },
      true,
      false,
    ],
    [
      'a list, and a file that opens everything',
      { '.claude/settings.json': tight, '.cursor/cli.json': open },
      false,
      true,
    ],
    ['a file that opens everything', { '.cursor/cli.json': open }, false, true],
  ])('of %s', (_, files: Record<string, string>, asCode, anything) => {
    expect(agentPermissions(path => files[path])).toEqual({
      agentPermissionsAsCode: asCode,
      agentsMayDoAnything: anything,
    });
  });
});

describe('pipelines', () => {
  it.each([
    ['uses: github/codeql-action/analyze@v4', true, false],
    ['# uses: github/codeql-action/analyze@v4', false, false],
    ['run: semgrep ci', true, false],
    ['- template: Jobs/SAST.gitlab-ci.yml', true, false],
    ['run: npx promptfoo eval', false, true],
    ['run: npm run prompt-evals', false, true],
    ['run: npm test', false, false],
    ['run: evaluate', false, false],
  ])('reads %s', (text, analysis, evaluation) => {
    expect(runsAnalysis(text)).toBe(analysis);
    expect(runsEvaluation(text)).toBe(evaluation);
  });
});

const labels = { ai: ['AI-assisted'], hotFix: ['hotfix'] };
const change = (changes: Partial<ChangeText>): ChangeText => ({
  repository: 'acme/shop',
  title: 'Add totals',
  body: '',
  branch: 'ada/totals',
  labels: [],
  messages: ['Add totals'],
  author: 'ada',
  ...changes,
});

describe('signs of AI', () => {
  it.each<[Partial<ChangeText>, string[]]>([
    [{}, []],
    [{ messages: ['x\n\nCo-authored-by: Copilot <1+Copilot@x>'] }, ['trailer']],
    [{ messages: ['x\n\nAssisted-by: Claude Code'] }, ['trailer']],
    [{ messages: ['x\n\nCo-authored-by: Ada <ada@acme.example>'] }, []],
    [{ messages: ['We tried Copilot'] }, []],
    [{ author: 'copilot-swe-agent' }, ['agent']],
    [{ author: 'devin-ai-integration[bot]' }, ['agent']],
    [{ author: 'dependabot' }, []],
    [{ author: null }, []],
    [{ labels: ['ai-ASSISTED'] }, ['label']],
    [
      {
        author: 'Claude',
        labels: ['ai-assisted'],
        messages: ['Generated-by: Claude'],
      },
      ['trailer', 'agent', 'label'],
    ],
  ])('of %j are %j', (changes, signals) => {
    expect(aiSignals(change(changes), labels)).toEqual(signals);
  });

  it('tells agents from other machines and people', () => {
    expect(isAgent('Copilot')).toBe(true);
    expect(isAgent('renovate')).toBe(false);
    expect(isAgent('claudette')).toBe(false);
  });
});

describe('what a change takes back or mends', () => {
  it.each<[Partial<ChangeText>, number[]]>([
    [{ body: 'Reverts acme/shop#12' }, [12]],
    [{ body: 'Reverts #12 and reverts #13, reverts #12' }, [12, 13]],
    [{ body: 'Reverts acme/other#12' }, []],
    [{ body: 'This reverts merge request !7' }, [7]],
    [{ title: 'Revert "x"', body: '' }, []],
    [{ body: 'Never reverts anything' }, []],
  ])('reads %j', (changes, reverts) => {
    expect(revertsOf(change(changes))).toEqual(reverts);
  });

  it.each<[Partial<ChangeText>, boolean]>([
    [{ labels: ['Hotfix'] }, true],
    [{ title: 'Hotfix: totals' }, true],
    [{ title: '[hot-fix] totals' }, true],
    [{ branch: 'hotfix/totals' }, true],
    [{ title: 'Document hotfixes' }, false],
    [{}, false],
  ])('knows hot fixes: %j', (changes, expected) => {
    expect(isHotFix(change(changes), labels)).toBe(expected);
  });

  it.each([
    ['Hotfix for #3', [3]],
    ['Fixes acme/shop#3, regression from #4', [3, 4]],
    ['Fixes acme/other#3', []],
    ['See #3', []],
  ])('knows what %s mends', (body, fixes) => {
    expect(fixesOf(change({ body }))).toEqual(fixes);
  });
});

describe('readPostMortem', () => {
  const fields = {
    causedBy: 'Caused by',
    aiInvolved: 'AI code involved',
    reviewAdequate: 'Review adequate',
  };
  const body = (causedBy: string, ai: string, review: string) =>
    `### Caused by\n\n${causedBy}\n\n### AI code involved\r\n\r\n${ai}\n\n### Review adequate\n\n${review}\n`;

  it.each([
    ['acme/shop#12', 'Yes', 'No', [['acme/shop', 12]], 'yes', 'no'],
    [
      '#3, #4 and #3',
      'no, none',
      '_No response_',
      [
        ['acme/here', 3],
        ['acme/here', 4],
      ],
      'no',
      'unknown',
    ],
    [
      'https://github.com/Acme/Shop/pull/9',
      'maybe',
      'YES',
      [['acme/shop', 9]],
      'unknown',
      'yes',
    ],
    [
      'https://gitlab.example/a/b/c/-/merge_requests/5',
      '',
      '',
      [['a/b/c', 5]],
      'unknown',
      'unknown',
    ],
    ['_No response_', '_No response_', '', [], 'unknown', 'unknown'],
  ])('reads %s', (causes, ai, review, causedBy, aiInvolved, reviewAdequate) => {
    expect(
      readPostMortem(body(causes, ai, review), fields, 'acme/here'),
    ).toEqual({
      causedBy: causedBy.map(([repository, number]) => ({
        repository,
        number,
      })),
      aiInvolved,
      reviewAdequate,
    });
  });

  it('knows nothing of an issue without the fields', () => {
    expect(readPostMortem('It broke', fields, 'acme/here')).toEqual({
      causedBy: [],
      aiInvolved: 'unknown',
      reviewAdequate: 'unknown',
    });
  });
});
