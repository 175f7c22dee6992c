import {
  approval,
  BOARD_A,
  BOARD_B,
  BOARD_C,
  contextOf,
  MATE,
  OWNER,
  Play,
  rejection,
  REQUESTER,
  SYSTEM,
  wishOf,
} from './__testUtils__/contexts';
import { actionsOf } from './actions';
import { decide } from './decide';

const condition = (sentence: string) => ({
  sentence,
  dueOn: null,
  check: null,
  graceDays: 14,
});

describe('a request', () => {
  it('goes from draft to a running exception by two approvals and the support owner', () => {
    const play = new Play();
    expect(play.do(REQUESTER, { type: 'submit' })).toEqual([
      'request-submitted',
    ]);
    expect(play.request).toMatchObject({
      state: 'in_review',
      dueOn: '2026-12-01',
    });
    expect(play.approve(BOARD_A)).toEqual(['vote-cast']);
    expect(play.approve(BOARD_B)).toEqual([
      'vote-cast',
      'request-decided',
      'exception-made',
    ]);
    expect(play.exception).toMatchObject({
      state: 'pending',
      from: '2026-11-24',
      until: '2027-02-21',
      revision: 1,
    });
    expect(play.do(OWNER, { type: 'accept' })).toEqual([
      'exception-accepted',
      'exception-activated',
    ]);
    expect(play.exception.state).toBe('active');
    expect(play.replayed()).toEqual(play.known);
  });

  it('needs one approval in the express lane', () => {
    const play = new Play().submitted({ lane: 'express' });
    play.approve(BOARD_A);
    expect(play.request.state).toBe('approved');
  });

  it('is granted at once inside a standing approval, with it as the basis', () => {
    const play = new Play(wishOf({ supportOwner: REQUESTER }));
    const standing = { id: 'standing-1', sentence: 'Up to 10 seats' };
    play.submitted({ lane: 'immediate', standing });
    expect(play.request.decision).toMatchObject({
      basis: 'standing-approval',
      standing: 'standing-1',
    });
    expect(play.exception.state).toBe('active');
  });

  it('waits for the support owner where somebody else sends what they drafted', () => {
    const lane = 'immediate' as const;
    const standing = { id: 'standing-1', sentence: 'Up to 10 seats' };
    const play = new Play(wishOf({ supportOwner: REQUESTER }));
    play.do(MATE, { type: 'submit' }, { lane, standing });
    expect(play.exception.state).toBe('pending');

    const own = new Play(wishOf({ supportOwner: MATE }));
    own.do(MATE, { type: 'submit' }, { lane, standing });
    expect(own.exception.state).toBe('active');
  });

  it('says every fault at once, and files nothing', () => {
    const play = new Play();
    const faults = [
      { field: 'why', message: 'must say why' },
      { field: 'seats', message: 'must be a number' },
    ];
    expect(play.do(REQUESTER, { type: 'submit' }, { faults })).toMatchObject({
      kind: 'invalid',
      faults,
    });
    expect(play.request.state).toBe('draft');
  });

  it.each([
    ['prohibited', 'The tool is prohibited: no exception is possible'],
    ['retired', 'The tool is retired: no exception is possible'],
    ['approved', 'The tool is approved now: no exception is needed'],
  ] as const)('is not filed for a tool that is %s', (toolPolicy, sentence) => {
    expect(
      new Play().do(
        REQUESTER,
        { type: 'submit' },
        { lane: 'none', toolPolicy },
      ),
    ).toMatchObject({ kind: 'invalid', sentence });
  });

  it('stands aside for another one of the same team and tool', () => {
    const inTheWay = { kind: 'request', sentence: 'One is open' } as const;
    expect(
      new Play().do(REQUESTER, { type: 'submit' }, { inTheWay }),
    ).toMatchObject({ kind: 'conflict', sentence: 'One is open' });
  });

  it('is rejected by one rejection, or by more than half where the rules say so', () => {
    const single = new Play().submitted();
    single.do(BOARD_A, rejection(1));
    expect(single.request.state).toBe('rejected');

    const majority = new Play().submitted();
    const { rules } = contextOf(BOARD_A);
    const change = { rules: { ...rules, rejection: 'majority' as const } };
    majority.do(BOARD_A, rejection(1), change);
    expect(majority.request.state).toBe('in_review');
    majority.do(BOARD_B, rejection(1), change);
    expect(majority.request.state).toBe('rejected');
  });

  it('waits for the voices it needs, and a voice that rejects ends it', () => {
    const voices = ['group:default/security'];
    const sam = 'user:default/sam';
    const heard = {
      ...contextOf(sam, { voices }),
      actor: { ...contextOf(sam).actor, voices },
    };
    const play = new Play().submitted();
    play.approve(BOARD_A, { voices });
    play.approve(BOARD_B, { voices });
    expect(play.request.state).toBe('in_review');
    play.do(sam, { ...approval(1), as: voices[0] }, heard);
    expect(play.request.state).toBe('approved');

    const other = new Play().submitted();
    other.do(sam, { ...rejection(1), as: voices[0] }, heard);
    expect(other.request.state).toBe('rejected');
  });

  it('takes no condition of somebody who is barred by now', () => {
    const play = new Play().submitted();
    play.do(BOARD_C, { ...approval(1), conditions: [condition('No code')] });
    const barredVoters = [BOARD_C];
    play.approve(BOARD_A, { barredVoters });
    play.approve(BOARD_B, { barredVoters });
    expect(play.exception.conditions).toEqual([]);
  });

  it('takes the conditions of every approval, each once', () => {
    const play = new Play().submitted();
    play.do(BOARD_A, {
      ...approval(1),
      conditions: [condition('No client code'), condition('Ten seats')],
    });
    play.do(BOARD_B, {
      ...approval(1),
      conditions: [condition('no client code')],
    });
    expect(
      play.exception.conditions.map(({ n, sentence }) => [n, sentence]),
    ).toEqual([
      [0, 'No client code'],
      [1, 'Ten seats'],
    ]);
  });

  it('takes each vote once, on the revision that is there, of whoever may vote', () => {
    const play = new Play().submitted();
    play.approve(BOARD_A);
    const refusals = [
      play.approve(BOARD_A),
      play.do(BOARD_B, approval(7)),
      play.approve(REQUESTER),
      play.approve(MATE),
      play.approve('user:default/out'),
    ];
    expect(refusals).toEqual([
      expect.objectContaining({ kind: 'conflict' }),
      expect.objectContaining({ kind: 'conflict' }),
      { kind: 'not-allowed', sentence: 'You filed it' },
      { kind: 'not-allowed', sentence: 'You are in the team' },
      { kind: 'not-allowed', sentence: 'Only the board decides on requests' },
    ]);
  });

  it('counts a deputy for the member, and not beside them', () => {
    const dee = 'user:default/dee';
    const deputy = {
      actor: { ...contextOf(dee).actor, deputyFor: BOARD_A },
    };
    const play = new Play().submitted();
    play.do(dee, approval(1), deputy);
    expect(play.request.votes[0]).toMatchObject({
      by: dee,
      onBehalfOf: BOARD_A,
    });
    expect(play.approve(BOARD_A)).toMatchObject({ kind: 'conflict' });
  });

  it('voids votes by a change that matters, and keeps them by one that does not', () => {
    const play = new Play().submitted();
    play.approve(BOARD_A);
    const typo = wishOf({ why: 'Its editor knows our languages' });
    play.do(MATE, { type: 'edit', revision: 1, wish: typo, isMaterial: false });
    expect(play.request.votes[0].counts).toBe(true);
    play.do(MATE, {
      type: 'edit',
      revision: 1,
      wish: wishOf({ seats: 50 }),
      isMaterial: true,
    });
    expect(play.request).toMatchObject({ revision: 2, before: typo });
    expect(play.request.votes[0].counts).toBe(false);
    expect(play.approve(BOARD_B)).toEqual(['vote-cast']);
    expect(
      play.do(MATE, {
        type: 'edit',
        revision: 1,
        wish: typo,
        isMaterial: true,
      }),
    ).toMatchObject({ kind: 'conflict' });
  });

  it('stands while the team answers, and goes on with its answer', () => {
    const play = new Play().submitted();
    play.do(
      BOARD_A,
      { type: 'request-changes', revision: 1, text: 'Why ten?' },
      { daysUsed: 3 },
    );
    expect(play.request).toMatchObject({
      state: 'changes_requested',
      dueOn: null,
      daysUsed: 3,
    });
    expect(play.approve(BOARD_B)).toMatchObject({
      kind: 'conflict',
      sentence: expect.stringContaining(
        'It is changes requested; you can comment or step aside',
      ),
    });
    play.do(MATE, {
      type: 'edit',
      revision: 1,
      wish: wishOf({ seats: 3 }),
      isMaterial: true,
    });
    expect(play.request).toMatchObject({ state: 'in_review', revision: 2 });
  });

  it('is appealed once, in time, to members who did not vote', () => {
    const play = new Play().submitted();
    play.do(BOARD_A, rejection(1));
    expect(
      play.do(
        MATE,
        { type: 'appeal', text: 'Read again' },
        { today: '2026-12-25' },
      ),
    ).toMatchObject({ kind: 'conflict' });
    play.do(
      MATE,
      { type: 'appeal', text: 'Read again' },
      { today: '2026-12-24' },
    );
    expect(play.request.state).toBe('in_review');
    expect(play.approve(BOARD_A)).toMatchObject({ kind: 'not-allowed' });
    play.approve(BOARD_B);
    play.approve(BOARD_C);
    expect(play.request.state).toBe('approved');
  });

  it('is decided in an emergency by an admin, and ratified by the board', () => {
    const root = 'user:default/root';
    const admin = { actor: { ...contextOf(root).actor, isAdmin: true } };
    const play = new Play().submitted();
    const command = {
      type: 'break-glass',
      revision: 1,
      reason: 'Outage',
    } as const;
    expect(play.do(BOARD_A, command)).toMatchObject({ kind: 'not-allowed' });
    play.do(root, command, admin);
    play.do(OWNER, { type: 'accept' });
    play.do(SYSTEM, {
      type: 'halt',
      because: 'Not ratified',
      by: 'not-ratified',
    });
    expect(
      play.do(BOARD_A, { type: 'reinstate', reason: 'Fine' }),
    ).toMatchObject({ kind: 'conflict' });
    play.do(BOARD_A, { type: 'ratify', reason: null });
    expect(play.exception).toMatchObject({ state: 'active', suspended: null });
    expect(play.request.decision?.ratifyBy).toBeNull();
  });

  it('is decided by nobody without a board, or with too few left of it', () => {
    const play = new Play().submitted();
    for (const board of ['no-board', 'no-eligible-approvers'] as const) {
      expect(play.approve(BOARD_A, { board, eligible: [] })).toMatchObject({
        kind: 'not-allowed',
      });
    }
  });

  it('is withdrawn by the team, lapses by itself, and then lets nothing happen', () => {
    const play = new Play().submitted();
    expect(play.do(BOARD_A, { type: 'withdraw' })).toMatchObject({
      kind: 'not-allowed',
    });
    play.do(MATE, { type: 'withdraw' });
    expect(play.request.state).toBe('withdrawn');
    expect(
      actionsOf({
        known: play.known!,
        context: contextOf(MATE),
        isRenewed: false,
      }).request,
    ).toEqual(['comment']);
    const other = new Play().submitted();
    expect(other.do(MATE, { type: 'lapse' })).toMatchObject({
      kind: 'not-allowed',
    });
    other.do(SYSTEM, { type: 'lapse' });
    expect(other.request.state).toBe('lapsed');
  });

  it('counts no vote of somebody who stepped aside', () => {
    const play = new Play().submitted();
    play.approve(BOARD_A);
    play.do(BOARD_A, { type: 'recuse', reason: null });
    play.approve(BOARD_B);
    expect(play.request.state).toBe('in_review');
    expect(play.approve(BOARD_A)).toMatchObject({ kind: 'not-allowed' });
    play.approve(BOARD_C);
    expect(play.request.state).toBe('approved');
  });

  it('keeps what the board says among itself to those who decide', () => {
    const play = new Play().submitted();
    const among = { type: 'comment', text: 'Hm', audience: 'board' } as const;
    expect(play.do(MATE, among)).toMatchObject({ kind: 'not-allowed' });
    expect(play.do(BOARD_A, among)).toEqual(['comment-added']);
    expect(
      play.do('user:default/out', { ...among, audience: 'team' }),
    ).toMatchObject({ kind: 'not-allowed' });
  });
});

