import { plainDecimal, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  FaultRequest,
  startVendorSim,
  TOKEN_WITHOUT_PERMISSION,
  truthRows,
  VendorSim,
} from 'vendor-sim';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { CopilotSeatsSource } from './copilotSeatsSource';
import { CopilotUsageSource } from './copilotUsageSource';

/** Against the stand-in over HTTP, with real sockets and real signed links. */

const TODAY = '2026-10-30';
const DAY = '2026-10-13';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ developers: 60, days: 120, today: TODAY });
});
afterEach(() => {
  sim.faults.clear();
  sim.requests.clear();
});
afterAll(() => sim.close());

const context = collectContext();
const timing = {
  now: () => new Date(`${TODAY}T12:00:00Z`),
  wait: async () => undefined,
  timeLimitMs: 2000,
};

function settings(changes = {}) {
  return settingsFor({
    baseUrl: sim.url,
    token: 'sim-github-token',
    allowInsecureLoopback: true,
    reportHosts: [],
    ...changes,
  });
}

const usage = (changes = {}, limits = {}) =>
  new CopilotUsageSource(settings(changes), { ...timing, ...limits });

async function collect(source = usage(), day = DAY) {
  return recordsOf(await source.collectDay(day, context));
}

/** The rows that count, as figures by account. */
function figures(records: { type: string }[]) {
  const rows = records.filter((it): it is UsageRecord => it.type === 'usage');
  const counted = new Map(rows.map(row => [row.dedupeKey, row]));
  return [...counted.values()]
    .map(({ account, counters: it, credits }) => ({
      account: account.login,
      credits,
      interactions: it.interactions,
      suggestions: it.suggestions,
      acceptances: it.acceptances,
      linesAdded: it.linesAdded,
      linesRemoved: it.linesRemoved,
      sessions: it.sessions ?? 0,
      tokensIn: it.tokensIn ?? 0,
      tokensOut: it.tokensOut ?? 0,
    }))
    .sort((a, b) => (a.account ?? '').localeCompare(b.account ?? ''));
}

function truth(day: string, scope: 'orgs' | 'enterprises') {
  return [...truthRows(sim.world, [day], scope)]
    .filter(row => row.tool === 'resource:default/github-copilot')
    .flatMap(({ account, revealed }) =>
      revealed
        ? {
            account,
            credits:
              revealed.amounts.length > 0
                ? plainDecimal(revealed.amounts[0].amount)
                : null,
            interactions: revealed.counters.interactions,
            suggestions: revealed.counters.generations,
            acceptances: revealed.counters.acceptances,
            linesAdded: revealed.counters.linesAdded,
            linesRemoved: revealed.counters.linesDeleted,
            sessions: revealed.counters.cliSessions,
            tokensIn: revealed.counters.cliPromptTokens,
            tokensOut: revealed.counters.cliOutputTokens,
          }
        : [],
    )
    .sort((a, b) => a.account.localeCompare(b.account));
}

