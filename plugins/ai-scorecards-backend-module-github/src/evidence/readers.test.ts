import { GraphAnswer } from '../codeHost/GithubGraph';
import { RateGauge } from '../codeHost/RateGauge';
import { defaultWebUrl, graphBaseUrl } from '../codeHost/codeHostClient';
import { readFiles } from './filesQuery';
import { securityOf } from './securityList';
import { readSettings } from './settingsQuery';
import { readToken, VERSION, writeToken } from './token';
import {
  analysesPullRequests,
  evaluatesInstructions,
  triggersOf,
} from './workflow';

describe('workflows', () => {
  it.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ['on:\n  pull_request:\n    branches: [main]', ['pull_request']],
    ['name: x', []],
    ['on: [', []],
    ['- a', []],
    ['', []],
  ])('start as %j says', (text, triggers) => {
    expect(triggersOf(text)).toEqual(triggers);
  });

  it.each([
    [
      'on: pull_request\njobs: {a: {steps: [{uses: github/codeql-action/analyze@v4}]}}',
      true,
      false,
    ],
    [
      'on: schedule\njobs: {a: {steps: [{uses: github/codeql-action/analyze@v4}]}}',
      false,
      false,
    ],
    ['on: merge_group\njobs: {a: {steps: [{run: semgrep ci}]}}', true, false],
    ['on: push\njobs: {a: {steps: [{run: promptfoo eval}]}}', false, true],
    [
      'on: workflow_dispatch\njobs: {a: {steps: [{run: promptfoo eval}]}}',
      false,
      false,
    ],
  ])('analyse and evaluate as %j does', (text, analyses, evaluates) => {
    expect(analysesPullRequests(text)).toBe(analyses);
    expect(evaluatesInstructions(text)).toBe(evaluates);
  });
});

const answer = (
  repository: unknown,
  errors: GraphAnswer['errors'] = [],
): GraphAnswer => ({
  data: { r0: repository },
  errors,
});

describe('readSettings', () => {
  const empty = {
    nameWithOwner: 'Acme/Shop',
    isArchived: false,
    isFork: false,
    pushedAt: '2026-11-02T10:00:00Z',
    defaultBranchRef: null,
    rulesets: { nodes: null },
  };

  it('knows an empty repository', () => {
    expect(readSettings(answer(empty), 0, 'acme/shop')).toMatchObject({
      state: 'known',
      settings: {
        slug: 'acme/shop',
        pushedOn: null,
        defaultBranch: null,
        requiredApprovals: { known: true, value: 0 },
      },
    });
  });

  it.each<[string, GraphAnswer, string]>([
    [
      'not found',
      answer(null, [{ type: 'NOT_FOUND', path: ['r0'], message: 'no' }]),
      'missing',
    ],
    ['null without a word', answer(null), 'missing'],
    [
      'an error of its own',
      answer(null, [
        { type: 'SERVICE_UNAVAILABLE', path: ['r0'], message: 'later' },
      ]),
      'failed',
    ],
    ['another form', answer({ odd: true }), 'failed'],
  ])('takes %s for %3$s', (_, it, state) => {
    expect(readSettings(it, 0, 'acme/shop').state).toBe(state);
  });
});

