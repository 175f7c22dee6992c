import { whoMay } from '../__testUtils__/whoMay';

describe('submit', () => {
  it('waits for a board to be named', () => {
    expect(whoMay({ type: 'submit' }, { board: 'no-board' })).toEqual({});
  });

  it('is given by these, in these states, and by nobody else', () => {
    expect(whoMay({ type: 'submit' })).toEqual({
      draft: ['requester', 'team', 'owner'],
    });
  });
});
