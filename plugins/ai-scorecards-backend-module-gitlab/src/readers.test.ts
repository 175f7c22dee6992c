import { told } from 'backstage-plugin-ai-scorecards-node';
import { datedPath, readBlobs, readFolders } from './files';
import { readMergeRequest } from './mergeRequest';
import {
  botsCanBypassReview,
  codeOwnerReviewRequired,
  projectSchema,
  ProtectedBranch,
  protectionOf,
  pushProtection,
  requiredApprovals,
  requiredStatusChecks,
} from './protection';

const read = <T>(value: T) => ({ state: 'read' as const, value });
const rule = (rule_type: string, approvals_required: number) => ({
  rule_type,
  approvals_required,
});
const project = (changes = {}) =>
  projectSchema.parse({ id: 1, archived: false, ...changes });

describe('requiredApprovals', () => {
  it.each([
    [[], false, told(0)],
    [[rule('any_approver', 2)], false, told(2)],
    [[rule('regular', 1), rule('any_approver', 2)], false, told(2)],
    [[rule('report_approver', 3), rule('code_owner', 1)], false, told(0)],
    [[rule('any_approver', 1)], true, told(0)],
  ])('of %j, authors approving %s', (rules, own, expected) => {
    expect(
      requiredApprovals(
        read(rules),
        read({ merge_requests_author_approval: own }),
        'main',
      ),
    ).toEqual(expected);
  });

  const rulesOf = (applies: boolean | null, ...names: string[]) => ({
    ...rule('regular', 2),
    applies_to_all_protected_branches: applies,
    protected_branches: names.map(name => ({ name })),
  });
  it.each([
    ['all branches', rulesOf(false), 2],
    ['the default branch', rulesOf(false, 'release/*', 'main'), 2],
    ['names with a star', rulesOf(null, 'ma*'), 2],
    ['other branches', rulesOf(false, 'release/*', 'main-2', 'm.in'), 0],
    ['the protected ones, it being one', rulesOf(true, 'main', 'next'), 2],
    ['the protected ones, it being none', rulesOf(true, 'next'), 0],
    ['the protected ones, there being none', rulesOf(true), 0],
  ])('takes a rule for %s', (_, it, expected) => {
    const approvals = read({ merge_requests_author_approval: false });
    expect(requiredApprovals(read([it]), approvals, 'main')).toEqual(
      told(expected),
    );
  });

  it('takes no rule for some branches where there is no default one', () => {
    const approvals = read({ merge_requests_author_approval: false });
    expect(
      requiredApprovals(read([rulesOf(false, 'main')]), approvals, null),
    ).toEqual(told(0));
  });

  it('is unknown without a licence', () => {
    for (const state of ['absent', 'forbidden', 'unreadable'] as const) {
      expect(requiredApprovals({ state }, { state }, 'main')).toMatchObject({
        known: false,
        reason: expect.stringMatching(/Premium/),
      });
    }
  });

  it('is unknown while nothing tells whether authors approve their own', () => {
    const one = read([rule('any_approver', 1)]);
    expect(requiredApprovals(one, { state: 'forbidden' }, 'main').known).toBe(
      false,
    );
    expect(requiredApprovals(one, read({}), 'main').known).toBe(false);
    expect(requiredApprovals(read([]), { state: 'forbidden' }, 'main')).toEqual(
      told(0),
    );
  });
});

describe('botsCanBypassReview', () => {
  const branch = (
    ...levels: ProtectedBranch['push_access_levels']
  ): ProtectedBranch => ({ push_access_levels: levels });
  it.each([
    ['nobody who pushes', branch({ access_level: 0 }), false],
    ['maintainers who push', branch({ access_level: 40 }), true],
    ['a deploy key', branch({ access_level: 0, deploy_key_id: 3 }), true],
    ['an empty list', branch(), false],
  ])('of %s', (_, it, expected) => {
    expect(botsCanBypassReview(read(it))).toEqual(told(expected));
  });

  it('is so without protection, and unknown where it is not told', () => {
    expect(botsCanBypassReview({ state: 'absent' })).toEqual(told(true));
    for (const state of ['forbidden', 'unreadable'] as const) {
      expect(botsCanBypassReview({ state })).toMatchObject({
        known: false,
        reason: expect.stringMatching(/Maintainer/),
      });
    }
  });
});

