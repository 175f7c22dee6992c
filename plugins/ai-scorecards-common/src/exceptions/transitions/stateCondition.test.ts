import { BOARD_C, MATE } from '../__testUtils__/contexts';
import { whoMay } from '../__testUtils__/whoMay';

const states = ['pending', 'scheduled', 'active', 'suspended'];

describe('stateCondition', () => {
  it('is given by members of a board that is too small to decide, and by who voted before an appeal', () => {
    const may = whoMay(
      play => {
        play.request.appeal = {
          by: MATE,
          at: '2026-11-24T09:00:00.000Z',
          text: 'Read again',
          notBy: [BOARD_C],
        };
        return {
          type: 'state-condition',
          n: 0,
          met: false,
          text: 'It is not',
          link: null,
        };
      },
      { board: 'no-eligible-approvers' },
    );
    expect(Object.keys(may)).toEqual(states);
    for (const state of states) expect(may[state]).toContain('board');
  });

  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay({
        type: 'state-condition',
        n: 0,
        met: true,
        text: 'So it is',
        link: null,
      }),
    ).toEqual({
      pending: ['requester', 'team', 'owner', 'board'],
      scheduled: ['requester', 'team', 'owner', 'board'],
      active: ['requester', 'team', 'owner', 'board'],
      suspended: ['requester', 'team', 'owner', 'board'],
    });
  });
});
