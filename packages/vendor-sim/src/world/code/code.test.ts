import { World } from '../world';
import { addDays } from '../../time/days';
import { codePlanOf } from './teamPlans';
import { PullRequest } from './types';

const TODAY = '2026-11-20';
const world = new World({ today: TODAY });
const { code } = world;
const live = code.repositories.filter(it => it.kind === 'active');

const days = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => addDays(from, n));

const pullsOf = (from: string, count: number): PullRequest[] =>
  days(from, count).flatMap(day => code.pullRequests(day));

describe('the code of the example organisation', () => {
  it('is the same every time', () => {
    const again = new World({ today: TODAY }).code;
    expect(again.repositories).toEqual(code.repositories);
    expect(again.pullRequests('2026-10-13')).toEqual(
      code.pullRequests('2026-10-13'),
    );
  });

  it('has teams meant for every level', () => {
    const teams = new Set(code.repositories.map(it => it.team));
    const levels = [...teams].map(team => codePlanOf(team)?.level);
    expect(new Set(levels)).toEqual(new Set([0, 1, 2, 3, 4, null]));
    expect(teams).not.toContain('cold-chain');
  });

  it('has one to four repositories a team, and such as do not count', () => {
    for (const team of new Set(live.map(it => it.team))) {
      const count = live.filter(it => it.team === team).length;
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(4);
    }
    const kinds = new Set(code.repositories.map(it => it.kind));
    expect(kinds).toEqual(
      new Set(['active', 'archived', 'fork', 'idle', 'gone']),
    );
    expect(new Set(live.map(it => it.host))).toEqual(
      new Set(['github', 'gitlab']),
    );
  });

  it.each(['github', 'gitlab'] as const)(
    'has every fact with and without on %s',
    host => {
      const states = live
        .filter(it => it.host === host)
        .map(it => code.state(it));
      expect(new Set(states.map(it => it.requiredApprovals > 0)).size).toBe(
        host === 'github' ? 2 : 1,
      );
      expect(new Set(states.map(it => it.codeOwnerReviewRequired)).size).toBe(
        host === 'github' ? 1 : 2,
      );
      expect(new Set(states.map(it => it.instructionFiles.length)).size).toBe(
        2,
      );
    },
  );

  it('has every fact with and without somewhere', () => {
    const states = live.map(it => code.state(it));
    for (const fact of [
      'botsCanBypassReview',
      'codeOwnerReviewRequired',
      'pushProtection',
      'staticAnalysisOnPullRequests',
      'agentPermissionsAsCode',
      'agentsMayDoAnything',
      'evaluationsInCi',
    ] as const) {
      expect([fact, new Set(states.map(it => it[fact])).size]).toEqual([
        fact,
        2,
      ]);
    }
    const counts = states.map(it => it.requiredStatusChecks);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBeGreaterThan(1);
    expect(new Set(live.flatMap(it => it.hidden))).toEqual(
      new Set(['protection', 'security', 'analysis', 'files']),
    );
  });

  it('improves on known days', () => {
    const [payouts] = live.filter(it => it.team === 'payouts');
    const on = (day: string) =>
      new World({ today: day }).code.state(payouts)
        .staticAnalysisOnPullRequests;
    expect([on('2026-08-09'), on('2026-08-10')]).toEqual([false, true]);
  });

  it('can be changed by hand, and back', () => {
    const [first] = live;
    expect(code.state(first).pushProtection).toBe(false);
    code.change(first.slug, { pushProtection: true });
    expect(code.state(first).pushProtection).toBe(true);
    code.clearChanges();
    expect(code.state(first).pushProtection).toBe(false);
    expect(() => code.change('acme/none', {})).toThrow(RangeError);
  });
});

describe('pull requests of the example organisation', () => {
  const pulls = pullsOf('2026-09-01', 60);
  const key = (it: PullRequest) => `${it.repository.slug}#${it.number}`;

  it('have each a number of their own', () => {
    expect(new Set(pulls.map(key)).size).toBe(pulls.length);
    expect(pulls.length).toBeGreaterThan(1000);
  });

  it('are merged on their day, after they were opened and approved', () => {
    for (const day of days('2026-10-01', 14)) {
      for (const it of code.pullRequests(day)) {
        expect(it.mergedAt.slice(0, 10)).toBe(day);
        expect(it.openedAt < it.mergedAt).toBe(true);
        for (const review of it.reviews) {
          expect(review.at >= it.openedAt && review.at <= it.mergedAt).toBe(
            true,
          );
          expect(review.login).not.toBe(it.author);
        }
      }
    }
  });

  it('are of people, agents and other machines, labelled in three ways', () => {
    const signals = new Set(pulls.flatMap(it => it.ai));
    expect(signals).toEqual(new Set(['trailer', 'label', 'agent']));
    expect(pulls.some(it => it.bot && it.askedBy !== null)).toBe(true);
    expect(pulls.some(it => it.bot && it.askedBy === null)).toBe(true);
  });

  it('are taken back and mended by later ones', () => {
    const known = new Set(pullsOf('2026-08-20', 72).map(key));
    const followed = pulls.filter(it => it.reverts.length || it.hotFix);
    expect(followed.length).toBeGreaterThan(10);
    for (const it of followed) {
      for (const number of [...it.reverts, ...it.fixes]) {
        expect(known).toContain(`${it.repository.slug}#${number}`);
      }
    }
  });

  it('lead to incidents and defects with answers of every kind', () => {
    const incidents = days('2026-06-01', 150).flatMap(day =>
      code.incidents(day),
    );
    expect(new Set(incidents.map(it => it.kind)).size).toBe(2);
    expect(new Set(incidents.map(it => it.aiInvolved)).size).toBe(3);
    expect(new Set(incidents.map(it => it.reviewAdequate)).size).toBe(3);
    expect(incidents.some(it => it.resolvedAt === null)).toBe(true);
  });

  it('are answered later, too', () => {
    const [from, to] = ['2026-06-20T00:00:00Z', '2026-07-02T00:00:00Z'];
    const first = days('2026-06-01', 10).flatMap(day => code.incidents(day))[0];
    const before = code.incidentsUpdated(from, to);
    expect(before).not.toEqual([]);
    code.answer(
      first,
      { aiInvolved: 'yes', reviewAdequate: 'no' },
      '2026-07-01T12:00:00Z',
    );
    const answered = {
      ...first,
      aiInvolved: 'yes',
      reviewAdequate: 'no',
      updatedAt: '2026-07-01T12:00:00Z',
    };
    expect(code.incidentsUpdated(from, to)).toEqual([answered, ...before]);
    expect(code.incidents(first.openedAt.slice(0, 10))).toContainEqual(
      answered,
    );
    code.clearChanges();
    expect(code.incidentsUpdated(from, to)).toEqual(before);
  });

  it('are none before the past begins and after today', () => {
    expect(code.pullRequests(addDays(TODAY, 1))).toEqual([]);
    expect(code.pullRequests('2024-01-01')).toEqual([]);
  });
});
