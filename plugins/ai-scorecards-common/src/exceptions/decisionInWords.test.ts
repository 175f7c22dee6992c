import {
  approval,
  BOARD_A,
  BOARD_B,
  BOARD_C,
  contextOf,
  MATE,
  Play,
  rejection,
  REQUESTER,
  SYSTEM,
} from './__testUtils__/contexts';

const ROOT = 'user:default/root';

/** Approved in an emergency. */
function emergency(): Play {
  const play = new Play().submitted();
  const { actor } = contextOf(ROOT);
  play.do(
    ROOT,
    { type: 'break-glass', revision: 1, reason: 'A client waits' },
    { actor: { ...actor, isAdmin: true } },
  );
  return play;
}

describe('a vote that comes too late', () => {
  it.each<[string, () => Play, string]>([
    [
      'an approval',
      () => {
        const play = new Play().submitted();
        play.approve(BOARD_A);
        play.approve(BOARD_B, { today: '2026-11-26' });
        return play;
      },
      'Approved by ada and bob on 2026-11-26. It is approved; you can comment or revoke it',
    ],
    [
      'a rejection',
      () => {
        const play = new Play().submitted();
        play.approve(BOARD_A);
        play.do(BOARD_B, rejection(1));
        return play;
      },
      'Rejected by bob on 2026-11-24. It is rejected; you can comment',
    ],
    [
      'an emergency',
      emergency,
      'Approved by root in an emergency on 2026-11-24.',
    ],
    [
      'a standing approval',
      () =>
        new Play().submitted({
          lane: 'immediate',
          standing: { id: 'standing-1', sentence: 'Up to 10 seats' },
        }),
      'Approved by a standing approval on 2026-11-24.',
    ],
    [
      'a lapse',
      () => {
        const play = new Play().submitted();
        play.do(SYSTEM, { type: 'lapse' }, { today: '2027-01-20' });
        return play;
      },
      'Lapsed on 2027-01-20: nobody decided in time.',
    ],
    [
      'a withdrawal',
      () => {
        const play = new Play().submitted();
        play.do(MATE, { type: 'withdraw' });
        return play;
      },
      'Withdrawn by the team on 2026-11-24.',
    ],
  ])('says who decided and when: %s', (_, make, sentence) => {
    expect(make().do(BOARD_C, approval(1))).toEqual({
      kind: 'conflict',
      sentence: expect.stringContaining(sentence),
    });
  });

  it('names who voted for a member, and a change that comes too late says the same', () => {
    const play = new Play().submitted({ lane: 'express' });
    const dee = 'user:default/dee';
    const actor = { ...contextOf(dee).actor, deputyFor: BOARD_A };
    play.do(dee, approval(1), { actor });
    expect(play.do(REQUESTER, { type: 'withdraw' })).toMatchObject({
      sentence: expect.stringMatching(/^Approved by dee on 2026-11-24[.]/),
    });
  });
});
