import { FAULT_KINDS, FaultRequest, readFault } from './faults';
import { VendorSim, startVendorSim } from './startVendorSim';
import {
  DAY,
  TODAY,
  anthropic,
  claudeRowsOf,
  github,
  linksOf,
  reportPath,
  rowsOf,
} from './__testUtils__/collector';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const switchOn = (fault: FaultRequest) =>
  fetch(`${sim.url}/control/faults`, {
    method: 'POST',
    body: JSON.stringify(fault),
  });

describe('faults of an answer', () => {
  it.each([
    ['rate-limited', 429],
    ['server-error', 500],
    ['no-content', 204],
    ['empty-string', 200],
    ['revoked-key', 401],
    ['forbidden', 403],
    ['redirect', 302],
  ] as const)('%s: answers %i once, then well again', async (kind, status) => {
    expect((await switchOn({ kind })).status).toBe(201);
    expect((await github(sim, reportPath(DAY))).status).toBe(status);
    expect((await github(sim, reportPath(DAY))).status).toBe(200);
    expect(await rowsOf(sim, DAY)).not.toEqual([]);
  });

  it('says when to come again, and where to go', async () => {
    sim.faults.add({ kind: 'rate-limited', retryAfterSeconds: 7 });
    const limited = await anthropic(sim, 'cost_report');
    expect(limited.headers.get('retry-after')).toBe('7');
    expect(await limited.json()).toMatchObject({ type: 'error' });
    sim.faults.add({ kind: 'redirect', location: 'https://other.invalid/x' });
    const moved = await github(sim, reportPath(DAY));
    expect(moved.headers.get('location')).toBe('https://other.invalid/x');
    sim.faults.add({ kind: 'empty-string' });
    expect(await (await github(sim, reportPath(DAY))).text()).toBe('""');
  });

  it('hangs until the reader gives up', async () => {
    sim.faults.add({ kind: 'hang' });
    const asked = fetch(`${sim.url}/v1/x`, { signal: AbortSignal.timeout(60) });
    await expect(asked).rejects.toThrow();
    expect(sim.faults.list()[0].met).toBe(1);
  });

  it('meets only the path and day that were named, as often as was said', async () => {
    sim.faults.add({
      kind: 'server-error',
      path: '^/orgs/',
      day: DAY,
      count: null,
    });
    const status = async (day: string) =>
      (await github(sim, reportPath(day))).status;
    expect(await status('2026-11-10')).toBe(200);
    expect([await status(DAY), await status(DAY), await status(DAY)]).toEqual([
      500, 500, 500,
    ]);
    const other = await github(sim, reportPath(DAY, 'enterprises/acme-ent'));
    expect(other.status).toBe(200);
    await fetch(`${sim.url}/control/faults`, { method: 'DELETE' });
    expect(await status(DAY)).toBe(200);
  });
});

it.each([
  {
    terms: `org:acme is:pr is:merged merged:${DAY}T00:00:00Z..${DAY}T23:59:59Z`,
  },
  { terms: `org:acme is:issue created:${DAY}T00:00:00Z..${DAY}T23:59:59Z` },
  { group: 'acme', from: `${DAY}T00:00:00Z`, to: `${DAY}T23:59:59Z` },
])('meets queries of the day that was named: %j', async variables => {
  sim.faults.add({ kind: 'not-found', path: 'graphql$', day: DAY });
  const ask = (body: object) =>
    fetch(`${sim.url}/graphql`, {
      method: 'POST',
      headers: { authorization: 'Bearer sim-github-token' },
      body: JSON.stringify({ query: '{ rateLimit { cost } }', ...body }),
    });
  expect((await ask({})).status).toBe(200);
  expect((await ask({ variables })).status).toBe(404);
});

