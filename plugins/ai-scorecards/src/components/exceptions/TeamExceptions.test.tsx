import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  boardsThatCannotDecide,
  exception,
  request,
  scorecard,
  windingDown,
} from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { TeamExceptions } from './TeamExceptions';

describe('the exceptions of a team', () => {
  it('go on past their first page, then its requests do', async () => {
    const zed = { ref: 'resource:default/zed', title: 'Zed' };
    const aider = { ref: 'resource:default/aider', title: 'Aider' };
    const { container } = renderView(<TeamExceptions scorecard={scorecard} />, {
      api: {
        exceptions: async query => ({
          items: [
            query?.cursor
              ? { ...exception, id: 'exception-2', tool: zed }
              : exception,
          ],
          nextCursor: query?.cursor ? null : 'second',
        }),
        requests: async query => ({
          items: [
            query?.cursor
              ? { ...request, id: 'request-2', tool: aider }
              : request,
          ],
          nextCursor: query?.cursor ? null : 'second',
          sits: false,
          seesHistory: false,
          board: { state: 'ok', sentence: null },
          counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
        }),
      },
    });
    const more = { name: 'Show more' };
    await userEvent.click(await screen.findByRole('button', more));
    expect(await screen.findByRole('link', { name: 'Zed' })).toBeVisible();
    await userEvent.click(await screen.findByRole('button', more));
    expect(await screen.findByRole('link', { name: 'Aider' })).toBeVisible();
    expect(screen.queryByRole('button', more)).toBeNull();
    expect(screen.getAllByRole('link', { name: 'Cursor' })).toHaveLength(2);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('show what is left to wind down', async () => {
    const exceptions = jest.fn(async () => ({
      items: [
        {
          ...exception,
          state: 'expired' as const,
          ended: { at: '2026-11-20T00:00:00.000Z', because: null },
          windDown: windingDown,
        },
      ],
      nextCursor: null,
    }));
    renderView(<TeamExceptions scorecard={scorecard} />, {
      api: { exceptions },
    });
    expect(
      await screen.findByText(/Expired · winding down, 2 of 3 steps done/),
    ).not.toHaveTextContent(/expected/);
    expect(exceptions).toHaveBeenCalledWith(
      expect.objectContaining({
        state: 'pending,scheduled,live,winding-down',
      }),
    );
  });

  it.each(boardsThatCannotDecide)(
    'say what to do with %s',
    async (_, state, sentence) => {
      renderView(<TeamExceptions scorecard={scorecard} />, {
        api: {
          requests: async () => ({
            items: [{ ...request, stuck: sentence }],
            nextCursor: null,
            sits: false,
            seesHistory: false,
            board: { state, sentence },
            counts: { toDecide: 0, overdue: 0, waitForOthers: 1 },
          }),
        },
      });
      expect(await screen.findByRole('note')).toHaveTextContent(sentence);
      expect(screen.getByText(/cannot be decided yet/)).toBeVisible();
    },
  );
});
