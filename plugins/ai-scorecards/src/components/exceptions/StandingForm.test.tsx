import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  board,
  decidedRequest,
  preview,
  request,
  tools,
} from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { AskPage } from './AskPage';
import { History } from './History';
import { RequestPage } from './RequestPage';

const cursor = tools.find(({ tool }) => tool === request.tool.ref)!;
const asksFirst = async () => ({
  items: [{ ...cursor, policy: 'exception-required' as const }],
});
const precedent = {
  tool: request.tool.ref,
  toolTitle: 'Cursor',
  outcome: 'approved' as const,
  decidedOn: '2026-10-03',
  seats: 3,
  days: 90,
  data: 'internal' as const,
  conditions: [],
  reason: 'fills-a-gap',
};
const offer = { name: 'Make this a standing approval' };

describe('the form of a standing approval', () => {
  it('begins with the request that it is to cover, and ends on a UTC day within a year', async () => {
    const draftRequest = jest.fn(async () => request);
    const actOnRequest = jest.fn(async () => request);
    const { container } = renderView(<AskPage />, {
      address:
        '/?kind=standing&tool=resource:default/cursor&seats=5&days=95&data=confidential&cost=320.5&currency=EUR',
      api: { draftRequest, actOnRequest, tools: asksFirst },
    });
    expect(await screen.findByLabelText('Tool')).toHaveValue(
      'resource:default/cursor',
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.type(
      screen.getByLabelText('Why should the board agree?'),
      'It is asked for again and again',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() =>
      expect(actOnRequest).toHaveBeenCalledWith('request-1', 'submit'),
    );
    expect(draftRequest).toHaveBeenCalledWith(
      expect.objectContaining({
        kind: 'standing',
        ask: expect.objectContaining({ currency: 'EUR' }),
        standing: {
          seats: 5,
          days: 95,
          costPerMonth: 320_500_000,
          data: ['public', 'internal', 'confidential'],
          until: '2027-11-22',
        },
      }),
    );
  });

  it('is not sent without a limit of the cost', async () => {
    const draftRequest = jest.fn(async () => request);
    renderView(<AskPage />, {
      address: '/?kind=standing&tool=resource:default/cursor',
      api: { draftRequest, tools: asksFirst },
    });
    const cost = await screen.findByLabelText(
      'Cost a month of a team, at most',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(cost).toHaveFocus();
    expect(cost).toHaveAccessibleDescription(
      'Say up to what cost a month it grants',
    );
    await userEvent.type(cost, '200');
    const currency = screen.getByLabelText('Currency');
    await userEvent.clear(currency);
    await userEvent.type(currency, 'dollars');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(currency).toHaveFocus();
    expect(currency).toHaveAccessibleDescription('Three letters, such as USD');
    expect(draftRequest).not.toHaveBeenCalled();
  });

  it('says what to do where there is no board', async () => {
    const sentence = 'No board is configured. Name one.';
    renderView(<AskPage />, {
      address: '/?kind=standing',
      api: {
        board: async () => ({
          ...board,
          group: null,
          state: 'no-board',
          sentence,
        }),
        previewRequest: async () => preview,
      },
    });
    expect(await screen.findByRole('note')).toHaveTextContent(sentence);
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });
});

describe('a standing approval is offered', () => {
  const similar = {
    ...request,
    toolPolicy: 'exception-required' as const,
    precedents: [precedent],
  };
  const shown = (change: Partial<typeof similar>) =>
    renderView(<RequestPage id="request-1" />, {
      api: { request: async () => ({ ...similar, ...change }) },
    });

  it('with a decision that is like those before, filled in from it', async () => {
    shown({});
    expect(await screen.findByRole('button', offer)).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/new?kind=standing&tool=resource%3Adefault%2Fcursor&seats=5&cost=100&currency=USD&data=internal&days=94',
    );
  });

  it.each([
    ['the first request for a tool', { precedents: [] }],
    ['a tool that is open to everybody', { toolPolicy: 'approved' as const }],
    [
      'somebody who does not decide',
      {
        checks: [],
        voters: {
          ...request.voters,
          you: { mayVote: false, because: 'You filed this request', seats: [] },
        },
      },
    ],
  ])('not on %s', async (_, change) => {
    shown(change as Partial<typeof similar>);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', offer)).toBeNull();
  });

  it('in the history, for a tool that was granted again and again', async () => {
    renderView(<History />, {
      api: {
        tools: asksFirst,
        board: async () => ({ ...board, standing: [] }),
        requests: async () => ({
          items: [decidedRequest, { ...decidedRequest, id: 'request-5' }],
          nextCursor: null,
          sits: true,
          seesHistory: true,
          board: { state: 'ok', sentence: null },
          counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
        }),
      },
    });
    expect(
      await screen.findByText('Cursor was granted 2 times in this list.', {
        exact: false,
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', offer)).toHaveAttribute(
      'href',
      expect.stringContaining('kind=standing&tool=resource%3Adefault%2Fcursor'),
    );
  });
});
