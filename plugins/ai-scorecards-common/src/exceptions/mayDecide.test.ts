import {
  approval,
  BOARD_A,
  BOARD_B,
  contextOf,
  Play,
  rejection,
  REQUESTER,
} from './__testUtils__/contexts';
import { CaseContext, isRefusal } from './context';
import { openSeatsOf, seatOf } from './mayDecide';

const SECURITY = 'group:default/security';
const voices = [SECURITY];
const speaking = (who: string): Partial<CaseContext> => ({
  voices,
  actor: { ...contextOf(who).actor, voices },
});

/** Rejected by the board, and appealed. */
function appealed(): Play {
  const play = new Play().submitted();
  play.do(BOARD_A, rejection(1));
  play.do(REQUESTER, { type: 'appeal', text: 'Read again' });
  return play;
}

describe('who may decide', () => {
  it('may sit on the board and speak for a voice, one vote from each seat', () => {
    const play = new Play().submitted();
    const context = contextOf(BOARD_A, speaking(BOARD_A));
    const seats = () => openSeatsOf(play.known!, context).map(({ as }) => as);
    expect(seats()).toEqual(['board', SECURITY]);
    play.approve(BOARD_A, speaking(BOARD_A));
    expect(seats()).toEqual([SECURITY]);
    play.do(BOARD_A, { ...approval(1), as: SECURITY }, speaking(BOARD_A));
    expect(seats()).toEqual([]);
    play.approve(BOARD_B, { voices });
    expect(play.request.state).toBe('approved');
  });

  it('on an appeal: nobody of the board who voted, and whoever is left of a voice', () => {
    const { known } = appealed();
    expect(seatOf(known!, contextOf(BOARD_A), null)).toMatchObject({
      sentence: 'An appeal goes to members who did not vote before',
    });
    const voice = contextOf(BOARD_A, speaking(BOARD_A));
    expect(openSeatsOf(known!, voice)).toEqual([
      { as: SECURITY, onBehalfOf: null },
    ]);
  });

  it.each(['suspend', 'revoke'] as const)(
    'and for the life of the exception: members may %s, however few, and who voted before an appeal',
    type => {
      const play = appealed();
      play.approve(BOARD_B);
      play.do('user:default/cy', approval(1));
      play.do('user:default/owen', { type: 'accept' });
      expect(play.exception.state).toBe('active');
      const reason = 'A leak';
      const few = { board: 'no-eligible-approvers', eligible: [] } as const;
      expect(
        isRefusal(play.do('user:default/out', { type, reason }, few)),
      ).toBe(true);
      expect(isRefusal(play.do(BOARD_A, { type, reason }, few))).toBe(false);
    },
  );
});
