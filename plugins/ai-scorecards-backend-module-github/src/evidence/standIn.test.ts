import {
  DocumentAnswer,
  RepositoryAnswer,
  RepositoryFacts,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { collectContext } from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  FaultRequest,
  startVendorSim,
  TOKEN_WITHOUT_PERMISSION,
  VendorSim,
} from 'vendor-sim';
import { codeHostFor, failureOf, settingsFor } from '../__testUtils__/rows';
import { GithubEvidenceSource } from './GithubEvidenceSource';

/** Against the stand-in over HTTP. */

const TODAY = '2026-11-20';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ developers: 60, days: 30, today: TODAY });
});
afterEach(() => {
  sim.faults.clear();
  sim.world.code.clearChanges();
  sim.rateLimits.clear();
  sim.requests.clear();
});
afterAll(() => sim.close());

const context = collectContext();

const source = (changes = {}, of = sim) =>
  new GithubEvidenceSource(
    settingsFor({ baseUrl: of.url, token: 'sim-github-token', ...changes }),
    codeHostFor({ webUrl: 'https://github.acme.example' }),
    { wait: async () => undefined, timeLimitMs: 20_000 },
  );

const slugs = (of = sim) =>
  of.world.code.repositories
    .filter(it => it.host === 'github')
    .map(it => it.slug);

async function collect(
  tokens = new Map<string, string>(),
  it = source(),
  of = sim,
): Promise<Map<string, RepositoryAnswer>> {
  const asks = slugs(of).map(slug => ({
    slug,
    token: tokens.get(slug) ?? null,
  }));
  const answers = new Map<string, RepositoryAnswer>();
  for await (const answer of it.collect(asks, context)) {
    expect(answers.has(answer.slug)).toBe(false);
    answers.set(answer.slug, answer);
  }
  expect(answers.size).toBe(asks.length);
  return answers;
}

/** A document that a team keeps. */
const DOCUMENT = 'acme/checkout-api/blob/main/docs/ai-practices.md';

async function documents(urls: string[], it = source()) {
  const answers: DocumentAnswer[] = [];
  for await (const answer of it.documents(urls, context)) answers.push(answer);
  return answers;
}

function tokensOf(answers: Map<string, RepositoryAnswer>, before = new Map()) {
  const tokens = new Map<string, string>(before);
  for (const answer of answers.values()) {
    if (answer.state === 'known') tokens.set(answer.slug, answer.token);
  }
  return tokens;
}

/** What the truth says, in the form of facts; what is hidden is not known, whatever the reason. */
function truthOf(slug: string): Record<string, unknown> {
  const repository = sim.world.code.repository('github', slug);
  if (!repository) throw new Error(`There is no ${slug}`);
  const { archived, fork, pushedOn, ...rest } =
    sim.world.code.state(repository);
  const hides = (...what: string[]) =>
    repository.hidden.some(it => what.includes(it));
  const hidden: Partial<Record<string, boolean>> = {
    requiredApprovals: hides('protection'),
    botsCanBypassReview: hides('protection'),
    requiredStatusChecks: hides('protection'),
    codeOwnerReviewRequired:
      hides('protection') &&
      !(repository.guard === 'ruleset' && rest.codeOwnerReviewRequired),
    secretScanning: hides('security'),
    pushProtection: hides('security'),
    openFindings: hides('analysis'),
    staticAnalysisOnPullRequests:
      !archived &&
      !fork &&
      (hides('files') ||
        (hides('analysis') && repository.analysis !== 'workflow')),
    codeOwnerPaths: hides('files'),
    pullRequestTemplate: hides('files'),
    instructionFiles: hides('files'),
    agentPermissionsAsCode: hides('files'),
    agentsMayDoAnything: hides('files'),
    evaluationsInCi: hides('files'),
  };
  return {
    archived,
    fork,
    pushedOn,
    defaultBranch: 'main',
    ...Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [
        name,
        hidden[name] ? 'unknown' : value,
      ]),
    ),
  };
}

