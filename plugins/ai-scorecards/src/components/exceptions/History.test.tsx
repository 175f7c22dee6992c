import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { board, decidedRequest, request } from '../../__fixtures__';
import { accessibilityFaults, renderView, user } from '../../__testUtils__';
import { History } from './History';

const lapsed = {
  ...request,
  id: 'request-3',
  state: 'lapsed' as const,
  decided: {
    outcome: 'lapsed' as const,
    at: '2025-12-01T09:00:00.000Z',
    basis: 'rule' as const,
    by: [],
  },
};
const listed = {
  sits: true,
  seesHistory: true,
  board: { state: 'ok' as const, sentence: null },
  counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
};

describe('the history of the board', () => {
  it('lists each decision with whose it was, its request and its dossier, page by page', async () => {
    const requests = jest.fn(async query => ({
      ...listed,
      items: query?.cursor ? [lapsed] : [decidedRequest],
      nextCursor: query?.cursor ? null : 'more',
    }));
    const { container } = renderView(<History />, {
      api: { requests },
      entities: [user('ada', 'Ada Lovelace'), user('cy', 'Cy Young')],
    });
    const row = await screen.findByRole('row', { name: /21 Nov/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Payments core',
      'Cursor',
      'Approved',
      'Ada Lovelace, Cy Young',
      'Dossier',
    ]);
    expect(within(row).getByRole('link', { name: 'Cursor' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-4',
    );
    expect(
      within(row).getByRole('link', {
        name: 'Dossier of Cursor for Payments core',
      }),
    ).toHaveAttribute('href', '/ai-scorecards/requests/dossier/exception-4');
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(
      await screen.findByRole('row', { name: /1 Dec 2025 .*Lapsed/ }),
    ).toHaveTextContent('The rules: nobody decided in time');
    expect(screen.getByRole('row', { name: /21 Nov/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    expect(requests).toHaveBeenCalledWith(
      expect.objectContaining({ order: 'decided', cursor: 'more' }),
    );
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows shares beside its counts', async () => {
    renderView(<History />);
    expect(await screen.findByText('7 · 58 %')).toBeInTheDocument();
    // One of thirteen: twelve decided, one lapsed.
    expect(screen.getByText('1 · 8 %')).toBeInTheDocument();
  });

  it('shows no share of a handful', async () => {
    renderView(<History />, {
      api: {
        board: async () => ({
          ...board,
          history: {
            ...board.history,
            decided: 3,
            byLane: [{ lane: 'express', count: 3 }],
            lapsed: 0,
            renewed: 1,
          },
        }),
        requests: async () => ({ ...listed, items: [], nextCursor: null }),
      },
    });
    expect(
      await screen.findByText('Nothing was decided yet.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/%/)).toBeNull();
  });
});
