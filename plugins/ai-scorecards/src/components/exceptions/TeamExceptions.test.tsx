import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exception, request, scorecard } from '../../__fixtures__';
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
});
