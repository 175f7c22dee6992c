import {
  DocumentAnswer,
  OutcomeRecord,
  RepositoryAnswer,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { collectContext } from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  FaultRequest,
  pullRequestTruth,
  startVendorSim,
  VendorSim,
} from 'vendor-sim';
import { GitlabEvidenceSource } from './GitlabEvidenceSource';
import { GitlabOutcomeSource } from './GitlabOutcomeSource';

/** Against the stand-in over HTTP. */

const DAYS = ['2026-10-12', '2026-10-13', '2026-10-14'];

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ days: 60, today: '2026-11-20' });
});
afterEach(() => {
  sim.faults.clear();
  sim.world.code.clearChanges();
});
afterAll(() => sim.close());

const context = collectContext();
const timing = { wait: async () => undefined, timeLimitMs: 20_000 };

const settings = (changes = {}) => ({
  baseUrl: sim.url,
  token: 'sim-gitlab-token',
  webUrl: 'https://gitlab.acme.example',
  aiLabels: ['ai-assisted'],
  hotFixLabels: ['hotfix'],
  ...changes,
});
const evidence = (changes = {}) =>
  new GitlabEvidenceSource(settings(changes), timing);

const repositories = () =>
  sim.world.code.repositories.filter(it => it.host === 'gitlab');

async function collect(
  tokens = new Map<string, string>(),
  source = evidence(),
): Promise<RepositoryAnswer[]> {
  const asks = repositories().map(({ slug }) => ({
    slug,
    token: tokens.get(slug) ?? null,
  }));
  const answers: RepositoryAnswer[] = [];
  for await (const answer of source.collect(asks, context)) {
    answers.push(answer);
  }
  return answers;
}

const failureOf = (promise: Promise<unknown>): Promise<SourceError> =>
  promise.then(
    () => {
      throw new Error('It did not fail');
    },
    reason => reason,
  );

const NO_PROJECT =
  'GitLab has no project of this name, or hides it from the token';

/** What the truth says, in the form of facts. GitLab asks for the pipeline as a whole: one status check. */
function truthOf(
  repository: ReturnType<typeof repositories>[number],
): Record<string, unknown> {
  const { slug } = repository;
  if (repository.kind === 'gone') {
    return { state: 'missing', slug, reason: NO_PROJECT };
  }
  const { archived, fork, pushedOn, requiredStatusChecks, ...rest } =
    sim.world.code.state(repository);
  return {
    slug,
    archived,
    fork,
    pushedOn,
    defaultBranch: 'main',
    requiredStatusChecks: {
      known: true,
      value: Math.min(1, requiredStatusChecks),
    },
    ...Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [
        name,
        { known: true, value },
      ]),
    ),
  };
}

