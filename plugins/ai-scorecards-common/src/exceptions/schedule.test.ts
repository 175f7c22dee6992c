import {
  approval,
  BOARD_A,
  BOARD_B,
  contextOf,
  OWNER,
  Play,
  REQUESTER,
  SYSTEM,
  wishOf,
} from './__testUtils__/contexts';
import { isRefusal } from './context';
import { defaultRules } from './rules';
import { lapsedForBoard } from './transitions/lapse';
import { dueNow, ScheduleFacts } from './schedule';

const factsOn = (
  today: string,
  change: Partial<ScheduleFacts> = {},
): ScheduleFacts => ({
  today,
  rules: defaultRules,
  toolPolicy: 'exception-required',
  predecessor: null,
  teamIsThere: true,
  isUser: () => true,
  anotherIsLive: false,
  registeredAs: null,
  conditions: new Map(),
  isContinued: false,
  wasUsedLately: null,
  ...change,
});

/** Lets everything happen that is due on a day, and returns what did. */
function run(play: Play, today: string, change: Partial<ScheduleFacts> = {}) {
  const happened: string[] = [];
  for (;;) {
    const command = dueNow(play.known!, factsOn(today, change));
    if (!command) return happened;
    const { toolPolicy } = factsOn(today, change);
    const outcome = play.do(
      SYSTEM,
      command,
      contextOf(SYSTEM, { today, toolPolicy }),
    );
    if (isRefusal(outcome) || happened.length > 20) {
      throw new Error(`${command.type} goes on for ever`);
    }
    happened.push(command.type);
  }
}