const plain = (facts: RepositoryFacts): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (typeof value !== 'object' || value === null) return [name, value];
      return [name, value.known ? value.value : 'unknown'];
    }),
  );

/** Whether GitHub itself analyses is not asked for what counts for nothing. */
const comparable = ({
  staticAnalysisOnPullRequests,
  ...rest
}: Record<string, unknown>) =>
  rest.archived || rest.fork ? rest : { ...rest, staticAnalysisOnPullRequests };

describe('GitHub repositories, from the stand-in', () => {
  it('are as the truth has them, and unknown where it is hidden', async () => {
    const answers = await collect();
    const found: unknown[] = [];
    const expected: unknown[] = [];
    for (const [slug, answer] of answers) {
      if (answer.state === 'known') {
        found.push([slug, comparable(plain(answer.facts))]);
        expected.push([slug, comparable(truthOf(slug))]);
      }
    }
    expect(found).toEqual(expected);
    expect(found).toHaveLength(answers.size - 1);
    expect(answers.get('acme/loyalty-legacy')).toMatchObject({
      state: 'missing',
    });
  });

  it('are unchanged when nothing changed, at the cost of hardly anything', async () => {
    const first = await collect();
    const before = sim.rateLimits.of('core').used;
    sim.requests.clear();
    const second = await collect(tokensOf(first));
    const states = [...second.values()].map(it => it.state);
    expect(new Set(states)).toEqual(new Set(['unchanged', 'missing']));
    const { paths } = sim.requests.summary();
    // The organisation's own repository, and all others in batches of fifty.
    expect(paths['POST /graphql']).toBe(1 + Math.ceil(first.size / 50));
    // The two lists of open findings are all that is not asked on condition.
    expect(sim.rateLimits.of('core').used - before).toBe(2);
    expect(sim.requests.summary().statuses[304]).toBeGreaterThan(1);
  });

  it.each([
    ['acme/checkout-api', { pushProtection: true }],
    ['acme/checkout-web', { requiredApprovals: 4 }],
    ['acme/checkout-worker', { pullRequestTemplate: 'Why?' }],
    [
      'acme/storefront-api',
      {
        instructionFiles: [
          { path: 'AGENTS.md', bytes: 90, changedOn: '2026-11-19' },
        ],
      },
    ],
    ['acme/data-platform-web', { staticAnalysisOnPullRequests: true }],
  ])(
    'tell at once of a change in %s, for a handful of requests',
    async (slug, facts) => {
      const first = await collect();
      const tokens = tokensOf(first);
      sim.world.code.change(slug, facts);
      const used = sim.rateLimits.of('core').used;
      sim.requests.clear();
      const second = await collect(tokens);
      const changed = [...second.values()].filter(it => it.state === 'known');
      expect(changed.map(it => it.slug)).toEqual([slug]);
      expect(changed).toMatchObject([
        {
          facts: Object.fromEntries(
            Object.entries(facts).map(([name, value]) => [
              name,
              { known: true, value },
            ]),
          ),
        },
      ]);
      const more =
        sim.requests.summary().paths['POST /graphql'] -
        1 -
        Math.ceil(first.size / 50);
      expect(more).toBe(1);
      expect(sim.rateLimits.of('core').used - used).toBeLessThanOrEqual(5);
      const third = await collect(tokensOf(second, tokens));
      expect([...third.values()].filter(it => it.state === 'known')).toEqual(
        [],
      );
    },
  );

  it('asks by itself for a new repository on a page that did not change', async () => {
    const first = await collect();
    const tokens = tokensOf(first);
    tokens.delete('acme/platform-web');
    sim.requests.clear();
    const second = await collect(tokens);
    expect(sim.requests.summary().paths).toMatchObject({
      'GET /repos/acme/platform-web': 1,
    });
    const facts = (answers: typeof first) => {
      const answer = answers.get('acme/platform-web');
      return answer?.state === 'known' ? answer.facts : undefined;
    };
    expect(facts(second)).toEqual(facts(first));
  });

  it('shows how much of the limit is left, and leaves the last part', async () => {
    const it = source();
    expect(it.rateLimit()).toBeNull();
    const first = await collect(new Map(), it);
    expect(it.rateLimit()).toMatchObject({ limit: 5000 });
    sim.rateLimits.set('graphql', 480);
    await it.test(context);
    const error = await failureOf(collect(tokensOf(first), it));
    expect(error).toMatchObject({ kind: 'rate-limited' });
    expect(error.message).toMatch(/nearly used up .* starts again at 20/);
    const url =
      'https://github.acme.example/acme/checkout-api/blob/main/docs/ai-practices.md';
    await expect(documents([url], it)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterSeconds: expect.any(Number),
    });
    expect(sim.rateLimits.of('graphql').used).toBeLessThan(4525);
  });

  it('answers what it has and calls the rest failed when the limit comes near', async () => {
    sim.rateLimits.set('graphql', 514);
    const answers = await collect();
    const states = [...answers.values()].map(it => it.state);
    expect(states.filter(it => it === 'known').length).toBeGreaterThan(10);
    const failed = [...answers.values()].filter(it => it.state === 'failed');
    expect(failed.length).toBeGreaterThan(5);
    expect(failed[0]).toMatchObject({
      reason: expect.stringMatching(/nearly used up/),
      retryAfterSeconds: expect.any(Number),
    });
  });

  it.each<[string, FaultRequest]>([
    ['a secondary limit', { kind: 'secondary-limit', path: '/graphql' }],
    ['a failure', { kind: 'server-error', path: '/graphql', count: 2 }],
    ['an answer cut off', { kind: 'cut-off', path: '/graphql' }],
    ['an answer broken off', { kind: 'cut-off', path: '/repos', abort: true }],
  ])('are the same after %s', async (_, fault) => {
    const expected = await collect();
    sim.faults.add(fault);
    const answers = await collect();
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
    const facts = (it: RepositoryAnswer) =>
      it.state === 'known' ? it.facts : it.state;
    expect([...answers.values()].map(facts)).toEqual(
      [...expected.values()].map(facts),
    );
  });

  it.each<[string, FaultRequest, SourceError['kind']]>([
    [
      'a used-up limit',
      { kind: 'limit-used-up', retryAfterSeconds: 900 },
      'rate-limited',
    ],
    ['failures', { kind: 'server-error', count: null }, 'unavailable'],
    ['a revoked token', { kind: 'revoked-key' }, 'unauthorised'],
    [
      'a missing permission',
      { kind: 'forbidden', path: '/graphql' },
      'forbidden',
    ],
  ])('are a named failure after %s', async (_, fault, kind) => {
    sim.faults.add(fault);
    await expect(failureOf(collect())).resolves.toMatchObject({ kind });
  });

  it('call one repository failed that always fails, and go on', async () => {
    const slug = 'acme/data-platform-web';
    sim.faults.add({
      kind: 'server-error',
      path: `/repos/${slug}/`,
      count: null,
    });
    const answers = await collect();
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
    const failed = [...answers.values()].filter(it => it.state === 'failed');
    expect(failed.map(it => it.slug)).toEqual([slug]);
  });

  it.each<[string, FaultRequest]>([
    [
      'a list of repositories that fails',
      { kind: 'server-error', path: '/orgs/labs/repos', count: null },
    ],
    [
      'findings that fail',
      { kind: 'server-error', path: '/orgs/labs/code-scanning', count: null },
    ],
  ])('cost the repositories of one owner alone: %s', async (_, fault) => {
    sim.faults.add(fault);
    const asks = ['labs/app', 'acme/checkout-api', 'labs/web'];
    const answers: RepositoryAnswer[] = [];
    const all = source().collect(
      asks.map(slug => ({ slug, token: null })),
      context,
    );
    for await (const answer of all) answers.push(answer);
    const failed = {
      state: 'failed',
      reason: expect.stringMatching(/^The repositories of labs could not/),
    };
    expect(answers).toMatchObject([
      { slug: 'acme/checkout-api', state: 'known' },
      { slug: 'labs/app', ...failed },
      { slug: 'labs/web', ...failed },
    ]);
  });

  it('do not pass security settings of earlier for those of now', async () => {
    const first = await collect();
    sim.faults.add({
      kind: 'forbidden',
      path: '/orgs/acme/repos',
      count: null,
    });
    const second = await collect(tokensOf(first));
    const scanning = (answers: typeof first) => {
      const answer = answers.get('acme/checkout-api');
      return answer?.state === 'known' ? answer.facts.secretScanning : null;
    };
    expect(scanning(second)).toMatchObject({ known: false });
    sim.faults.clear();
    const third = await collect(tokensOf(second, tokensOf(first)));
    expect(scanning(third)).toEqual(scanning(first));
  });

  it('are a failure of the host when it breaks down halfway', async () => {
    const asks = slugs().map(slug => ({ slug, token: null }));
    const answers = source().collect(asks, context);
    await answers.next();
    sim.faults.add({ kind: 'server-error', count: null });
    const rest = async () => {
      for (let it = await answers.next(); !it.done; it = await answers.next());
    };
    await expect(failureOf(rest())).resolves.toMatchObject({
      kind: 'unavailable',
    });
  });

  it.each([
    [
      'the list of repositories',
      '/orgs/acme/repos',
      ['secretScanning', 'pushProtection'],
    ],
    ['findings', 'code-scanning/alerts', ['openFindings']],
  ])('are known but for what GitHub forbids: %s', async (_, path, names) => {
    sim.faults.add({ kind: 'forbidden', path, count: null });
    const answer = (await collect()).get('acme/checkout-api');
    if (answer?.state !== 'known') throw new Error('not known');
    const unknown = Object.entries(answer.facts)
      .filter(([, it]) => typeof it === 'object' && it !== null && !it.known)
      .map(([name]) => name);
    expect(unknown.sort()).toEqual([...names].sort());
  });

  it('tests the token', async () => {
    await expect(source().test(context)).resolves.toBeUndefined();
    await expect(
      failureOf(source({ token: TOKEN_WITHOUT_PERMISSION }).test(context)),
    ).resolves.toMatchObject({ kind: 'forbidden' });
  });

  it.each([
    [DOCUMENT, true],
    ['acme/checkout-api/blob/main/docs/none.md', false],
    ['acme/checkout-api/blob/main/docs/100%.md', false],
  ])('tells of the document %s', async (path, exists) => {
    const [answer] = await documents([`https://github.acme.example/${path}`]);
    expect(answer).toMatchObject({
      exists: { known: true, value: exists },
      changedOn: { known: exists },
    });
  });

  it('does not know whether a document of a hidden repository is there', async () => {
    const hidden = { known: false, reason: expect.stringMatching(/hides it/) };
    const url = 'https://github.acme.example/acme/none/blob/main/docs/none.md';
    // One that is hidden keeps nothing from the others.
    const seen = `https://github.acme.example/${DOCUMENT}`;
    await expect(documents([url, seen])).resolves.toMatchObject([
      { url, exists: hidden, changedOn: hidden },
      { url: seen, exists: { known: true, value: true } },
    ]);
  });

  it('leaves other addresses to others', async () => {
    const urls = [
      'https://wiki.acme.example/practices',
      'https://github.acme.example.evil.example/a/b/blob/main/c',
      'https://github.acme.example/acme/checkout-api',
    ];
    await expect(documents(urls)).resolves.toEqual([]);
  });

  it('asks for a hundred documents by one point', async () => {
    const urls = Array.from(
      { length: 101 },
      (_, n) => `https://github.acme.example/${DOCUMENT}?n=${n}`,
    );
    const used = sim.rateLimits.of('graphql').used;
    expect(await documents(urls)).toHaveLength(101);
    expect(sim.rateLimits.of('graphql').used - used).toBe(2);
  });
});