describe('GitHub Copilot usage, from the stand-in', () => {
  it.each([
    ['orgs', {}],
    ['enterprises', { enterprise: 'acme-ent' }],
  ] as const)('is what %s reveal, to the digit', async (scope, changes) => {
    const expected = truth(DAY, scope);
    expect(expected.length).toBeGreaterThan(10);
    expect(figures(await collect(usage(changes)))).toEqual(expected);
    expect(sim.requests.summary().credentialsOnBlobs).toBe(0);
  });

  it('is empty for days that are not ready, and before there were reports', async () => {
    await expect(usage().collectDay(TODAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
    await expect(
      usage().collectDay('2025-11-01', context),
    ).resolves.toMatchObject({ state: 'empty' });
  });

  it.each<[string, FaultRequest]>([
    ['a rate limit', { kind: 'rate-limited', retryAfterSeconds: 5 }],
    ['a rate limit of downloads', { kind: 'rate-limited', path: '/blob/' }],
    ['a failure', { kind: 'server-error', count: 2 }],
    ['a failing download', { kind: 'server-error', path: '/blob/' }],
    ['links that have expired', { kind: 'expired-links' }],
    ['an unknown field', { kind: 'unknown-field', count: null }],
  ])('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    expect(figures(await collect())).toEqual(truth(DAY, 'orgs'));
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it('keeps a malformed row and all others', async () => {
    sim.faults.add({ kind: 'malformed-row' });
    const records = await collect();
    expect(records.filter(it => it.type === 'unreadable')).toMatchObject([
      { raw: '{"day":"2026-13-45","user_id":"not a number",' },
    ]);
    expect(figures(records)).toEqual(truth(DAY, 'orgs'));
  });

  it.each<[string, FaultRequest, string]>([
    [
      'an endless rate limit',
      { kind: 'rate-limited', retryAfterSeconds: 600 },
      'rate-limited',
    ],
    ['failures', { kind: 'server-error', count: null }, 'unavailable'],
    ['a hang', { kind: 'hang' }, 'unavailable'],
    ['a hanging download', { kind: 'hang', path: '/blob/' }, 'unavailable'],
    ['a revoked token', { kind: 'revoked-key' }, 'unauthorised'],
    ['a missing permission', { kind: 'forbidden' }, 'forbidden'],
    ['a redirect', { kind: 'redirect' }, 'unexpected'],
    [
      'a redirected download',
      { kind: 'redirect', path: '/blob/' },
      'unexpected',
    ],
    [
      'links that stay expired',
      { kind: 'expired-links', count: null },
      'unavailable',
    ],
    ['a download cut off', { kind: 'cut-off', path: '/blob/' }, 'unavailable'],
    [
      'a download broken off',
      { kind: 'cut-off', path: '/blob/', abort: true },
      'unavailable',
    ],
    [
      'an endless download',
      { kind: 'oversized', path: '/blob/', bytes: 300 * 1024 * 1024 },
      'unexpected',
    ],
  ])('is a named failure after %s', async (_, fault, kind) => {
    sim.faults.add(fault);
    // What is not about time must not depend on how busy the machine is.
    const timeLimitMs = kind === 'unexpected' ? 20_000 : 300;
    const error = await failureOf(collect(usage({}, { timeLimitMs })));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toMatch(/sim-github-token|sig=/);
  });

  it.each<[string, FaultRequest]>([
    ['204', { kind: 'no-content' }],
    ['an empty text', { kind: 'empty-string' }],
  ])('is empty after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(usage().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it('tests what is missing', async () => {
    await expect(usage().test(context)).resolves.toBeUndefined();
    await expect(
      failureOf(usage({ token: TOKEN_WITHOUT_PERMISSION }).test(context)),
    ).resolves.toMatchObject({ kind: 'forbidden' });
    await expect(
      failureOf(usage({ organization: 'nobody' }).test(context)),
    ).resolves.toMatchObject({ kind: 'forbidden' });
    await expect(
      failureOf(usage({ token: 'old' }).test(context)),
    ).resolves.toMatchObject({ kind: 'unauthorised' });
  });
});

describe('GitHub Copilot seats, from the stand-in', () => {
  it.each([
    ['the organisation', {}],
    ['the enterprise', { enterprise: 'acme-ent' }],
  ])('are those of %s, one for each person', async (_, changes) => {
    const records = await recordsOf(
      await new CopilotSeatsSource(settings(changes), timing).collectSnapshot(
        context,
      ),
    );
    const listed = sim.world.seats();
    const found = records.map(it => {
      expect(it.type).toBe('seat');
      return it.type === 'seat' && it.account
        ? `${it.account.login} ${it.createdOn}`
        : 'nobody';
    });
    const expected = listed.map(
      seat =>
        `${seat.profile.account.name} ${new Date(seat.createdAt)
          .toISOString()
          .slice(0, 10)}`,
    );
    expect(found.sort()).toEqual([...expected, 'nobody'].sort());
  });
});