describe('faults of what an answer holds', () => {
  const firstPart = async () => fetch((await linksOf(sim, DAY))[0]);

  it('cuts off in the middle of a row, politely or not', async () => {
    const whole = await (await firstPart()).text();
    sim.faults.add({ kind: 'cut-off' });
    const part = await (await firstPart()).text();
    expect(whole.startsWith(part)).toBe(true);
    expect(() => JSON.parse(part.split('\n').at(-1) ?? '')).toThrow(
      SyntaxError,
    );
    sim.faults.add({ kind: 'cut-off', abort: true });
    const broken = await firstPart();
    await expect(broken.text()).rejects.toThrow();
    sim.faults.add({ kind: 'cut-off' });
    const json = await anthropic(
      sim,
      `usage_report/claude_code?starting_at=${DAY}`,
    );
    const half = await json.text();
    expect(half.length).toBeGreaterThan(100);
    expect(() => JSON.parse(half)).toThrow(SyntaxError);
  });

  it('adds a malformed row and keeps the others', async () => {
    const whole = await (await firstPart()).text();
    sim.faults.add({ kind: 'malformed-row' });
    const lines = (await (await firstPart()).text()).split('\n');
    expect(() => JSON.parse(lines[0])).toThrow(SyntaxError);
    expect(lines.slice(1).join('\n')).toBe(whole);
    const rows = await claudeRowsOf(sim, DAY, 1000);
    sim.faults.add({ kind: 'malformed-row' });
    await expect(claudeRowsOf(sim, DAY, 1000)).rejects.toThrow('actor');
    expect(await claudeRowsOf(sim, DAY, 1000)).toEqual(rows);
  });

  it('adds an unknown field to every row', async () => {
    sim.faults.add({ kind: 'unknown-field' });
    const lines = (await (await firstPart()).text())
      .split('\n')
      .filter(Boolean);
    for (const line of lines) {
      expect(JSON.parse(line)).toHaveProperty('totals_by_hologram');
    }
    sim.faults.add({ kind: 'unknown-field' });
    await expect(claudeRowsOf(sim, DAY, 1000)).rejects.toThrow(
      'hologram_metrics',
    );
  });

  it('goes on and on', async () => {
    sim.faults.add({ kind: 'oversized', bytes: 2_000_000 });
    const text = await (await firstPart()).text();
    expect(text.length).toBeGreaterThan(2_000_000);
  });

  it('restates a day later', async () => {
    const sum = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
      rows.reduce((n, row) => n + row.code_generation_activity_count, 0);
    const before = await rowsOf(sim, DAY);
    const neighbour = await rowsOf(sim, '2026-11-12');
    const response = await fetch(`${sim.url}/control/restatements`, {
      method: 'POST',
      body: JSON.stringify({ vendor: 'github', day: DAY }),
    });
    expect(response.status).toBe(204);
    expect(sum(await rowsOf(sim, DAY))).not.toBe(sum(before));
    expect(await rowsOf(sim, '2026-11-12')).toEqual(neighbour);
    await fetch(`${sim.url}/control/restatements`, { method: 'DELETE' });
    expect(await rowsOf(sim, DAY)).toEqual(before);
  });
});

describe('readFault', () => {
  it('takes every kind', () => {
    for (const kind of FAULT_KINDS) {
      expect(readFault({ kind, count: null })).toMatchObject({
        kind,
        count: null,
      });
    }
  });

  it.each([
    [{}, 'kind'],
    [{ kind: 'tantrum' }, 'kind'],
    [{ kind: 'hang', path: 7 }, 'path'],
    [{ kind: 'hang', count: 'many' }, 'count'],
  ])('names the wrong field of %j', (body, field) => {
    expect(() => readFault(body)).toThrow(field);
  });

  it('is answered with 400 over HTTP', async () => {
    const post = (body: string) =>
      fetch(`${sim.url}/control/faults`, { method: 'POST', body });
    expect((await post('{"kind":"tantrum"}')).status).toBe(400);
    expect((await post('{"kind":')).status).toBe(400);
    expect((await post('{"kind":"hang","path":"("}')).status).toBe(400);
    expect(sim.faults.list()).toEqual([]);
  });
});