describe('what happens by itself', () => {
  it('tells the chair once a decision is overdue, and lapses after thirty business days', () => {
    const play = new Play().submitted();
    expect(run(play, '2026-12-01')).toEqual([]);
    expect(run(play, '2026-12-02')).toEqual(['escalate']);
    expect(run(play, '2026-12-03')).toEqual([]);
    expect(run(play, '2027-01-05')).toEqual([]);
    expect(run(play, '2027-01-06')).toEqual(['lapse']);
    expect(play.request.state).toBe('lapsed');
    expect(run(play, '2027-06-01')).toEqual([]);
  });

  it('tells it again where the board is late once more after an answer', () => {
    const play = new Play().submitted();
    expect(run(play, '2026-12-02')).toEqual(['escalate']);
    play.do(BOARD_A, { type: 'request-changes', revision: 1, text: 'Why?' });
    play.do(
      REQUESTER,
      { type: 'edit', revision: 1, wish: wishOf(), isMaterial: false },
      { today: '2026-12-03', dueOn: '2026-12-04' },
    );
    expect(run(play, '2026-12-04')).toEqual([]);
    expect(run(play, '2026-12-07')).toEqual(['escalate']);
  });

  it('stands still while the team is asked, and lapses where it never answers', () => {
    const play = new Play().submitted();
    play.do(BOARD_A, { type: 'request-changes', revision: 1, text: 'Why?' });
    expect(run(play, '2026-12-24')).toEqual([]);
    expect(run(play, '2026-12-25')).toEqual(['lapse']);
  });

  it('begins, reminds at 30, 14 and 3 days, and ends after the last day', () => {
    const play = new Play(wishOf({ from: '2027-01-04', until: '2027-03-31' }));
    play.running();
    expect(run(play, '2027-01-03')).toEqual([]);
    expect(run(play, '2027-01-04')).toEqual(['activate']);
    expect(run(play, '2027-03-01')).toEqual(['remind']);
    expect(run(play, '2027-03-02')).toEqual([]);
    expect(run(play, '2027-03-17')).toEqual(['remind']);
    expect(run(play, '2027-03-28')).toEqual(['remind']);
    expect(run(play, '2027-03-31')).toEqual([]);
    expect(run(play, '2027-04-01')).toEqual(['expire']);
    expect(play.exception.reminded).toEqual([30, 14, 3]);
  });

  it('makes up for missed runs in order, with one reminder and not three', () => {
    const play = new Play(wishOf({ from: '2027-01-04', until: '2027-03-31' }));
    play.running();
    expect(run(play, '2027-03-30')).toEqual(['activate', 'remind']);
    expect(play.exception.reminded).toEqual([3]);
  });

  it('suspends after the grace of a breach, and not of what is unknown', () => {
    const play = new Play().submitted();
    const condition = {
      sentence: 'Reviewed',
      dueOn: '2026-12-01',
      check: null,
      graceDays: 7,
    };
    play.do(BOARD_A, { ...approval(1), conditions: [condition] });
    play.approve(BOARD_B);
    play.do(OWNER, { type: 'accept' });
    expect(run(play, '2026-12-01')).toEqual([]);
    expect(run(play, '2026-12-02')).toEqual(['check-condition']);
    expect(run(play, '2026-12-09')).toEqual([]);
    expect(run(play, '2026-12-10')).toEqual(['halt']);
    expect(play.exception.suspended).toMatchObject({ by: 'condition' });

    const other = new Play().submitted();
    const live = { ...condition, check: { kind: 'seats' as const, limit: 5 } };
    other.do(BOARD_A, { ...approval(1), conditions: [live] });
    other.approve(BOARD_B);
    other.do(OWNER, { type: 'accept' });
    other.do(SYSTEM, {
      type: 'check-condition',
      n: 0,
      state: 'unknown',
      sentence: null,
    });
    expect(run(other, '2026-12-08')).toEqual([]);
    expect(run(other, '2026-12-09')).toEqual(['escalate-condition']);
    expect(run(other, '2027-01-15')).toEqual([]);
    expect(other.exception.state).toBe('active');
  });

  it.each(['default', 'approved'] as const)(
    'graduates when the tool is %s',
    toolPolicy => {
      const play = new Play().running();
      expect(run(play, '2026-11-25', { toolPolicy })).toEqual(['graduate']);
    },
  );

  it.each(['prohibited', 'retired', 'removed'] as const)(
    'suspends at once when the tool is %s, and begins nothing',
    toolPolicy => {
      const play = new Play().running();
      expect(run(play, '2026-11-25', { toolPolicy })).toEqual(['halt']);
      expect(play.exception.suspended).toMatchObject({ by: toolPolicy });

      const later = new Play(wishOf({ from: '2027-01-04' })).running();
      expect(run(later, '2027-01-05', { toolPolicy })).toEqual([]);
      expect(later.exception.state).toBe('scheduled');
      expect(run(later, '2027-01-06')).toEqual(['activate']);
    },
  );

  it.each([
    ['prohibited', 'The tool is prohibited: no exception is possible'],
    ['retired', 'The tool is retired: no exception is possible'],
    [
      'removed',
      'The tool is not in the registry any more: no exception is possible',
    ],
    ['approved', 'The tool is approved now: no exception is needed'],
    ['default', 'The tool is default now: no exception is needed'],
  ] as const)(
    'closes what waits for the board or the team when the tool is %s, at the cost of neither',
    (toolPolicy, reason) => {
      const asked = new Play().submitted();
      asked.do(BOARD_A, { type: 'request-changes', revision: 1, text: 'Why?' });
      for (const play of [new Play().submitted(), asked]) {
        expect(run(play, '2026-11-25', { toolPolicy })).toEqual(['lapse']);
        const { decision } = play.request;
        expect(decision).toMatchObject({ basis: 'rule', reason });
        expect(lapsedForBoard(decision!)).toBe(false);
      }
      expect(run(new Play(), '2026-11-25', { toolPolicy })).toEqual([]);
    },
  );

  it('suspends what was decided in an emergency and not ratified in time', () => {
    const play = new Play().submitted();
    const root = contextOf('user:default/root');
    play.do(
      'user:default/root',
      { type: 'break-glass', revision: 1, reason: 'Outage' },
      { actor: { ...root.actor, isAdmin: true } },
    );
    play.do(OWNER, { type: 'accept' });
    expect(run(play, '2026-12-01')).toEqual([]);
    expect(run(play, '2026-12-02')).toEqual(['halt']);
  });

  it('gives thirty days to name a successor, then suspends', () => {
    const play = new Play().running();
    const gone = { isUser: (ref: string) => ref !== OWNER };
    expect(run(play, '2026-11-25', gone)).toEqual(['owner-left']);
    expect(run(play, '2026-12-25', gone)).toEqual([]);
    expect(run(play, '2026-12-26', gone)).toEqual(['halt']);
  });

  it('waits for each part that was left by itself, and for nobody who is back', () => {
    const play = new Play(
      wishOf({ budgetOwner: 'user:default/pia' }),
    ).running();
    const gone = { isUser: () => false, teamIsThere: false };
    expect(run(play, '2026-11-25', gone)).toEqual([
      'owner-left',
      'owner-left',
      'owner-left',
    ]);
    expect(run(play, '2026-12-26', gone)).toEqual(['halt']);
    expect(run(play, '2026-12-27', { isUser: ref => ref !== OWNER })).toEqual([
      'owner-returned',
      'owner-returned',
    ]);
    expect(play.exception.state).toBe('suspended');
    expect(run(play, '2026-12-28')).toEqual(['owner-returned']);
    expect(play.exception.state).toBe('active');
  });

  it('takes a renewal back when what it continues is revoked, and not when it just ends', () => {
    const play = new Play().submitted();
    const predecessor = { until: '2026-12-31', isLive: true, renewals: 0 };
    play.approve(BOARD_A, { predecessor });
    play.approve(BOARD_B, { predecessor });
    play.do(OWNER, { type: 'accept' });
    expect(
      run(play, '2026-12-01', { predecessor: { state: 'active' } }),
    ).toEqual([]);
    expect(
      run(play, '2026-12-02', { predecessor: { state: 'revoked' } }),
    ).toEqual(['cancel']);
  });

  it('takes seats for returned after fourteen days without use, and never where nobody knows', () => {
    const play = new Play().running();
    play.do(SYSTEM, { type: 'expire' }, { today: '2027-02-22' });
    expect(run(play, '2027-03-08')).toEqual([]);
    expect(run(play, '2027-03-07', { wasUsedLately: false })).toEqual([]);
    expect(run(play, '2027-03-08', { wasUsedLately: true })).toEqual([]);
    expect(run(play, '2027-03-08', { wasUsedLately: false })).toEqual([
      'prove-wind-down',
    ]);
  });

  it('leaves the wind-down of what expired to what goes on in its place, before it proves a step of it', () => {
    const play = new Play().running();
    play.do(SYSTEM, { type: 'expire' });
    const unused = { wasUsedLately: false };
    const dueWhere = (change: Partial<ScheduleFacts>) =>
      dueNow(play.known!, factsOn('2027-03-30', { ...unused, ...change }))
        ?.type;
    expect(dueWhere({ isContinued: true })).toBe('leave-wind-down');
    expect(dueWhere({ isContinued: false })).toBe('prove-wind-down');
  });
});
