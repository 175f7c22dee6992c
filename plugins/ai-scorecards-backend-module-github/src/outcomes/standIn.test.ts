import { OutcomeRecord } from 'backstage-plugin-ai-scorecards-node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  FaultRequest,
  pullRequestTruth,
  startVendorSim,
  VendorSim,
} from 'vendor-sim';
import { codeHostFor, failureOf, settingsFor } from '../__testUtils__/rows';
import { GithubOutcomeSource } from './GithubOutcomeSource';

/** Against the stand-in over HTTP. */

const TODAY = '2026-11-20';
const DAYS = ['2026-10-12', '2026-10-13', '2026-10-14', '2026-11-19'];

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ days: 90, today: TODAY });
});
afterEach(() => {
  sim.faults.clear();
  sim.rateLimits.clear();
  sim.world.code.clearChanges();
});
afterAll(() => sim.close());

const context = collectContext();

const source = (changes = {}) =>
  new GithubOutcomeSource(
    settingsFor({ baseUrl: sim.url, token: 'sim-github-token' }),
    codeHostFor(changes),
    { wait: async () => undefined, timeLimitMs: 20_000 },
  );

const all = () =>
  new Set(
    sim.world.code.repositories
      .filter(it => it.host === 'github')
      .map(it => it.slug),
  );

async function collect(day: string, repositories = all(), it = source()) {
  return recordsOf(await it.collectDay(day, repositories, context));
}

const time = (text: string | null) => text && new Date(text).toISOString();

const byPlace = (
  a: { repository: string; number: number },
  b: { repository: string; number: number },
) => a.repository.localeCompare(b.repository) || a.number - b.number;

function pullsOf(day: string): unknown[] {
  return sim.world.code
    .pullRequests(day)
    .filter(it => it.repository.host === 'github')
    .map(it => pullRequestTruth(sim.world, it))
    .map(it => ({
      type: 'pull-request',
      repository: it.repository,
      number: it.number,
      author: it.author,
      bot: it.bot,
      onBehalfOf: it.askedBy,
      openedAt: time(it.openedAt),
      mergedAt: time(it.mergedAt),
      additions: it.additions,
      deletions: it.deletions,
      humanApprovals: it.humanApprovals,
      firstApprovalAt: time(it.firstApprovalAt),
      ai: it.ai,
      reverts: it.reverts,
      hotFix: it.hotFix,
      fixes: it.fixes,
    }))
    .sort(byPlace);
}

const pulls = (records: { type: string }[]) =>
  (records as OutcomeRecord[])
    .flatMap(it =>
      it.type === 'pull-request'
        ? [
            {
              ...it,
              author: it.author?.login,
              onBehalfOf: it.onBehalfOf?.login ?? null,
            },
          ]
        : [],
    )
    .sort(byPlace);

