import { startVendorSim, VendorSim } from '../startVendorSim';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ developers: 60, today: '2026-11-20' });
});
afterEach(async () => {
  sim.faults.clear();
  await fetch(`${sim.url}/control/repositories`, { method: 'DELETE' });
});
afterAll(() => sim.close());

const authorization = 'Bearer sim-github-token';

async function query(text: string) {
  const response = await fetch(`${sim.url}/graphql`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ query: text }),
  });
  return { headers: response.headers, ...(await response.json()) };
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${sim.url}${path}`, { headers: { authorization, ...headers } });

describe("GitHub's code, over GraphQL", () => {
  it('answers for several repositories at once, and what it costs', async () => {
    const { data, errors, headers } = await query(`{
      rateLimit { cost remaining }
      a: repository(owner: "acme", name: "checkout-api") { isArchived rulesets(first: 10) { nodes { id bypassActors(first: 20) { nodes { deployKey } } } } }
      b: repository(owner: "acme", name: "loyalty-legacy") { isArchived }
      c: repository(owner: "acme", name: "identity-and-access-api") { defaultBranchRef { name branchProtectionRule { isAdminEnforced } } }
    }`);
    expect(data).toMatchObject({
      rateLimit: { cost: 1, remaining: 4999 },
      a: { isArchived: false },
      b: null,
      c: { defaultBranchRef: { name: 'main', branchProtectionRule: null } },
    });
    expect(errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['b'] },
      {
        type: 'FORBIDDEN',
        path: ['c', 'defaultBranchRef', 'branchProtectionRule'],
      },
    ]);
    expect(headers.get('x-ratelimit-resource')).toBe('graphql');
  });

  it('searches what was merged, in pages', async () => {
    const search = (after: string) =>
      query(
        `{ search(type: ISSUE, query: "org:acme is:pr is:merged merged:2026-10-13T00:00:00Z..2026-10-13T23:59:59Z", first: 2 ${after}) { issueCount pageInfo { hasNextPage endCursor } nodes { ... on PullRequest { number repository { nameWithOwner } } } } }`,
      );
    const { data } = await search('');
    expect(data.search.issueCount).toBe(
      sim.world.code
        .pullRequests('2026-10-13')
        .filter(it => it.repository.host === 'github').length,
    );
    expect(data.search.pageInfo).toEqual({ hasNextPage: true, endCursor: '2' });
    const next = await search(', after: "2"');
    expect(next.data.search.nodes).toHaveLength(2);
  });

  it('refuses once the points are used up', async () => {
    sim.rateLimits.set('graphql', 0);
    await expect(query('{ rateLimit { cost } }')).resolves.toMatchObject({
      errors: [{ type: 'RATE_LIMITED' }],
    });
  });
});

describe("GitHub's code, over REST", () => {
  it('answers unchanged lists with 304, which costs nothing', async () => {
    const first = await get('/orgs/acme/repos?per_page=100');
    const etag = first.headers.get('etag') ?? '';
    const left = first.headers.get('x-ratelimit-remaining');
    const again = () =>
      get('/orgs/acme/repos?per_page=100', { 'if-none-match': etag });
    const second = await again();
    expect(second.status).toBe(304);
    expect(second.headers.get('x-ratelimit-remaining')).toBe(left);
    const changed = await fetch(`${sim.url}/control/repositories`, {
      method: 'POST',
      body: JSON.stringify({
        slug: 'acme/checkout-api',
        facts: { pushProtection: true },
      }),
    });
    expect(changed.status).toBe(200);
    await expect(again()).resolves.toMatchObject({ status: 200 });
  });

  it.each([
    [{ slug: 'acme/none', facts: {} }],
    [{ slug: 'acme/checkout-api', facts: { odd: 1 } }],
    [{ slug: 'acme/checkout-api', facts: { pushProtection: 'yes' } }],
  ])('refuses the change %j', async body => {
    const response = await fetch(`${sim.url}/control/repositories`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
  });

  it('keeps to itself what a licence or a role is missing for', async () => {
    const list = await (await get('/orgs/acme/repos?per_page=100')).json();
    const of = (slug: string) =>
      list.find((it: { full_name: string }) => it.full_name === slug);
    expect(of('acme/checkout-api').security_and_analysis).toMatchObject({
      secret_scanning: { status: 'enabled' },
      secret_scanning_push_protection: { status: 'disabled' },
    });
    expect(
      of('acme/identity-and-access-api').security_and_analysis,
    ).toBeUndefined();
    const setup = await get(
      '/repos/acme/mobile-apps-api/code-scanning/default-setup',
    );
    expect(setup.status).toBe(403);
  });

  it('misbehaves when it is told to', async () => {
    sim.faults.add({ kind: 'limit-used-up', retryAfterSeconds: 60 });
    const limited = await get('/orgs/acme/repos');
    expect(limited.status).toBe(403);
    expect(limited.headers.get('x-ratelimit-remaining')).toBe('0');
    sim.faults.add({ kind: 'secondary-limit', path: '/graphql' });
    await expect(query('{ rateLimit { cost } }')).resolves.toMatchObject({
      message: expect.stringMatching(/secondary rate limit/),
    });
    sim.faults.add({ kind: 'cut-off', path: '/orgs/acme/repos' });
    const cut = await get('/orgs/acme/repos');
    await expect(cut.json()).rejects.toThrow();
  });
});

describe('the truth of code', () => {
  it('tells of repositories and of what was merged', async () => {
    const repositories = await (
      await fetch(`${sim.url}/truth/repositories`)
    ).json();
    expect(repositories).toHaveLength(sim.world.code.repositories.length);
    const text = await (
      await fetch(
        `${sim.url}/truth/pull-requests?from=2026-10-13&to=2026-10-14`,
      )
    ).text();
    expect(text.trim().split('\n')).toHaveLength(
      sim.world.code.pullRequests('2026-10-13').length +
        sim.world.code.pullRequests('2026-10-14').length,
    );
  });
});
