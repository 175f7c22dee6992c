import { mockCredentials } from '@backstage/backend-test-utils';
import {
  exceptionSchema,
  requestSchema,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { Granted } from 'expected-truth';
import { TEAM } from './__testUtils__/access/personas';
import { Portal } from './__testUtils__/portal';
import {
  acknowledge,
  attest,
  compareChecks,
  comparePractices,
  judge,
  membersOf,
  practicesOf,
  sayingsOf,
  withCodeHosts,
} from './__testUtils__/practices';
import { TestWorld, TODAY } from './__testUtils__/world';

jest.setTimeout(240_000);

const DEVELOPER = 'user:default/persona-developer';
const BOARD = 'user:default/persona-board';
const CURSOR = 'resource:default/cursor';
const CHECK = 'secrets.scanning';
const SAME_BAR = 'review.same-bar';
const BEST = 'group:default/platform';
/** Where evidence is read on GitHub. */
const HOST = '^/(graphql$|repos/|orgs/[^/]+/(repos|code-scanning))';
const IN_ORDER = 'exceptions.in-good-order';
const SANCTIONED = 'tool.sanctioned-only';

const levelOf = ({ state, raw, effective }: TeamPractices['standing']) => ({
  ...{ state, raw, effective },
});

describe('practices of the example organisation', () => {
  // Enough for the weeks that are scored, and for none of the baseline.
  const DAYS = 55;
  /** Days of which the code host tells nothing: more than may be missing. */
  const OUTAGE = 9;
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

  const as = async (user: string, path: string, body: object) => {
    const { status, text } = await portal.reach(
      'POST',
      path,
      mockCredentials.user.header(user),
      body,
    );
    expect([path, status]).toEqual([path, status < 300 ? status : text]);
    return JSON.parse(text);
  };

  /** A team asks for Cursor, the board grants it on conditions, and who asked accepts. Returns the exception's path. */
  async function grant(
    team: string,
    member: string,
    conditions: object[],
  ): Promise<string> {
    const { id } = await as(member, '/exception-requests', {
      ask: {
        team,
        includesSubteams: true,
        tool: CURSOR,
        category: 'capability-gap',
        why: 'Its editor knows our language',
        seats: 3,
        costPerMonth: 60_000_000,
        data: 'public',
        supportOwner: member,
        acceptsSupport: true,
        until: world.day(80),
      },
    });
    const path = `/exception-requests/${id}`;
    await as(member, `${path}/submit`, {});
    let voter: string | undefined;
    for (const each of membersOf(world, 'group:default/ai-board')) {
      const { may } = requestSchema.parse(await portal.get(path, each));
      if (may.includes('vote')) voter = each;
    }
    const decided = requestSchema.parse(
      await as(voter ?? BOARD, `${path}/votes`, {
        revision: 1,
        verdict: 'approve',
        reasonCode: 'fills-a-gap',
        conditions,
      }),
    );
    const exception = `/exceptions/${decided.exception}`;
    await as(member, `${exception}/accept`, { acceptsConditions: true });
    return exception;
  }

  /** What the board has granted so far, for the truth. */
  const granted: Granted[] = [];

  /** A team that fails a check, and somebody who is in it. */
  function someTeamWithout(check: string): [string, string] {
    for (const [team, { checks }] of found.shown) {
      const [member] = membersOf(world, team);
      if (member && checks.get(check)?.state === 'fail') return [team, member];
    }
    throw new Error(`Every team passes ${check}`);
  }

  it('excuse by an exception what fails without it, shown raw and effective', async () => {
    const [team, member] = someTeamWithout(SANCTIONED);
    await grant(team, member, []);
    granted.push({
      ...{ team, includesSubteams: true },
      ...{ tool: CURSOR, until: world.day(80) },
      promises: [],
    });
    await aMomentLater();
    const { shown, wanted } = await compareChecks(
      portal,
      [team],
      found.truth.practices({ granted }),
    );
    expect(shown).toEqual(wanted);
    expect(await resultOf(team, SANCTIONED)).toMatchObject({
      state: 'waived',
      counts: 'pass',
      waivedUntil: world.day(80),
      waivedBy: [{ team, tool: CURSOR, title: 'Cursor' }],
    });
  });

  it('breach the condition of an exception, and mend it when the evidence changes', async () => {
    const exception = await grant(TEAM, DEVELOPER, [
      {
        sentence: 'Secrets are scanned for',
        dueOn: null,
        graceDays: 14,
        check: { kind: 'practice', check: CHECK },
      },
      {
        sentence: 'The team has told the others what it found',
        dueOn: world.day(OUTAGE - 1),
        graceDays: 60,
        check: null,
      },
    ]);
    granted.push({
      ...{ team: TEAM, includesSubteams: true },
      ...{ tool: CURSOR, until: world.day(80) },
      promises: [{ check: CHECK }, { dueOn: world.day(OUTAGE - 1) }],
    });
    const condition = async () =>
      exceptionSchema.parse(await portal.get(exception, DEVELOPER))
        .conditions[0].state;
    await aMomentLater();
    expect(await condition()).toBe('breached');
    const breached = await compareChecks(
      portal,
      [TEAM],
      found.truth.practices({ granted }),
    );
    expect(breached.shown).toEqual(breached.wanted);
    expect(await resultOf(TEAM, IN_ORDER)).toMatchObject({ state: 'fail' });
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
    await aMomentLater();
    expect(await condition()).toBe('met');
    expect((await practicesOf(portal, TEAM)).standing.effective).toBe(2);
  });

  const down = (kind: string, path: string) =>
    control('POST', '/control/faults', { kind, path, count: null });

  /** Conditions look at checks and checks at conditions, one after the other. */
  async function aMomentLater() {
    for (let round = 0; round < 2; round++) {
      portal.clock.advance({ minutes: 11 });
      await portal.tick();
    }
  }

  /** Evidence is collected before it is judged in a round of all tasks. */
  const later = async (hours: number) => {
    portal.clock.advance({ minutes: hours * 60 });
    await portal.tick();
  };

  it.each([
    // Each request is tried again, so that no more of them fail than need to.
    ['does not answer', 'server-error', /GitHub/, '^/graphql$'],
    ['is rate-limited', 'rate-limited', /limit|wait/i, HOST],
    ['forbids', 'forbidden', /forbid|permission|token|scope/i, HOST],
  ])('hold what was known when the code host %s', async (_, ...of) => {
    const [kind, reason, path] = of;
    await down(kind, path);
    await later(1);
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
    // A host that asked to wait is left alone for as long.
    for (let round = 0; round < 4; round++) {
      await later(1);
      if ((await resultOf(BEST, CHECK))?.state === 'pass') return;
    }
    throw new Error('It is still not known');
  });

  it('hold what merged changes said while more than a week of them is not collected', async () => {
    for (let n = 0; n < OUTAGE; n++) {
      await control('POST', '/control/faults', {
        ...{ kind: 'forbidden', path: '^/graphql$', count: null },
        day: world.day(n),
      });
    }
    await later(OUTAGE * 24);
    const byShare = [...found.shown].flatMap(([team, { checks }]) => {
      const { state, passing, of } = checks.get(SAME_BAR) ?? {};
      return state === 'fail' && passing === of ? [team] : [];
    });
    expect(byShare).not.toEqual([]);
    const { shown, wanted } = await compareChecks(
      portal,
      [...byShare, BEST, TEAM],
      found.truth.practices({
        unmerged: ['github'],
        before: found.memories,
        today: world.day(OUTAGE),
        granted,
      }),
    );
    const of = (all: typeof shown | typeof wanted, id: string) =>
      new Map([...all].map(([team, it]) => [team, it.checks.get(id)]));
    for (const id of [SAME_BAR, IN_ORDER]) {
      expect(of(shown, id)).toEqual(of(wanted, id));
    }
    for (const team of byShare) {
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
    // What the team had promised is overdue by now.
    expect(await resultOf(TEAM, IN_ORDER)).toMatchObject({ state: 'fail' });
  });

  it('change no level for 30 days in which nothing answers, and are unknown with what was after them', async () => {
    await control('DELETE', '/control/faults');
    await later(1);
    const standings = async () => {
      const all = new Map<string, TeamPractices['standing']>();
      for (const team of found.truth.teams) {
        all.set(team, (await practicesOf(portal, team)).standing);
      }
      return all;
    };
    const levels = (all: Awaited<ReturnType<typeof standings>>) =>
      new Map([...all].map(([team, it]) => [team, levelOf(it)]));
    const before = levels(await standings());
    await down('forbidden', '^/');
    for (const hours of [1, 29 * 24 + 23]) {
      await later(hours);
      expect(levels(await standings())).toEqual(before);
    }
    await later(24);
    const after = await standings();
    for (const [team, standing] of after) {
      const was = before.get(team)?.effective ?? null;
      const isUnknown = standing.state === 'unknown';
      expect([team, isUnknown ? standing.was : standing.effective]).toEqual([
        team,
        was,
      ]);
    }
    expect(after.get(BEST)).toMatchObject({ state: 'unknown', was: 4 });
  });

  it('ask for another practice lead after half a year, where the role rotates', async () => {
    const rotates = 'group:default/storefront';
    const leadOn = async (day: string) => {
      const wait = Date.parse(day) - portal.clock.now().getTime();
      await later(Math.ceil(wait / 3_600_000));
      const today = portal.clock.now().toISOString().slice(0, 10);
      const { shown, wanted } = await compareChecks(
        portal,
        [rotates, BEST, TEAM, 'group:default/security'],
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
      return of(shown).get(rotates);
    };
    expect(await leadOn(world.day(181))).toBe('pass');
    expect(await leadOn(world.day(191))).toBe('fail');
  });
});
