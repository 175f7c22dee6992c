import { screen } from '@testing-library/react';
import { exception, request } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { HomeExceptions } from './HomeExceptions';

const rho = { ref: 'group:default/rho', title: 'Rho' };

describe('the home-page card', () => {
  it('shows what waits', async () => {
    const { container } = renderView(<HomeExceptions />, {
      api: { exceptions: async () => ({ items: [], nextCursor: null }) },
    });
    expect(await screen.findByRole('link', { name: 'Cursor' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-1',
    );
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows support that waits for the reader, where nothing else is open', async () => {
    const exceptions = jest.fn(async () => ({
      items: [
        exception,
        { ...exception, id: 'exception-2', may: [], team: rho },
      ],
      nextCursor: null,
    }));
    renderView(<HomeExceptions />, {
      api: {
        exceptions,
        requests: async () => ({
          items: [],
          nextCursor: null,
          sits: false,
          seesHistory: false,
          board: { state: 'ok', sentence: null },
          counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
        }),
      },
    });
    const link = await screen.findByRole('link', { name: 'Cursor' });
    expect(link).toHaveAttribute('href', '/ai-scorecards/requests/request-1');
    expect(
      screen.getByText(/Payments core · waits for you to accept its support/),
    ).toBeVisible();
    expect(screen.queryByText(/Rho/)).toBeNull();
    expect(screen.queryByText('Nothing is open.')).toBeNull();
    expect(exceptions).toHaveBeenCalledWith(
      expect.objectContaining({ assignedToMe: 'true' }),
    );
  });

  it('says what to do where nobody can decide', async () => {
    const sentence = 'Too few people without a conflict of interest are left.';
    const api = {
      requests: async () => ({
        items: [{ ...request, stuck: sentence }],
        nextCursor: null,
        sits: false,
        seesHistory: false,
        board: { state: 'no-eligible-approvers' as const, sentence },
        counts: { toDecide: 0, overdue: 0, waitForOthers: 1 },
      }),
    };
    renderView(<HomeExceptions />, { api });
    expect(await screen.findByRole('note')).toHaveTextContent(sentence);
    expect(screen.getByText(/cannot be decided yet/)).toBeInTheDocument();
  });
});
