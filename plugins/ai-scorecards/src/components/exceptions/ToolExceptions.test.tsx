import { screen } from '@testing-library/react';
import { boardsThatCannotDecide, tools } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { ToolExceptions } from './ToolExceptions';

describe('the exceptions of a tool', () => {
  it('name the teams that have it, and why teams ask for another one', async () => {
    const { container } = renderView(<ToolExceptions />, {
      api: {
        tool: async () => ({
          ...tools[0],
          reasons: [
            {
              category: 'capability-gap',
              count: 4,
              owner: 'group:default/platform',
              closesOn: '2027-01-31',
            },
          ],
        }),
      },
    });
    expect(await screen.findByText(/· Payments core/)).toBeVisible();
    expect(
      await screen.findByText(/^It can do what the default cannot: 4 requests/),
    ).toHaveTextContent('closed by platform, by 31 Jan 2027');
    expect(screen.queryByRole('note')).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it.each(boardsThatCannotDecide)(
    'say what to do with %s',
    async (_, state, sentence) => {
      renderView(<ToolExceptions />, {
        api: {
          requests: async () => ({
            items: [],
            nextCursor: null,
            sits: false,
            seesHistory: false,
            board: { state, sentence },
            counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
          }),
        },
      });
      expect(await screen.findByRole('note')).toHaveTextContent(sentence);
    },
  );
});