describe('what came of the work, from the stand-in', () => {
  it.each(DAYS)('equals the truth of %s', async day => {
    const records = await collect(day);
    expect(pulls(records)).toEqual(pullsOf(day));
    expect(pulls(records).length).toBeGreaterThan(20);
  });

  it('tells of incidents with the answers of their post-mortems', async () => {
    const found: unknown[] = [];
    const expected: unknown[] = [];
    for (let n = 10; n < 31; n++) {
      const day = `2026-10-${n}`;
      found.push(...(await collect(day)).filter(it => it.type === 'incident'));
      expected.push(
        ...sim.world.code
          .incidents(day)
          .filter(it => it.repository.host === 'github')
          .map(it => ({
            type: 'incident',
            key: `github:${it.repository.slug}#${it.number}`,
            kind: it.kind,
            openedOn: day,
            resolvedOn: it.resolvedAt?.slice(0, 10) ?? null,
            causedBy: it.causedBy,
            aiInvolved: it.aiInvolved,
            reviewAdequate: it.reviewAdequate,
          })),
      );
    }
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(3);
  });

  it('tells by one search of whose post-mortems were answered late', async () => {
    const days = Array.from({ length: 21 }, (_, n) => `2026-10-${n + 10}`);
    const [first, second] = days
      .flatMap(day => sim.world.code.incidents(day))
      .filter(it => it.repository.host === 'github');
    const answers = { aiInvolved: 'yes', reviewAdequate: 'no' } as const;
    sim.world.code.answer(first, answers, '2026-11-19T10:00:00Z');
    sim.world.code.answer(second, answers, '2026-11-17T10:00:00Z');
    sim.requests.clear();
    const changes = {
      from: '2026-11-19T09:30:00.000Z',
      to: '2026-11-19T11:00:00.000Z',
      before: '2026-11-05',
    };
    const day = first.openedAt.slice(0, 10);
    await expect(
      source().changedDays(changes, all(), context),
    ).resolves.toEqual(new Set([day]));
    expect(sim.requests.summary().total).toBe(1);
    expect(await collect(day)).toContainEqual(
      expect.objectContaining({
        type: 'incident',
        key: `github:${first.repository.slug}#${first.number}`,
        ...answers,
      }),
    );
    await expect(
      source().changedDays(changes, new Set(['acme/other']), context),
    ).resolves.toEqual(new Set());
    await expect(
      source({ incidentLabels: [], defectLabels: [] }).changedDays(
        changes,
        all(),
        context,
      ),
    ).resolves.toEqual(new Set());
  });

  it('tells of findings of severity high and critical', async () => {
    const days = Array.from({ length: 21 }, (_, n) => `2026-10-${n + 10}`);
    const it = source();
    const found: unknown[] = [];
    for (const day of days) {
      found.push(
        ...(await collect(day, all(), it)).filter(r => r.type === 'finding'),
      );
    }
    const expected = days.flatMap(day =>
      sim.world.code
        .findings(day)
        .filter(
          finding =>
            finding.repository.host === 'github' &&
            !finding.repository.hidden.includes('analysis') &&
            finding.severity !== 'medium',
        )
        .map(finding => finding.number),
    );
    expect(found).toHaveLength(expected.length);
    expect(found.length).toBeGreaterThan(3);
  });

  it('goes without findings where GitHub forbids them', async () => {
    sim.faults.add({ kind: 'forbidden', path: 'code-scanning', count: null });
    expect(pulls(await collect(DAYS[0]))).toEqual(pullsOf(DAYS[0]));
  });

  it('leaves out what the catalog does not name', async () => {
    const one = new Set(['acme/platform-api']);
    const records = pulls(await collect(DAYS[0], one));
    expect(new Set(records.map(it => it.repository))).toEqual(one);
    await expect(
      source().collectDay(DAYS[0], new Set(), context),
    ).resolves.toMatchObject({ state: 'empty' });
  });

  it.each<[string, FaultRequest]>([
    ['a secondary limit', { kind: 'secondary-limit' }],
    ['failures', { kind: 'server-error', count: 2 }],
    ['an answer cut off', { kind: 'cut-off', path: '/graphql' }],
  ])('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    expect(pulls(await collect(DAYS[0]))).toEqual(pullsOf(DAYS[0]));
  });

  it.each<[string, FaultRequest, string]>([
    [
      'a used-up limit',
      { kind: 'limit-used-up', retryAfterSeconds: 900 },
      'rate-limited',
    ],
    ['lasting failures', { kind: 'server-error', count: null }, 'unavailable'],
    ['a revoked token', { kind: 'revoked-key' }, 'unauthorised'],
    ['a missing permission', { kind: 'forbidden' }, 'forbidden'],
  ])('is a named failure after %s', async (_, fault, kind) => {
    sim.faults.add(fault);
    await expect(failureOf(collect(DAYS[0]))).resolves.toMatchObject({ kind });
  });

  it('names the owner of whom something could not be read', async () => {
    sim.faults.add({
      kind: 'server-error',
      path: 'code-scanning',
      count: null,
    });
    await expect(failureOf(collect(DAYS[0]))).resolves.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/^The repositories of acme could not/),
    });
  });

  it('stops before the last part of the limit', async () => {
    const it = source();
    sim.rateLimits.set('graphql', 502);
    await it.test(context);
    await it.test(context);
    await expect(failureOf(collect(DAYS[0], all(), it))).resolves.toMatchObject(
      {
        kind: 'rate-limited',
        message: expect.stringMatching(/nearly used up/),
      },
    );
  });
});