describe('protectionOf', () => {
  const rules = (...names: string[]) =>
    read(
      names.map((name, n) => ({
        name,
        push_access_levels: [{ access_level: n }],
        code_owner_approval_required: n === 1,
      })),
    );
  const levels = (...access: number[]) =>
    access.map(access_level => ({ access_level }));
  it.each([
    ['its name', rules('main'), levels(0), false],
    ['a star alone', rules('*'), levels(0), false],
    ['a pattern', rules('release/*', 'm*n'), levels(1), true],
    ['both, all of them', rules('main', 'm*'), levels(0, 1), true],
    [
      'a later one that is not strict',
      rules('x', 'm*', 'main'),
      levels(1, 2),
      true,
    ],
  ])('takes a rule for %s', (_, it, push, byOwners) => {
    expect(protectionOf(it, 'main')).toEqual(
      read({
        push_access_levels: push,
        code_owner_approval_required: byOwners,
      }),
    );
  });

  it.each([
    ['none', rules()],
    ['others', rules('release/*', 'm', 'main-2', 'm.in')],
  ])('is no protection with %s', (_, it) => {
    expect(protectionOf(it, 'main')).toEqual({ state: 'absent' });
  });

  it.each([
    ['absent', 'forbidden'],
    ['forbidden', 'forbidden'],
    ['unreadable', 'unreadable'],
  ] as const)('is not told where the list is %s', (state, expected) => {
    expect(protectionOf({ state }, 'main')).toEqual({ state: expected });
  });

  it('says nothing of code owners where GitLab does not', () => {
    const it = read([{ name: '*', push_access_levels: [] }]);
    expect(protectionOf(it, 'main')).toEqual(
      read({
        push_access_levels: [],
        code_owner_approval_required: undefined,
      }),
    );
  });
});

describe('codeOwnerReviewRequired', () => {
  const branch = (code_owner_approval_required?: boolean | null) =>
    read({ push_access_levels: [], code_owner_approval_required });
  const unknown = (reason: RegExp) => ({
    known: false,
    reason: expect.stringMatching(reason),
  });
  it.each([
    ['required', branch(true), told(true)],
    ['not required', branch(false), told(false)],
    ['a branch without protection', { state: 'absent' } as const, told(false)],
    ['no licence', branch(), unknown(/Premium/)],
    ['null', branch(null), unknown(/Premium/)],
    ['what is forbidden', { state: 'forbidden' } as const, unknown(/role/)],
  ])('of %s', (_, it, expected) => {
    expect(codeOwnerReviewRequired(it)).toEqual(expected);
  });
});

it.each([
  [{ secret_push_protection_enabled: true }, told(true)],
  [{ pre_receive_secret_detection_enabled: false }, told(false)],
  [{}, { known: false, reason: expect.stringMatching(/Ultimate/) }],
])('reads push protection from %j', (changes, expected) => {
  expect(pushProtection(project(changes))).toEqual(expected);
});

it.each([
  [{ only_allow_merge_if_pipeline_succeeds: true }, told(1)],
  [{ only_allow_merge_if_pipeline_succeeds: false }, told(0)],
  [{}, { known: false, reason: expect.stringMatching(/Reporter/) }],
])('counts the pipeline as a check: %j', (changes, expected) => {
  expect(requiredStatusChecks(project(changes))).toEqual(expected);
});

