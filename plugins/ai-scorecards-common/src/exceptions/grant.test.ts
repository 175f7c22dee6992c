import {
  approval,
  BOARD_A,
  BOARD_B,
  contextOf,
  Play,
  rejection,
  REQUESTER,
  wishOf,
} from './__testUtils__/contexts';

const ROOT = 'user:default/root';
const admin = { ...contextOf(ROOT).actor, isAdmin: true };

describe('a grant', () => {
  const breakGlass = {
    type: 'break-glass',
    revision: 1,
    reason: 'A client waits',
  } as const;

  it('is none where the wanted end is over, which is still rejected', () => {
    const play = new Play(wishOf({ until: '2026-12-10' })).submitted();
    play.approve(BOARD_A, { today: '2026-12-10' });
    const today = '2026-12-11';
    const refused = {
      kind: 'conflict',
      sentence:
        'It was asked for until 2026-12-10 and would begin on 2026-12-11: ask the team for another end',
    };
    expect(play.do(BOARD_B, approval(1), { today })).toEqual(refused);
    expect(play.do(ROOT, breakGlass, { today, actor: admin })).toEqual(refused);
    play.do(BOARD_B, rejection(1), { today });
    expect(play.request.state).toBe('rejected');
  });

  it('of a renewal ends after what it continues', () => {
    const predecessor = { until: '2027-02-21', isLive: true, renewals: 0 };
    const play = new Play(wishOf({ until: '2027-02-21' }));
    expect(play.do(REQUESTER, { type: 'submit' }, { predecessor })).toEqual({
      kind: 'invalid',
      sentence: 'The request is not complete',
      faults: [
        {
          field: 'until',
          message: 'must be after 2027-02-21, where the renewal begins',
        },
      ],
    });
    play.submitted();
    expect(play.do(BOARD_A, approval(1), { predecessor })).toMatchObject({
      kind: 'conflict',
    });
  });

  it('of a renewal is none where that cannot be renewed any more', () => {
    const notRenewable = 'It was renewed already';
    const refused = { kind: 'conflict', sentence: notRenewable };
    const play = new Play();
    expect(play.do(REQUESTER, { type: 'submit' }, { notRenewable })).toEqual(
      refused,
    );
    play.submitted();
    expect(play.do(BOARD_A, approval(1), { notRenewable })).toEqual(refused);
    expect(play.do(ROOT, breakGlass, { notRenewable, actor: admin })).toEqual(
      refused,
    );
    play.do(BOARD_A, rejection(1), { notRenewable });
    expect(
      play.do(REQUESTER, { type: 'appeal', text: 'Why?' }, { notRenewable }),
    ).toEqual(refused);
  });
});
