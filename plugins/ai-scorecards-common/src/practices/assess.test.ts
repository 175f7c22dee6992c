import type { Attestation } from '../contract';
import { addDays } from '../time';
import { assessTeam, AssessInput } from './assess';
import { configureChecks } from './configure';
import {
  known,
  notConnected,
  notKnown,
  RepositoryFact,
  TeamFacts,
} from './facts';
import {
  goodFacts,
  goodPullRequests,
  goodRepository,
  liveException,
  noFacts,
  repositories,
  storedOf as stored,
} from './__testUtils__/facts';

const attestation = (check: string, expiresOn = '2027-01-01'): Attestation => ({
  id: 1,
  check,
  by: { ref: 'user:default/ada', title: 'Ada' },
  statement: 'Stated in the handbook',
  href: null,
  madeOn: '2026-11-01',
  expiresOn,
});

const attested = (...checks: string[]) =>
  new Map(checks.map(check => [check, attestation(check)]));

const assess = (change: Partial<AssessInput> = {}) =>
  assessTeam({
    checks: configureChecks({}),
    facts: goodFacts(),
    attestations: attested('data.classified'),
    waivers: new Map(),
    before: new Map(),
    lastLevel: null,
    ...change,
  });

const stateOf = (assessment: ReturnType<typeof assess>, id: string) =>
  assessment.results.find(({ check }) => check.id === id)!;