describe('GitLab projects, from the stand-in', () => {
  it('are as the truth has them', async () => {
    const found = (await collect()).map(answer =>
      answer.state === 'known'
        ? { slug: answer.slug, ...answer.facts }
        : answer,
    );
    expect(found).toEqual(repositories().map(truthOf));
    expect(
      found.filter(it => JSON.stringify(it).includes('.cursor/rules/')),
    ).not.toEqual([]);
    expect(found).toContainEqual({
      state: 'missing',
      slug: 'acme/tracking-legacy',
      reason: NO_PROJECT,
    });
  });

  it('are protected by a pattern, and by a rule on a later page', async () => {
    const guarded = new Set(
      (await collect()).flatMap(answer => {
        if (answer.state !== 'known') return [];
        const { botsCanBypassReview: it } = answer.facts;
        if (!it.known || it.value) return [];
        const { index = 0 } =
          repositories().find(({ slug }) => slug === answer.slug) ?? {};
        return [`${index % 2 ? 'pattern' : 'name'} of ${index % 3 ? 2 : 121}`];
      }),
    );
    expect([...guarded].sort()).toEqual([
      'name of 121',
      'name of 2',
      'pattern of 121',
      'pattern of 2',
    ]);
  });

  it('are unchanged until something changes', async () => {
    const first = await collect();
    const tokens = new Map(
      first.flatMap(it => (it.state === 'known' ? [[it.slug, it.token]] : [])),
    );
    const again = await collect(tokens);
    expect(new Set(again.map(it => it.state))).toEqual(
      new Set(['unchanged', 'missing']),
    );
    sim.world.code.change('acme/tracking-api', {
      codeOwnerReviewRequired: true,
    });
    const changed = (await collect(tokens)).filter(it => it.state === 'known');
    expect(changed).toMatchObject([
      {
        slug: 'acme/tracking-api',
        facts: { codeOwnerReviewRequired: { known: true, value: true } },
      },
    ]);
  });

  it.each<[string, FaultRequest, string[]]>([
    [
      'approval rules',
      { kind: 'forbidden', path: 'approval_rules', count: null },
      ['requiredApprovals'],
    ],
    [
      'approval rules without a licence',
      { kind: 'not-found', path: 'approval_rules', count: null },
      ['requiredApprovals'],
    ],
    [
      'protected branches',
      { kind: 'forbidden', path: 'protected_branches', count: null },
      ['botsCanBypassReview', 'codeOwnerReviewRequired'],
    ],
  ])('know what GitLab forbids to be unknown: %s', async (_, fault, names) => {
    sim.faults.add(fault);
    const [first] = await collect();
    const facts = first.state === 'known' ? Object.entries(first.facts) : [];
    expect(
      facts
        .filter(([, it]) => typeof it === 'object' && it !== null && !it.known)
        .map(([name]) => name),
    ).toEqual(names);
  });

  it.each<[string, FaultRequest]>([
    ['a rate limit', { kind: 'rate-limited', retryAfterSeconds: 30 }],
    ['failures', { kind: 'server-error', count: 2 }],
    ['an answer cut off', { kind: 'cut-off', path: '/api/' }],
  ])('are the same after %s', async (_, fault) => {
    const expected = await collect();
    sim.faults.add(fault);
    await expect(collect()).resolves.toEqual(expected);
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it.each<[string, FaultRequest, string]>([
    [
      'failures without end',
      { kind: 'server-error', count: null },
      'unavailable',
    ],
    ['a revoked token', { kind: 'revoked-key' }, 'unauthorised'],
  ])('are a named failure after %s', async (_, fault, kind) => {
    sim.faults.add(fault);
    await expect(failureOf(collect())).resolves.toMatchObject({ kind });
  });

  it('calls one project failed and goes on', async () => {
    sim.faults.add({ kind: 'server-error', path: 'tracking-api', count: null });
    const failed = (await collect()).filter(it => it.state === 'failed');
    expect(failed).toMatchObject([{ slug: 'acme/tracking-api' }]);
  });

  it('keeps nothing back for a first project that always fails', async () => {
    const [first] = repositories();
    sim.faults.add({
      kind: 'server-error',
      path: `${encodeURIComponent(first.slug)}(/|$)`,
      count: null,
    });
    const answers = await collect();
    expect(answers.filter(it => it.state === 'failed')).toMatchObject([
      { slug: first.slug },
    ]);
    expect(answers.some(it => it.state === 'known')).toBe(true);
  });

  it('is a failure of the host when it breaks down halfway', async () => {
    const asks = repositories().map(({ slug }) => ({ slug, token: null }));
    const answers = evidence().collect(asks, context);
    await expect(answers.next()).resolves.toMatchObject({
      value: { state: 'known' },
    });
    sim.faults.add({ kind: 'server-error', count: null });
    await expect(failureOf(answers.next())).resolves.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('shows the limit, tests the token, tells of documents', async () => {
    const source = evidence();
    expect(source.rateLimit()).toBeNull();
    await source.test(context);
    expect(source.rateLimit()).toMatchObject({ limit: 2000 });
    await expect(
      failureOf(evidence({ token: 'old' }).test(context)),
    ).resolves.toMatchObject({ kind: 'unauthorised' });
    const at = async (path: string) => {
      const urls = [`https://gitlab.acme.example/${path}`];
      const answers: DocumentAnswer[] = [];
      for await (const answer of source.documents(urls, context)) {
        answers.push(answer);
      }
      return answers[0] ?? null;
    };
    await expect(
      at('acme/tracking-api/-/blob/main/docs/ai-practices.md'),
    ).resolves.toMatchObject({
      exists: { value: true },
      changedOn: { known: true },
    });
    await expect(
      at('acme/tracking-api/-/blob/main/docs/none.md'),
    ).resolves.toMatchObject({ exists: { value: false } });
    await expect(
      at('acme/tracking-api/-/blob/ma%in/docs/100%.md'),
    ).resolves.toMatchObject({ exists: { value: false } });
    // Its newest commit is the one that removed it.
    await expect(
      at('acme/tracking-api/-/blob/main/docs/ai-usage.md'),
    ).resolves.toMatchObject({ exists: { known: true, value: false } });
    await expect(
      at('acme/tracking-api/-/tree/main/docs'),
    ).resolves.toMatchObject({
      exists: { value: true },
      changedOn: { known: true },
    });
    await expect(
      at('acme/tracking-api/-/tree/main/doc'),
    ).resolves.toMatchObject({ exists: { value: false } });
    await expect(at('acme/tracking-api')).resolves.toBeNull();
    const hidden = {
      exists: { known: false, reason: expect.stringMatching(/Reporter/) },
      changedOn: { known: false },
    };
    await expect(
      at('acme/none/-/blob/main/docs/none.md'),
    ).resolves.toMatchObject(hidden);
    sim.faults.add({ kind: 'forbidden', path: 'commits', count: null });
    await expect(
      at('acme/tracking-api/-/blob/main/docs/ai-practices.md'),
    ).resolves.toMatchObject({
      exists: { value: true },
      changedOn: { known: false },
    });
  });
});

describe('merge requests, from the stand-in', () => {
  const slugs = () => new Set(repositories().map(it => it.slug));

  async function pullsOf(day: string, names = slugs()) {
    const answer = await new GitlabOutcomeSource(settings(), timing).collectDay(
      day,
      names,
      context,
    );
    const records: OutcomeRecord[] = [];
    if (answer.state === 'data') {
      for await (const it of answer.records) {
        if (it.type !== 'unreadable') records.push(it);
      }
    }
    return records;
  }

  it.each(DAYS)('equal the truth of %s', async day => {
    const { people } = sim.world.organisation;
    const expected = sim.world.code
      .pullRequests(day)
      .filter(it => it.repository.host === 'gitlab')
      .map(it => {
        const truth = pullRequestTruth(sim.world, it);
        const email =
          it.person === undefined ? undefined : people[it.person].email;
        return {
          type: 'pull-request',
          repository: truth.repository,
          number: truth.number,
          author: {
            key: truth.author.toLowerCase(),
            kind: 'login',
            login: truth.author,
            ...(!truth.bot && { email }),
          },
          bot: truth.bot,
          onBehalfOf: truth.askedBy && {
            key: truth.askedBy,
            kind: 'login',
            login: truth.askedBy,
          },
          openedAt: new Date(truth.openedAt).toISOString(),
          mergedAt: new Date(truth.mergedAt).toISOString(),
          additions: truth.additions,
          deletions: truth.deletions,
          humanApprovals: truth.humanApprovals,
          firstApprovalAt:
            truth.firstApprovalAt &&
            new Date(truth.firstApprovalAt).toISOString(),
          ai: truth.ai,
          reverts: truth.reverts,
          hotFix: truth.hotFix,
          fixes: truth.fixes,
        };
      });
    const found = await pullsOf(day);
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(3);
    expect(
      found.some(it => it.type === 'pull-request' && it.firstApprovalAt),
    ).toBe(true);
  });

  it('leaves out what the catalog does not name', async () => {
    const found = await pullsOf(DAYS[0], new Set(['acme/warehouse-api']));
    expect(
      found.every(
        it =>
          it.type === 'pull-request' && it.repository === 'acme/warehouse-api',
      ),
    ).toBe(true);
    await expect(pullsOf(DAYS[0], new Set())).resolves.toEqual([]);
    await expect(
      failureOf(pullsOf(DAYS[0], new Set(['other/project']))),
    ).resolves.toMatchObject({ kind: 'forbidden' });
  });
});