describe('readBlobs', () => {
  it('knows nothing of an empty project', () => {
    expect(readBlobs({ nodes: [] })).toEqual({
      codeOwnerPaths: [],
      template: null,
      instructions: [],
      permissions: {
        agentPermissionsAsCode: false,
        agentsMayDoAnything: false,
      },
      analysis: false,
      evaluations: false,
      secretDetection: false,
    });
  });

  it('reads the folders of instructions, and dates their files by the folder', () => {
    const folder = (...paths: string[]) => ({
      blobs: { nodes: paths.map(path => ({ path })) },
    });
    expect(
      readFolders({
        folder0: folder('.cursor/rules/a.mdc', '.cursor/rules/b.mdc'),
        folder1: null,
      }),
    ).toEqual(['.cursor/rules/a.mdc', '.cursor/rules/b.mdc']);
    expect(readFolders({})).toEqual([]);
    expect(
      ['.cursor/rules/a.mdc', '.cursorrules', 'AGENTS.md'].map(datedPath),
    ).toEqual(['.cursor/rules', '.cursorrules', 'AGENTS.md']);
  });

  it('reads pipelines, owners and instructions', () => {
    expect(
      readBlobs({
        nodes: [
          { path: 'AGENTS.md', size: 12 },
          { path: 'CODEOWNERS', rawTextBlob: '* @ada' },
          { path: '.gitlab/CODEOWNERS', rawTextBlob: '/other @ada' },
          {
            path: '.gitlab-ci.yml',
            rawTextBlob:
              'include:\n  - component: gitlab.com/components/secret-detection/secret-detection@1\n  - template: Jobs/SAST.gitlab-ci.yml',
          },
        ],
      }),
    ).toMatchObject({
      codeOwnerPaths: ['*'],
      instructions: [{ path: 'AGENTS.md', bytes: 12 }],
      analysis: true,
      secretDetection: true,
    });
  });
});

describe('readMergeRequest', () => {
  const labels = { ai: ['ai'], hotFix: ['hotfix'] };
  const merged = (changes = {}) => ({
    iid: '7',
    title: 'Add totals',
    description: null,
    sourceBranch: 'ada/totals',
    createdAt: '2026-10-12T09:00:00Z',
    mergedAt: '2026-10-13T10:00:00Z',
    author: { username: 'ada', bot: false },
    project: { fullPath: 'Acme/Shop' },
    assignees: { nodes: [] },
    approvedBy: { nodes: [] },
    labels: { nodes: [] },
    diffStatsSummary: null,
    commitsWithoutMergeCommits: null,
    ...changes,
  });
  const by = (...users: [string, boolean][]) => ({
    nodes: users.map(([username, bot]) => ({ username, bot })),
  });

  it.each<[string, object, object]>([
    [
      'plain',
      {},
      {
        repository: 'acme/shop',
        number: 7,
        author: { key: 'ada' },
        humanApprovals: 0,
      },
    ],
    [
      'approved by several',
      { approvedBy: by(['bob', false], ['ada', false], ['ci', true]) },
      { humanApprovals: 1 },
    ],
    [
      'without word of approvals',
      { approvedBy: null },
      { humanApprovals: null },
    ],
    [
      'that reverts',
      { description: 'This reverts merge request !3' },
      { reverts: [3] },
    ],
    [
      'of two committers',
      {
        commitsWithoutMergeCommits: {
          nodes: [
            { message: 'a', authorEmail: 'a@x.example' },
            { message: 'b', authorEmail: 'b@x.example' },
          ],
        },
      },
      { author: { key: 'ada', kind: 'login', login: 'ada' } },
    ],
    [
      'of a bot',
      {
        author: { username: 'project_1_bot', bot: true },
        assignees: by(['bob', false]),
      },
      { bot: true, onBehalfOf: { key: 'bob' } },
    ],
  ])('reads one %s', (_, changes, expected) => {
    expect(readMergeRequest(merged(changes), labels)).toMatchObject(expected);
  });

  it('tells when a person other than the author first approved', () => {
    const note = (username: string, action: string | null, minute: number) => ({
      createdAt: `2026-10-12T09:0${minute}:00Z`,
      author: { username, bot: username.startsWith('bot') },
      systemNoteMetadata: action && { action },
    });
    const firstOf = (...notes: object[]) =>
      readMergeRequest(merged({ notes: { nodes: notes } }), labels);
    expect(
      firstOf(
        note('bob', null, 1),
        note('ada', 'approved', 2),
        note('bot-1', 'approved', 3),
        note('eve', 'approved', 5),
        note('bob', 'approved', 4),
      ),
    ).toMatchObject({ firstApprovalAt: '2026-10-12T09:04:00.000Z' });
    expect(firstOf(note('bob', 'unapproved', 1))).toMatchObject({
      firstApprovalAt: null,
    });
  });

  it('keeps what it cannot read', () => {
    expect(readMergeRequest({ iid: 1 }, labels)).toMatchObject({
      type: 'unreadable',
      reason: expect.stringMatching(/could not be read at title/),
    });
  });
});
