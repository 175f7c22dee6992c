import { mockCredentials } from '@backstage/backend-test-utils';
import {
  exceptionSchema,
  requestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { TEAM } from './__testUtils__/access/personas';
import { Portal } from './__testUtils__/portal';
import {
  acknowledge,
  attest,
  compareChecks,
  comparePractices,
  judge,
  practicesOf,
  sayingsOf,
  withCodeHosts,
} from './__testUtils__/practices';
import { TestWorld, TODAY } from './__testUtils__/world';

jest.setTimeout(240_000);

const DEVELOPER = 'user:default/persona-developer';
const BOARD = 'user:default/persona-board';
const CHECK = 'secrets.scanning';
const SAME_BAR = 'review.same-bar';
const BEST = 'group:default/platform';
/** Where evidence is read on GitHub. */
const HOST = '^/(graphql$|repos/|orgs/[^/]+/(repos|code-scanning))';

describe('practices of the example organisation', () => {
  // Enough for the weeks that are scored, and for none of the baseline.
  const DAYS = 55;
  let world: TestWorld;
  let portal: Portal;
  let found: Awaited<ReturnType<typeof comparePractices>>;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 120, days: DAYS });
    portal = await withCodeHosts(world, {
      exceptions: { boardGroup: 'group:default/ai-board', logKey: 'k' },
    });
    await portal.collect();
    await judge(portal);
    const attested = await attest(world, portal, sayingsOf(world));
    const acknowledged = await acknowledge(world, portal);
    await judge(portal);
    found = await comparePractices(world, portal, {
      attested,
      acknowledged,
      sensitivePaths: [],
    });
  });
  afterAll(() => world.close());

  const changeRepository = (slug: string, facts: object) =>
    control('POST', '/control/repositories', { slug, facts });

  async function control(method: string, path: string, body?: object) {
    const answer = await fetch(`${world.sim.url}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  }

  const resultOf = async (team: string, check: string) =>
    (await practicesOf(portal, team)).results.find(
      result => result.check.id === check,
    );

  it('are those of the truth, check by check', () => {
    expect(found.shown).toEqual(found.wanted);
  });

  it('reach every level, and every state that evidence can have', () => {
    const levels = new Set(
      [...found.shown.values()].map(it => it.standing.level),
    );
    expect(levels).toEqual(new Set([null, 0, 1, 2, 3, 4]));
    for (const check of [
      'review.same-bar',
      'tests.required',
      'security.extra-scrutiny',
      'secrets.scanning',
      'review.checklist',
      'repo.instructions',
      'sast.on-pr',
      'instructions.fresh',
      'agents.least-privilege',
      'stance.acknowledged',
      'practices.documented',
    ]) {
      const states = [...found.shown.values()].map(
        ({ checks }) => checks.get(check)?.state,
      );
      expect([check, [...new Set(states)]]).toEqual([
        check,
        expect.arrayContaining(['pass', 'fail', 'unknown', 'not-applicable']),
      ]);
    }
  });

  it.each([
    ['warehouse', 'security.extra-scrutiny', 'pass', /^Attested by/],
    ['pricing', 'practices.documented', 'fail', /more than 180 days ago/],
    ['checkout', 'stance.acknowledged', 'fail', /Fewer than 90 %/],
    ['platform', 'stance.acknowledged', 'pass', /At least 90 %/],
  ])('are %s by %s: %s', async (team, check, state, reason) => {
    expect(await resultOf(`group:default/${team}`, check)).toMatchObject({
      state,
      reason: expect.stringMatching(reason),
    });
  });

  it('stand beside what came of the work, shown where enough people made it', () => {
    expect(found.outcomes).toEqual(found.wantedOutcomes);
    expect(found.bands).toEqual(found.wantedBands);
    expect(found.tiles).toEqual(found.wantedTiles);
    const isTold = ([, indicators]: [string, Map<string, object>]) =>
      [...indicators.values()].some(it => 'value' in it && it.value !== null);
    const told = [...found.outcomes].filter(isTold);
    expect(told.length).toBeGreaterThan(10);
    expect(told.length).toBeLessThan(found.outcomes.size - 10);
  });

  it('breach the condition of an exception, and mend it when the evidence changes', async () => {
    const as = async (user: string, path: string, body: object) => {
      const { status, text } = await portal.reach(
        'POST',
        path,
        mockCredentials.user.header(user),
        body,
      );
      expect([path, status, text]).toEqual([
        path,
        expect.any(Number),
        expect.any(String),
      ]);
      return JSON.parse(text);
    };
    const drafted = await as(DEVELOPER, '/exception-requests', {
      ask: {
        team: TEAM,
        tool: 'resource:default/cursor',
        category: 'capability-gap',
        why: 'Its editor knows our language',
        seats: 3,
        costPerMonth: 60_000_000,
        data: 'public',
        supportOwner: DEVELOPER,
        acceptsSupport: true,
        until: world.day(80),
      },
    });
    const path = `/exception-requests/${drafted.id}`;
    await as(DEVELOPER, `${path}/submit`, {});
    const decided = requestSchema.parse(
      await as(BOARD, `${path}/votes`, {
        revision: 1,
        verdict: 'approve',
        reasonCode: 'fills-a-gap',
        conditions: [
          {
            sentence: 'Secrets are scanned for',
            dueOn: null,
            graceDays: 14,
            check: { kind: 'practice', check: CHECK },
          },
        ],
      }),
    );
    const exception = `/exceptions/${decided.exception}`;
    await as(DEVELOPER, `${exception}/accept`, { acceptsConditions: true });
    const condition = async () =>
      exceptionSchema.parse(await portal.get(exception, DEVELOPER))
        .conditions[0].state;
    await judge(portal);
    expect(await condition()).toBe('breached');
    const breached = await compareChecks(
      portal,
      [TEAM],
      found.truth.practices({ granted: [{ team: TEAM, check: CHECK }] }),
    );
    expect(breached.shown).toEqual(breached.wanted);
    expect(await resultOf(TEAM, 'exceptions.in-good-order')).toMatchObject({
      state: 'fail',
    });
    const failing = (await resultOf(TEAM, CHECK))?.evidence.filter(
      ({ state }) => state === 'fail',
    );
    expect(failing).toHaveLength(1);

    await changeRepository(failing?.[0].title ?? '', { pushProtection: true });
    await portal.tick();
    const { standing, history } = await practicesOf(portal, TEAM);
    expect(standing).toMatchObject({ state: 'assessed', effective: 1 });
    expect(history[history.length - 1]).toMatchObject({
      day: TODAY,
      level: 1,
      causes: expect.arrayContaining([
        expect.stringMatching(/^Secret scanning.*passes, 3 of 3 repositories/),
      ]),
    });
    // The condition is met by now, and with it the next level.
    await judge(portal);
    expect(await condition()).toBe('met');
    expect((await practicesOf(portal, TEAM)).standing.effective).toBe(2);
  });

  const down = (kind: string) =>
    control('POST', '/control/faults', { kind, path: HOST, count: null });

  /** Evidence is collected before it is judged in a round of all tasks. */
  const anHourLater = async () => {
    portal.clock.advance({ minutes: 60 });
    await portal.tick();
  };

  it.each([
    ['does not answer', 'server-error', /GitHub/],
    ['is rate-limited', 'rate-limited', /limit|wait/i],
    ['forbids', 'forbidden', /forbid|permission|token|scope/i],
  ])('hold what was known when the code host %s', async (_, kind, reason) => {
    await down(kind);
    await anHourLater();
    expect(await resultOf(BEST, CHECK)).toMatchObject({
      state: 'unknown',
      counts: 'pass',
      reason: expect.stringMatching(reason),
      held: { state: 'pass' },
    });
    expect(await practicesOf(portal, BEST)).toMatchObject({
      standing: { state: 'assessed', effective: 4, held: true },
      notice: expect.stringMatching(/^GitHub/),
    });
    await control('DELETE', '/control/faults');
    await anHourLater();
    await judge(portal);
    expect(await resultOf(BEST, CHECK)).toMatchObject({ state: 'pass' });
  });

  it('hold what merged changes said while more than a week of them is not collected', async () => {
    const OUTAGE = 11;
    for (let n = 0; n < OUTAGE; n++) {
      await control('POST', '/control/faults', {
        ...{ kind: 'server-error', path: '^/graphql$', count: null },
        day: world.day(n),
      });
    }
    portal.clock.advance({ minutes: OUTAGE * 24 * 60 });
    await judge(portal);
    const { shown, wanted } = await compareChecks(
      portal,
      found.truth.teams,
      found.truth.practices({
        unmerged: ['github'],
        before: found.memories,
        today: world.day(OUTAGE),
      }),
    );
    const sameBar = (of: typeof shown | typeof wanted) =>
      new Map([...of].map(([team, it]) => [team, it.checks.get(SAME_BAR)]));
    expect(sameBar(shown)).toEqual(sameBar(wanted));
    const byShare = [...found.shown].filter(([, { checks }]) => {
      const { state, passing, of } = checks.get(SAME_BAR) ?? {};
      return state === 'fail' && passing === of;
    });
    expect(byShare).not.toEqual([]);
    for (const [team] of byShare) {
      expect(await resultOf(team, SAME_BAR)).toMatchObject({
        state: 'unknown',
        counts: 'fail',
        reason: expect.stringMatching(/GitHub/),
      });
    }
    expect(await resultOf(BEST, SAME_BAR)).toMatchObject({
      state: 'unknown',
      counts: 'pass',
    });
    expect(await resultOf(BEST, CHECK)).toMatchObject({ state: 'pass' });
  });

  it('are unknown with the level that was, once that holds no longer', async () => {
    const { effective } = (await practicesOf(portal, BEST)).standing;
    expect(effective).toBeGreaterThan(0);
    await down('forbidden');
    await anHourLater();
    portal.clock.advance({ minutes: 31 * 24 * 60 });
    await portal.tick();
    expect((await practicesOf(portal, BEST)).standing).toMatchObject({
      state: 'unknown',
      effective: null,
      was: effective,
    });
  });

  it('ask for another practice lead after half a year, where the role rotates', async () => {
    const leadsOn = async (day: string) => {
      const wait = Date.parse(day) - portal.clock.now().getTime();
      portal.clock.advance({ minutes: Math.ceil(wait / 60_000) });
      await portal.tick();
      const today = portal.clock.now().toISOString().slice(0, 10);
      const { shown, wanted } = await compareChecks(
        portal,
        [...found.shown.keys()],
        found.truth.practices({ today }),
      );
      const of = (all: typeof shown | typeof wanted) =>
        new Map(
          [...all].map(([team, { checks }]) => [
            team,
            checks.get('lead.appointed')?.state,
          ]),
        );
      expect(of(shown)).toEqual(of(wanted));
      return of(shown);
    };
    const rotates = 'group:default/storefront';
    expect((await leadsOn(world.day(181))).get(rotates)).toBe('pass');
    expect((await leadsOn(world.day(191))).get(rotates)).toBe('fail');
  });
});