describe('an exception', () => {
  it('is accepted by its support owner only', () => {
    const play = new Play().submitted();
    play.approve(BOARD_A);
    play.approve(BOARD_B);
    expect(play.do(MATE, { type: 'accept' })).toMatchObject({
      kind: 'not-allowed',
    });
  });

  it('waits for its first day, and lasts no longer than the rules allow', () => {
    const play = new Play(wishOf({ from: '2027-01-04', until: '2030-01-01' }));
    play.running();
    expect(play.exception).toMatchObject({
      state: 'scheduled',
      from: '2027-01-04',
      until: '2028-01-03',
    });
    play.do(SYSTEM, { type: 'activate' }, { today: '2027-01-04' });
    expect(play.exception.state).toBe('active');
  });

  it('continues its predecessor from the day after its end', () => {
    const play = new Play().submitted();
    const predecessor = { until: '2026-12-31', isLive: true, renewals: 0 };
    play.approve(BOARD_A, { predecessor });
    play.approve(BOARD_B, { predecessor });
    expect(play.exception).toMatchObject({ from: '2027-01-01', renewals: 1 });
    play.do(SYSTEM, { type: 'cancel', because: 'It was revoked' });
    expect(play.exception).toMatchObject({ state: 'revoked', windDown: null });
  });

  it('is suspended by a breached condition, and reinstated once it is mended', () => {
    const play = new Play().submitted();
    play.do(BOARD_A, { ...approval(1), conditions: [condition('Reviewed')] });
    play.approve(BOARD_B);
    play.do(OWNER, { type: 'accept' });
    const said = {
      type: 'state-condition',
      n: 0,
      text: 'See',
      link: null,
    } as const;
    play.do(OWNER, { ...said, met: false });
    play.do(SYSTEM, { type: 'halt', because: 'Reviewed', by: 'condition' });
    expect(play.exception.state).toBe('suspended');
    expect(
      play.do(BOARD_C, { type: 'reinstate', reason: 'Fine' }),
    ).toMatchObject({
      kind: 'conflict',
      sentence: expect.stringContaining('Reviewed'),
    });
    play.do(OWNER, { ...said, met: true });
    play.do(BOARD_C, { type: 'reinstate', reason: 'Mended' });
    expect(play.exception).toMatchObject({ state: 'active', suspended: null });
  });

  it('ends with a wind-down, step by step, by statement or by proof', () => {
    const play = new Play().running();
    play.do(SYSTEM, { type: 'expire' }, { today: '2027-02-22' });
    expect(play.exception).toMatchObject({
      state: 'expired',
      windDown: { openedOn: '2027-02-22', closed: false },
    });
    play.do(SYSTEM, { type: 'prove-wind-down', step: 'seats-returned' });
    const said = { type: 'wind-down', text: 'Done' } as const;
    play.do(MATE, { ...said, step: 'data-deleted' });
    expect(play.do(MATE, { ...said, step: 'data-deleted' })).toMatchObject({
      kind: 'conflict',
    });
    play.do(OWNER, { ...said, step: 'contract-closed' });
    expect(play.exception.windDown).toMatchObject({ closed: true });
  });

  it('closes without a wind-down when its tool becomes everybody’s', () => {
    const play = new Play().running();
    play.do(SYSTEM, { type: 'graduate', because: 'Approved for all' });
    expect(play.exception).toMatchObject({
      state: 'graduated',
      windDown: null,
    });
    expect(play.do(BOARD_A, { type: 'revoke', reason: 'No' })).toMatchObject({
      kind: 'conflict',
    });
  });

  it('is revoked by the board and given back by the team', () => {
    const revoked = new Play().running();
    expect(revoked.do(MATE, { type: 'revoke', reason: 'x' })).toMatchObject({
      kind: 'not-allowed',
    });
    revoked.do(BOARD_A, { type: 'revoke', reason: 'Breach' });
    expect(revoked.exception.state).toBe('revoked');
    const retired = new Play().running();
    expect(retired.do(BOARD_A, { type: 'retire', reason: 'x' })).toMatchObject({
      kind: 'not-allowed',
    });
    retired.do(MATE, { type: 'retire', reason: 'Not needed' });
    expect(retired.exception.state).toBe('retired');
  });

  it('tells each thing once', () => {
    const play = new Play().running();
    expect(play.do(SYSTEM, { type: 'remind', days: 30 })).toEqual([
      'exception-reminded',
    ]);
    expect(play.do(SYSTEM, { type: 'remind', days: 30 })).toMatchObject({
      kind: 'conflict',
    });
  });

  it('is not begun by hand', () => {
    expect(
      decide(undefined, { type: 'submit' }, contextOf(MATE)),
    ).toMatchObject({
      kind: 'conflict',
    });
  });
});
