import fc from 'fast-check';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { codeHostClient } from '../codeHost/codeHostClient';
import { codeHostFor, settingsFor } from '../__testUtils__/rows';
import { readIncident } from './incident';
import { readPullRequest } from './pullRequest';
import { halves, searchAll, spanOf } from './searchSlices';

const labels = { ai: ['ai-assisted'], hotFix: ['hotfix'] };

const user = (login: string, typename = 'User') => ({
  __typename: typename,
  login,
});
const approval = (by: unknown, submittedAt = '2026-10-13T09:00:00Z') => ({
  state: 'APPROVED',
  submittedAt,
  author: by,
});

const pull = (changes: Record<string, unknown> = {}) => ({
  number: 7,
  title: 'Add totals',
  body: '',
  headRefName: 'ada/totals',
  createdAt: '2026-10-12T09:00:00Z',
  mergedAt: '2026-10-13T10:00:00Z',
  additions: 10,
  deletions: 2,
  author: user('Ada'),
  repository: { nameWithOwner: 'Acme/Shop' },
  assignees: { nodes: [] },
  labels: { nodes: [] },
  mergeCommit: null,
  commits: { nodes: [] },
  reviews: { nodes: [] },
  ...changes,
});

describe('readPullRequest', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'plain',
      {},
      {
        repository: 'acme/shop',
        author: { key: 'ada', login: 'Ada' },
        bot: false,
        ai: [],
        humanApprovals: 0,
        firstApprovalAt: null,
      },
    ],
    [
      'of an account that is gone',
      { author: null },
      { author: null, bot: false },
    ],
    [
      'of an agent',
      {
        author: user('copilot-swe-agent', 'Bot'),
        assignees: { nodes: [{ login: 'Copilot' }, { login: 'bob' }] },
      },
      { bot: true, ai: ['agent'], onBehalfOf: { key: 'bob' } },
    ],
    [
      'of a machine',
      { author: user('renovate', 'Bot') },
      { bot: true, ai: [], onBehalfOf: null },
    ],
    [
      'approved twice by one',
      {
        reviews: {
          nodes: [
            approval(user('bob'), '2026-10-13T09:30:00Z'),
            approval(user('bob')),
          ],
        },
      },
      { humanApprovals: 1, firstApprovalAt: '2026-10-13T09:00:00.000Z' },
    ],
    [
      'approved by its author and bots',
      {
        reviews: {
          nodes: [
            approval(user('Ada')),
            approval(user('ci', 'Bot')),
            approval(user('coderabbit[bot]')),
            approval(null),
            null,
          ],
        },
      },
      { humanApprovals: 0 },
    ],
    [
      'of a review that was dismissed',
      {
        reviews: { nodes: [{ ...approval(user('bob')), state: 'DISMISSED' }] },
      },
      { humanApprovals: 0 },
    ],
    [
      'without word of reviews',
      { reviews: null },
      { humanApprovals: null, firstApprovalAt: null },
    ],
    [
      'with a trailer in the merge',
      {
        mergeCommit: {
          message: 'x\n\nCo-authored-by: Claude <noreply@anthropic.com>',
        },
      },
      { ai: ['trailer'] },
    ],
    ['that fixes an issue', { body: 'Fixes #3' }, { hotFix: false, fixes: [] }],
    [
      'that is a hot fix',
      { title: 'Hotfix: totals', body: 'Fixes #3' },
      { hotFix: true, fixes: [3] },
    ],
  ])('reads one %s', (_, changes, expected) => {
    expect(readPullRequest(pull(changes), labels)).toMatchObject(expected);
  });

  it('keeps what it cannot read', () => {
    expect(readPullRequest(pull({ mergedAt: null }), labels)).toMatchObject({
      type: 'unreadable',
      reason: 'A pull request could not be read at mergedAt',
    });
    expect(readIncident({ number: 'x' }, codeHostFor())).toMatchObject({
      type: 'unreadable',
    });
  });
});

describe('halves', () => {
  it('divides a day into spans that leave nothing out and have nothing twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_399 }), seconds => {
        const from = Date.parse('2026-10-13T00:00:00Z');
        const parts = halves({ from, to: from + seconds * 1000 });
        expect(parts).toBeDefined();
        const [first, second] = parts ?? [];
        expect(first?.from).toBe(from);
        expect(second?.to).toBe(from + seconds * 1000);
        expect(second?.from).toBe((first?.to ?? 0) + 1000);
      }),
    );
    expect(halves({ from: 0, to: 0 })).toBeUndefined();
  });
});

describe('searchAll', () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());

  it('halves a span until GitHub gives it whole', async () => {
    const moments = Array.from({ length: 2500 }, (_, n) =>
      new Date(Date.parse('2026-10-13T08:00:00Z') + n * 20_000).toISOString(),
    );
    server.use(
      http.post('https://api.github.com/graphql', async ({ request }) => {
        const { variables } = (await request.json()) as {
          variables: { terms: string; first: number; after: string | null };
        };
        const [, from, to] =
          /merged:(\S+)\.\.(\S+)/.exec(variables.terms) ?? [];
        const found = moments.filter(
          it =>
            Date.parse(it) >= Date.parse(from) &&
            Date.parse(it) <= Date.parse(to),
        );
        const start = Number(variables.after ?? 0);
        const end = Math.min(start + variables.first, found.length, 1000);
        return HttpResponse.json({
          data: {
            search: {
              issueCount: found.length,
              nodes: found.slice(start, end),
              pageInfo: {
                hasNextPage: end < Math.min(found.length, 1000),
                endCursor: String(end),
              },
            },
          },
        });
      }),
    );
    const { graph } = codeHostClient(settingsFor(), codeHostFor(), {});
    const results: unknown[] = [];
    const search = {
      graph,
      fragment: '... on PullRequest { number }',
      terms: 'org:acme is:pr is:merged',
      by: 'merged',
      perPage: 100,
      access: '',
      signal: new AbortController().signal,
      before: () => undefined,
    };
    for await (const it of searchAll(search, spanOf('2026-10-13'))) {
      results.push(it);
    }
    expect(results).toEqual(moments);
  });
});
