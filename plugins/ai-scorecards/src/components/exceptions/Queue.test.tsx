import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exception, request } from '../../__fixtures__';
import { accessibilityFaults, renderView, wide } from '../../__testUtils__';
import { Queue } from './Queue';

const head = {
  sits: true,
  seesHistory: true,
  board: { state: 'ok' as const, sentence: null },
  counts: { toDecide: 2, overdue: 0, waitForOthers: 0 },
};
const rho = {
  ...request,
  id: 'request-2',
  team: { ref: 'group:default/rho', title: 'Rho' },
};

describe('a long queue', () => {
  const requests = jest.fn(async query => ({
    ...head,
    items: query?.cursor === 'second' ? [rho] : [request],
    nextCursor: query?.cursor === 'second' ? null : 'second',
  }));
  const api = {
    requests,
    request: async (id: string) => (id === rho.id ? rho : request),
  };

  it('goes on by a button', async () => {
    renderView(<Queue />, { api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show more' }),
    );
    expect(await screen.findByText('· Rho', { exact: false })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    expect(screen.getAllByRole('link', { name: 'Cursor' })).toHaveLength(2);
  });

  it('goes on by the key that moves past its end', async () => {
    wide();
    renderView(<Queue />, { api });
    await screen.findByRole('heading', { name: /Payments core wants Cursor/ });
    await userEvent.keyboard('j');
    expect(
      await screen.findByText('· Rho', { exact: false }),
    ).toBeInTheDocument();
    await userEvent.keyboard('j');
    expect(
      await screen.findByRole('heading', { name: /Rho wants Cursor/ }),
    ).toBeInTheDocument();
  });
});

describe('a long list of live exceptions', () => {
  it('goes on by a button', async () => {
    const exceptions = jest.fn(async query => ({
      items: [
        query?.cursor
          ? { ...exception, id: 'exception-2', team: rho.team }
          : exception,
      ],
      nextCursor: query?.cursor ? null : 'second',
    }));
    renderView(<Queue />, { address: '/?show=live', api: { exceptions } });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show more' }),
    );
    expect(await screen.findByText(/· Rho/)).toBeInTheDocument();
    expect(screen.getByText(/· Payments core/)).toBeInTheDocument();
  });
});

describe('a board with nothing to decide', () => {
  it('is told of requests that nobody may decide, and what to do', async () => {
    const sentence = 'Too few people without a conflict of interest are left.';
    renderView(<Queue />, {
      api: {
        requests: async query => ({
          ...head,
          items: query?.assignedToMe ? [] : [{ ...request, stuck: sentence }],
          nextCursor: null,
          counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
        }),
      },
    });
    expect(await screen.findByRole('note')).toHaveTextContent(
      `One request cannot be decided yet. ${sentence}`,
    );
    expect(
      screen.getByRole('link', { name: 'All that is open' }),
    ).toHaveAttribute('href', '/ai-scorecards/requests?show=open');
  });
});

describe('the list of requests', () => {
  const other = {
    ...request,
    id: 'request-2',
    team: { ref: 'group:default/rho', title: 'Rho' },
    overdue: true,
  };
  const requests = async () => ({
    items: [request, other],
    nextCursor: null,
    sits: true,
    seesHistory: true,
    board: { state: 'ok' as const, sentence: null },
    counts: { toDecide: 2, overdue: 1, waitForOthers: 3 },
  });

  it('says what waits for whom, and moves through the requests by keys', async () => {
    wide();
    const read = jest.fn(async (id: string) =>
      id === 'request-2' ? other : request,
    );
    const { container } = renderView(<Queue />, {
      api: { requests, request: read },
    });
    expect(
      await screen.findByText('2 to decide · 1 overdue · 3 wait for others'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', {
        name: /Payments core wants Cursor/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/overdue since 27 Nov/)).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.keyboard('j');
    expect(
      await screen.findByRole('heading', { name: /Rho wants Cursor/ }),
    ).toBeInTheDocument();
    await userEvent.keyboard('k');
    expect(
      await screen.findByRole('heading', {
        name: /Payments core wants Cursor/,
      }),
    ).toBeInTheDocument();
  });

  it('has no tabs of the board for who sits on none', async () => {
    renderView(<Queue />, {
      api: {
        requests: async () => ({
          ...(await requests()),
          sits: false,
          seesHistory: false,
        }),
      },
    });
    const tabs = await screen.findByRole('navigation', {
      name: 'Which requests',
    });
    expect(
      within(tabs)
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual(['All open', 'Everything', 'Live']);
    expect(screen.getAllByRole('link', { name: 'Cursor' })[1]).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-2',
    );
  });

  it('shows an auditor what was decided, and nothing to decide', async () => {
    renderView(<Queue />, {
      address: '/?show=history',
      api: { requests: async () => ({ ...(await requests()), sits: false }) },
    });
    expect(
      await screen.findByRole('button', { name: 'Check the log' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Mine' })).toBeNull();
  });

  it.each(['open', 'all', 'live', 'radar', 'history', 'board', 'mine'])(
    'says on every tab what to do where nobody can decide: %s',
    async show => {
      const sentence = 'No board is configured. Name one.';
      renderView(<Queue />, {
        address: `/?show=${show}`,
        api: {
          requests: async () => ({
            ...(await requests()),
            items: [{ ...request, stuck: sentence }],
            board: { state: 'no-board', sentence },
          }),
        },
      });
      expect(await screen.findByRole('note')).toHaveTextContent(sentence);
    },
  );

  it('says that nothing is to decide, and what ends next', async () => {
    renderView(<Queue />, {
      api: {
        requests: async () => ({
          items: [],
          nextCursor: null,
          sits: true,
          seesHistory: true,
          board: { state: 'ok', sentence: null },
          counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
        }),
      },
    });
    expect(
      await screen.findByText(
        /Nothing to decide\. Next expiry: Team Rho, Cursor, 3 Dec/,
      ),
    ).toBeInTheDocument();
  });
});

describe('the other tabs of the board', () => {
  it.each([
    [
      'radar',
      /6 teams, 41 seats, healthy for 90 days: propose Cursor as approved/,
    ],
    ['history', 'Log intact to entry 8,214.'],
    ['board', /stands in, 1 Dec to 12 Dec/],
    ['live', /Waits for its support owner/],
  ])('%s says what there is', async (tab, words) => {
    const { container } = renderView(<Queue />, { address: `/?show=${tab}` });
    const check = tab === 'history' && 'Check the log';
    if (check) {
      await userEvent.click(await screen.findByRole('button', { name: check }));
    }
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
