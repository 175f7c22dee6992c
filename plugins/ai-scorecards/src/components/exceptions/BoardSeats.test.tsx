import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { board } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { BoardSeats } from './BoardSeats';

describe('the seats of the board', () => {
  it('names a deputy', async () => {
    const nameDeputy = jest.fn(async () => undefined);
    renderView(<BoardSeats />, {
      api: { nameDeputy },
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Who stands in for you' }),
      'user:default/cy',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(nameDeputy).toHaveBeenCalledWith(
      expect.objectContaining({ user: 'user:default/cy' }),
    );
  });

  it('takes a deputy back where there is one', async () => {
    const without = board.members.map(member => ({ ...member, deputy: null }));
    const nameDeputy = jest.fn(async () => undefined);
    renderView(<BoardSeats />, {
      api: {
        nameDeputy,
        board: async () =>
          nameDeputy.mock.calls.length === 0
            ? board
            : { ...board, members: without },
      },
    });
    const none = await screen.findByRole('button', { name: 'No deputy' });
    await userEvent.click(none);
    await waitFor(() => expect(none).not.toBeInTheDocument());
    expect(nameDeputy).toHaveBeenCalledWith(
      expect.objectContaining({ user: null }),
    );
  });
});