describe('readFiles', () => {
  it('reads instructions from files and folders, with the day of their last change', () => {
    const files = readFiles(
      answer({
        pullRequestTemplates: [
          { body: 'A' },
          { body: 'B, in full', filename: 'pull_request_template.md' },
        ],
        workflows: null,
        owners1: { text: '* @ada' },
        instructions0: { byteSize: 10 },
        folder0: {
          entries: [
            { name: 'style.mdc', object: { byteSize: 5 } },
            { name: 'sub', object: null },
          ],
        },
        defaultBranchRef: {
          target: {
            changed0: { nodes: [{ committedDate: '2026-10-01T23:00:00Z' }] },
            changed5: { nodes: [] },
          },
        },
      }),
      0,
    );
    expect(files).toMatchObject({
      codeOwnerPaths: { value: ['*'] },
      pullRequestTemplate: { value: 'B, in full' },
      instructionFiles: {
        value: [
          { path: 'AGENTS.md', bytes: 10, changedOn: '2026-10-01' },
          { path: '.cursor/rules/style.mdc', bytes: 5, changedOn: null },
        ],
      },
      agentPermissionsAsCode: { value: false },
      agentsMayDoAnything: { value: false },
    });
  });

  it('reads what agents may do of all settings files together', () => {
    const read = (more: object) =>
      readFiles(
        answer({
          pullRequestTemplates: [],
          workflows: null,
          defaultBranchRef: null,
          permissions0: { text: '{"permissions":{"allow":["Edit"]}}' },
          ...more,
        }),
        0,
      );
    expect(read({})).toMatchObject({
      agentPermissionsAsCode: { value: true },
      agentsMayDoAnything: { value: false },
    });
    const open = '{"permissions":{"allow":["*"]}}';
    expect(read({ permissions1: { text: open } })).toMatchObject({
      agentPermissionsAsCode: { value: false },
      agentsMayDoAnything: { value: true },
    });
  });

  it('takes of several templates without a default what a pull request is sure to see', () => {
    const files = readFiles(
      answer({
        pullRequestTemplates: [
          { body: 'A long one', filename: 'PULL_REQUEST_TEMPLATE/a.md' },
          { body: 'B', filename: 'PULL_REQUEST_TEMPLATE/b.md' },
        ],
        workflows: null,
        defaultBranchRef: null,
      }),
      0,
    );
    expect(files.pullRequestTemplate).toMatchObject({ value: 'B' });
  });

  it('knows nothing where GitHub shows no files', () => {
    const files = readFiles(
      answer({}, [{ type: 'FORBIDDEN', path: ['r0', 'object'], message: '' }]),
      0,
    );
    for (const fact of Object.values(files)) {
      expect(fact).toMatchObject({
        known: false,
        reason: expect.stringMatching(/Contents/),
      });
    }
  });
});

describe('securityOf', () => {
  const on = { status: 'enabled' };
  const off = { status: 'disabled' };
  it.each([
    [
      { secret_scanning: on, secret_scanning_push_protection: off },
      { value: true },
      { value: false },
    ],
    [
      { secret_scanning: on },
      { value: true },
      { reason: expect.stringMatching(/licence/) },
    ],
    [
      null,
      { reason: expect.stringMatching(/Administration/) },
      { known: false },
    ],
  ])('reads %j', (block, secretScanning, pushProtection) => {
    expect(
      securityOf({ full_name: 'a/b', security_and_analysis: block }),
    ).toMatchObject({
      secretScanning,
      pushProtection,
    });
  });
});

describe('tokens', () => {
  const token = {
    v: VERSION,
    print: 'abc',
    security: {
      secretScanning: { known: true as const, value: true },
      pushProtection: { known: false as const, reason: 'why' },
      codeSecurity: { known: true as const, value: false },
    },
    page: { number: 2, etag: 'W/"1"', at: '2026-11-02T10:00:00Z' },
    setup: null,
  };
  it('are read as they were written', () => {
    expect(readToken(writeToken(token))).toEqual(token);
  });
  it.each([null, '', '{', '{"v":0}', '[]'])('are none: %j', text => {
    expect(readToken(text)).toBeNull();
  });
});

describe('RateGauge', () => {
  const headers = (remaining: number, resource = 'graphql') =>
    new Headers({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': '1793620800',
      'x-ratelimit-resource': resource,
    });
  const before = new Date('2026-11-02T10:00:00Z');

  it('keeps a tenth of each limit, until it starts again', () => {
    const gauge = new RateGauge();
    expect(gauge.exhausted('core', before)).toBeNull();
    gauge.read(headers(501));
    expect(gauge.exhausted('graphql', before)).toBeNull();
    gauge.read(headers(500));
    expect(gauge.exhausted('graphql', before)).toMatch(
      /500 of 5000 left.*2026-11-02T12:00:00/,
    );
    expect(gauge.exhausted('core', before)).toBeNull();
    expect(
      gauge.exhausted('graphql', new Date('2026-11-02T12:00:00Z')),
    ).toBeNull();
  });

  it('goes by nothing that is no limit', () => {
    const gauge = new RateGauge();
    gauge.read(new Headers());
    gauge.read(headers(1, 'search'));
    expect(gauge.last()).toBeNull();
  });
});

it.each([
  ['https://api.github.com', 'https://api.github.com', 'https://github.com'],
  [
    'https://ghe.acme.example/api/v3',
    'https://ghe.acme.example/api',
    'https://ghe.acme.example',
  ],
  [
    'https://api.acme.ghe.com',
    'https://api.acme.ghe.com',
    'https://acme.ghe.com',
  ],
])('finds GraphQL and the pages of %s', (base, graph, web) => {
  expect(graphBaseUrl(base)).toBe(graph);
  expect(defaultWebUrl(base)).toBe(web);
});