describe('assessTeam', () => {
  it('gives level 4 to a team for which everything passes', () => {
    const { standing, next, missing, nextStep } = assess();
    expect(standing).toMatchObject({ state: 'assessed', effective: 4 });
    expect([next, missing, nextStep]).toEqual([null, [], null]);
  });

  it('puts what is missing for the next level first, and names the step', () => {
    const facts = goodFacts(
      repositories(36, 2, { pushProtection: known(false) }),
    );
    const { standing, next, results, missing, nextStep } = assess({ facts });
    expect(standing.effective).toBe(0);
    expect(next).toBe(1);
    expect(missing).toEqual(['secrets.scanning']);
    expect(results[0].check.id).toBe('secrets.scanning');
    expect(results[0].raw?.text).toBe('34 of 36 repositories');
    expect(nextStep?.text).toBe('Turn on push protection in 2 repositories');
  });

  it('orders missing checks by weight', () => {
    const { missing } = assess({
      attestations: new Map(),
      facts: goodFacts({
        practiceLead: known(null),
      }),
    });
    expect(missing).toEqual(['data.classified', 'lead.appointed']);
  });

  it('assesses nothing without any evidence, and holds nothing against the team', () => {
    const { standing } = assess({ facts: noFacts(), attestations: new Map() });
    expect(standing).toMatchObject({ state: 'not-assessed-yet', raw: null });
  });

  it('keeps since when the state holds, and begins anew when it changes', () => {
    const first = assess();
    const tomorrow = goodFacts({ today: '2026-11-23' });
    const second = assess({ facts: tomorrow, before: stored(first) });
    expect(stateOf(second, 'tests.required').since).toBe('2026-11-22');
    const third = assess({
      facts: {
        ...tomorrow,
        ...repositories(1, 1, { requiredStatusChecks: known(0) }),
      },
      before: stored(second),
    });
    expect(stateOf(third, 'tests.required').since).toBe('2026-11-23');
  });

  it('holds the last result for 30 days while the code host fails, then is unknown', () => {
    const before = stored(assess());
    const failing = (today: string): TeamFacts =>
      goodFacts({ today, repositories: notKnown('The code host is down.') });
    const held = assess({
      facts: failing(addDays('2026-11-22', 30)),
      before,
      lastLevel: 4,
    });
    expect(held.standing).toMatchObject({ effective: 4, held: true });
    expect(stateOf(held, 'tests.required')).toMatchObject({
      state: 'unknown',
      reason: 'The code host is down.',
      held: { state: 'pass', until: '2026-12-22' },
    });
    const over = assess({
      facts: failing(addDays('2026-11-22', 31)),
      before: stored(held),
      lastLevel: 4,
    });
    expect(over.standing).toMatchObject({ state: 'unknown', was: 4 });
  });

  it('holds likewise that a check does not apply', () => {
    const facts = (change: Partial<TeamFacts>) =>
      goodFacts({
        pullRequests: known(
          goodPullRequests({
            ai: { merged: 5, told: 5, approved: 5 },
            reportedByVendors: 5,
          }),
        ),
        ...change,
      });
    const first = assess({ facts: facts({}) });
    expect(first.standing).toMatchObject({ effective: 4 });
    const down = (day: number) =>
      facts({
        today: addDays('2026-11-22', day),
        pullRequests: notKnown('The code host is down.'),
      });
    const held = assess({
      facts: down(30),
      before: stored(first),
      lastLevel: 4,
    });
    expect(held.standing).toMatchObject({ effective: 4, held: true });
    expect(stateOf(held, 'batches.small')).toMatchObject({
      state: 'unknown',
      counts: 'not-applicable',
      held: { state: 'not-applicable', until: '2026-12-22' },
    });
    const over = assess({
      facts: down(31),
      before: stored(held),
      lastLevel: 4,
    });
    expect(over.standing).toMatchObject({ state: 'unknown', was: 4 });
  });

  describe('while the code host is down', () => {
    const CHECK = 'security.extra-scrutiny';
    const down = (day: number) => ({
      today: addDays('2026-11-22', day),
      repositories: notKnown('The code host is down.'),
    });
    const statement = (expiresOn: string) =>
      new Map([
        ['data.classified', attestation('data.classified')],
        [CHECK, attestation(CHECK, expiresOn)],
      ]);
    const failing = repositories(1, 1, { codeOwnerPaths: known([]) });

    it('demotes no team for a statement that expired before it was needed', () => {
      const attestations = statement('2026-11-02');
      const first = assess({ attestations });
      const held = assess({
        attestations,
        facts: goodFacts(down(1)),
        before: stored(first),
        lastLevel: 4,
      });
      expect(held.standing).toMatchObject({ effective: 4, held: true });
      expect(stateOf(held, CHECK)).toMatchObject({
        state: 'unknown',
        counts: 'pass',
        held: { state: 'pass', until: '2026-12-22' },
      });
      const over = assess({
        attestations,
        facts: goodFacts(down(31)),
        before: stored(held),
        lastLevel: 4,
      });
      expect(stateOf(over, CHECK)).toMatchObject({
        state: 'unknown',
        counts: 'unknown',
      });
    });

    it('promotes no team by a statement that the evidence spoke against, as long as it holds', () => {
      const attestations = statement('2027-01-01');
      const first = assess({ attestations, facts: goodFacts(failing) });
      expect(stateOf(first, CHECK)).toMatchObject({
        state: 'fail',
        mismatch: expect.any(String),
      });
      const held = assess({
        attestations,
        facts: goodFacts(down(30)),
        before: stored(first),
        lastLevel: 0,
      });
      expect(held.standing.effective).toBe(0);
      expect(stateOf(held, CHECK)).toMatchObject({
        state: 'unknown',
        counts: 'fail',
        held: { state: 'fail', until: '2026-12-22' },
        mismatch: expect.any(String),
      });
      const over = assess({
        attestations,
        facts: goodFacts(down(31)),
        before: stored(held),
        lastLevel: 0,
      });
      expect(stateOf(over, CHECK)).toMatchObject({ state: 'pass', held: null });
      // What carried the check since is what expires.
      const expired = assess({
        attestations,
        facts: goodFacts(down(40)),
        before: stored(over),
      });
      expect(stateOf(expired, CHECK)).toMatchObject({ state: 'expired' });
    });

    it('takes no repository that is down for one that says nothing', () => {
      const checklist = 'review.checklist';
      const attestations = new Map([
        ['data.classified', attestation('data.classified')],
        [checklist, attestation(checklist)],
      ]);
      const look = (
        today: string,
        template: RepositoryFact['pullRequestTemplate'],
        before = new Map(),
      ) =>
        assess({
          attestations,
          before,
          lastLevel: 1,
          facts: goodFacts({
            today,
            repositories: known([
              goodRepository({ pullRequestTemplate: template }),
              goodRepository({ pullRequestTemplate: known(null) }),
            ]),
          }),
        });
      const first = look('2026-11-22', known('Describe your change.'));
      expect(stateOf(first, checklist)).toMatchObject({ state: 'fail' });
      const held = look('2026-11-23', notKnown('Not told.'), stored(first));
      expect(stateOf(held, checklist)).toMatchObject({
        state: 'unknown',
        counts: 'fail',
        reason: 'Not told.',
      });
      const never = look('2026-11-23', notKnown('Not told.'));
      expect(stateOf(never, checklist)).toMatchObject({ state: 'pass' });
    });

    it('leaves what is excused excused', () => {
      const waivers = new Map([
        [CHECK, { check: CHECK, until: '2026-11-23', reason: 'It moves.' }],
      ]);
      const first = assess({ waivers, facts: goodFacts(failing) });
      const next = (day: number) =>
        assess({
          waivers,
          facts: goodFacts(down(day)),
          before: stored(first),
          lastLevel: 4,
        });
      expect(next(1).standing).toMatchObject({ raw: 0, effective: 4 });
      expect(stateOf(next(1), CHECK)).toMatchObject({
        state: 'unknown',
        counts: 'pass',
        held: { state: 'fail' },
        waivedUntil: '2026-11-23',
      });
      expect(next(2).standing).toMatchObject({ raw: 0, effective: 0 });
    });
  });

  it('excuses what is waived, raw and effective both shown', () => {
    const facts = goodFacts(
      repositories(2, 1, { pushProtection: known(false) }),
    );
    const waiver = {
      check: 'secrets.scanning',
      until: '2026-11-22',
      reason: 'Moving to another host.',
    };
    const waivers = new Map([[waiver.check, waiver]]);
    const today = assess({ facts, waivers });
    expect(today.standing).toMatchObject({ raw: 0, effective: 4 });
    expect(stateOf(today, waiver.check)).toMatchObject({
      state: 'waived',
      counts: 'pass',
      waivedUntil: '2026-11-22',
    });
    const tomorrow = assess({
      facts: { ...facts, today: '2026-11-23' },
      waivers,
      before: stored(today),
    });
    expect(tomorrow.standing.effective).toBe(0);
  });

  describe('what an exception excuses', () => {
    const CHECK = 'tool.sanctioned-only';
    const until = (day: number) => addDays('2026-11-22', day);
    const first = liveException({ until: until(3) });
    const usedBy = (exceptedBy: TeamFacts['liveExceptions']) => ({
      toolsUsed: known([
        {
          ...{ tool: first.tool, title: first.title },
          policy: 'exception-required' as const,
          exceptedBy,
        },
      ]),
      liveExceptions: exceptedBy,
    });
    const look = (day: number, facts: Partial<TeamFacts>, before = new Map()) =>
      assess({
        facts: goodFacts({ today: until(day), ...facts }),
        before,
        lastLevel: 4,
      });
    const lost = (liveExceptions: TeamFacts['liveExceptions']) => ({
      toolsUsed: notKnown('Cursor: 3 of 28 days are collected.'),
      liveExceptions,
    });

    it('is shown raw and effective, with the exceptions and the first end of them', () => {
      const second = liveException({ id: 'EX-2', until: until(2) });
      const found = look(0, usedBy([first, second]));
      expect(found.standing).toMatchObject({ raw: 0, effective: 4 });
      expect(stateOf(found, CHECK)).toMatchObject({
        state: 'waived',
        counts: 'pass',
        reason: expect.stringMatching(/By a live exception: Cursor/),
        waivedUntil: until(2),
        waivedBy: [second, first],
      });
    });

    it('is what fails without them alone', () => {
      const { toolsUsed } = goodFacts();
      const found = look(0, { toolsUsed, liveExceptions: [first] });
      expect(stateOf(found, CHECK)).toMatchObject({
        state: 'pass',
        waivedUntil: null,
        waivedBy: [],
      });
    });

    it('goes before what the configuration says', () => {
      const waiver = { check: CHECK, until: until(9), reason: 'It moves.' };
      const found = assess({
        facts: goodFacts(usedBy([first])),
        waivers: new Map([[CHECK, waiver]]),
      });
      expect(stateOf(found, CHECK)).toMatchObject({
        waivedUntil: first.until,
        waivedBy: [first],
      });
    });

    it('stays so while usage is not known, as long as an exception for the tool lasts', () => {
      const renewed = liveException({ id: 'EX-2', until: until(20) });
      const held = look(1, lost([first]), stored(look(0, usedBy([first]))));
      expect(held.standing).toMatchObject({ raw: 0, effective: 4, held: true });
      expect(stateOf(held, CHECK)).toMatchObject({
        state: 'unknown',
        counts: 'pass',
        held: { state: 'fail' },
        waivedBy: [first],
      });
      const later = look(4, lost([renewed]), stored(held));
      expect(later.standing).toMatchObject({ raw: 0, effective: 4 });
      expect(stateOf(later, CHECK).waivedUntil).toBe(until(20));
      const other = liveException({ tool: 'resource:default/windsurf' });
      const over = look(5, lost([other]), stored(later));
      expect(over.standing).toMatchObject({ raw: 0, effective: 0 });
      expect(stateOf(over, CHECK)).toMatchObject({
        counts: 'fail',
        waivedUntil: null,
        waivedBy: [],
      });
    });

    it('is asked of nobody, for the default tool, where nothing could tell who has it', () => {
      const facts = { provisioned: notConnected('Nothing reports seats.') };
      expect(look(0, facts).standing).toMatchObject({
        effective: 4,
        held: false,
      });
    });
  });

  it('gives the same result for the same facts and past', () => {
    const first = assess();
    const again = assess({ before: stored(first), lastLevel: 4 });
    expect(again).toEqual(assess({ before: stored(again), lastLevel: 4 }));
  });
});
