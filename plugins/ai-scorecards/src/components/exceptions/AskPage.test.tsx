import { screen } from '@testing-library/react';
import { preview } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { AskPage } from './AskPage';

describe('the page of the form', () => {
  it('says that nobody can decide, and promises no day where there is no board', async () => {
    renderView(<AskPage />, {
      api: {
        previewRequest: async () => ({ ...preview, board: 'no-board' }),
      },
    });
    expect(
      await screen.findByText(/Sending opens when Platform names a board/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Decision by/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });
});
