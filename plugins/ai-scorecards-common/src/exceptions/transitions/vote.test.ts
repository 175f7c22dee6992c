import { approval, BOARD_A, Play } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

describe('vote', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay(approval(1))).toEqual({ in_review: ['board'] });
  });

  it('takes no condition for a standing approval, whose limits say what has to hold', () => {
    const play = new Play().submitted();
    play.known!.request.kind = 'standing';
    const conditions = [
      { sentence: 'No client code', dueOn: null, check: null, graceDays: 14 },
    ];
    expect(play.do(BOARD_A, { ...approval(1), conditions })).toMatchObject({
      kind: 'invalid',
      sentence: expect.stringContaining('its limits say what has to hold'),
    });
    expect(play.approve(BOARD_A)).toEqual(['vote-cast']);
  });
});
