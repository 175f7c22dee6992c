import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exception, request } from '../../__fixtures__';
import { renderView, wide } from '../../__testUtils__';
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
