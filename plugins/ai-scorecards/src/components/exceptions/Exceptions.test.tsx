import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exception, me, preview, request } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { AskPage } from './AskPage';
import { Queue } from './Queue';
import { RequestPage } from './RequestPage';

describe('the list of requests', () => {
  it('says what waits for whom, and moves by keys', async () => {
    const other = {
      ...request,
      id: 'request-2',
      team: { ref: 'group:default/rho', title: 'Rho' },
      overdue: true,
    };
    const { container } = renderView(<Queue />, {
      api: {
        requests: async () => ({
          items: [request, other],
          nextCursor: null,
          counts: { toDecide: 2, overdue: 1, waitForOthers: 3 },
        }),
      },
    });
    expect(
      await screen.findByText('2 to decide · 1 overdue · 3 wait for others'),
    ).toBeInTheDocument();
    const [first, second] = screen.getAllByRole('link', { name: 'Cursor' });
    expect(second).toHaveAttribute('href', '/ai-scorecards/requests/request-2');
    expect(screen.getByText(/overdue · for you to decide/)).toBeInTheDocument();
    first.focus();
    await userEvent.keyboard('j');
    expect(second).toHaveFocus();
    await userEvent.keyboard('k');
    expect(first).toHaveFocus();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says that nothing is open', async () => {
    renderView(<Queue />, {
      api: {
        requests: async () => ({
          items: [],
          nextCursor: null,
          counts: { toDecide: 0, overdue: 0, waitForOthers: 0 },
        }),
      },
    });
    expect(await screen.findByText('Nothing is open.')).toBeInTheDocument();
  });
});

describe('a request', () => {
  it('is approved by three keys after reading', async () => {
    const actOnRequest = jest.fn(async () => request);
    const { container } = renderView(<RequestPage id="request-1" />, {
      api: { actOnRequest },
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Payments core asks for Cursor',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('seats: 3 became 5')).toBeInTheDocument();
    expect(
      screen.getByText('Max: They are in the team that asks'),
    ).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.keyboard('a');
    expect(screen.getByRole('button', { name: 'Approve' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'votes', {
      revision: 2,
      verdict: 'approve',
      reasonCode: 'fills-a-gap',
      conditions: [],
    });
  });

  it('is not rejected without a sentence, in whose letters no key means anything', async () => {
    const actOnRequest = jest.fn(async () => request);
    renderView(<RequestPage id="request-1" />, { api: { actOnRequest } });
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('r');
    const reason = screen.getByRole('textbox', { name: 'In a sentence' });
    expect(reason).toHaveFocus();
    expect(screen.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await userEvent.type(reason, 'A rather bad idea');
    await userEvent.click(screen.getByRole('button', { name: 'Reject' }));
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'votes', {
      revision: 2,
      verdict: 'reject',
      reason: 'A rather bad idea',
    });
  });

  it('says why the reader may not vote, and shows what was refused', async () => {
    const because = 'You are in the team that asks';
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          mayVote: false,
          may: ['withdraw'],
          voters: { ...request.voters, you: { mayVote: false, because } },
        }),
        actOnRequest: async () => {
          throw new Error('It is approved');
        },
      },
    });
    expect(
      await screen.findByText(`You may not vote: ${because}`),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
    expect(await screen.findByText('It is approved')).toBeInTheDocument();
  });

  it('lets the support owner accept', async () => {
    const actOnException = jest.fn(async () => exception);
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          state: 'approved',
          mayVote: false,
          exception: 'exception-1',
        }),
        actOnException,
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Accept support and conditions',
      }),
    );
    expect(actOnException).toHaveBeenCalledWith('exception-1', 'accept', {
      acceptsConditions: true,
    });
  });
});

describe('the form', () => {
  const own = { ...me.teams[0], to: null };

  it('asks four things in the express lane, and sends what was typed', async () => {
    const draftRequest = jest.fn(async () => ({
      ...request,
      state: 'draft' as const,
    }));
    const actOnRequest = jest.fn(async () => request);
    const { container } = renderView(<AskPage />, {
      address: `/?team=${own.ref}&tool=resource:default/cursor`,
      api: {
        draftRequest,
        actOnRequest,
        me: async () => ({ ...me, teams: [own] }),
      },
    });
    const rail = await screen.findByRole('complementary', {
      name: 'What will happen',
    });
    expect(within(rail).getByText('One approval decides.')).toBeInTheDocument();
    expect(within(rail).getByText('Atlas are asking too')).toBeInTheDocument();
    expect(screen.queryByLabelText(/How would you leave it/)).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.type(
      screen.getByLabelText('Why does the default not fit?'),
      'Our language',
    );
    await userEvent.type(screen.getByLabelText('Seats'), '3');
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(draftRequest).toHaveBeenCalledWith({
      ask: expect.objectContaining({
        team: own.ref,
        tool: 'resource:default/cursor',
        why: 'Our language',
        seats: 3,
        acceptsSupport: true,
        supportOwner: 'user:default/ada',
      }),
    });
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'submit');
  });

  it('shows all faults at once, goes to the first, and sends nothing', async () => {
    const draftRequest = jest.fn(async () => request);
    renderView(<AskPage />, {
      address: `/?team=${own.ref}`,
      api: {
        draftRequest,
        previewRequest: async () => ({
          ...preview,
          lane: 'full',
          faults: [
            { field: 'why', message: 'must say why the default does not fit' },
            { field: 'exit', message: 'must say how you would leave the tool' },
          ],
        }),
      },
    });
    await screen.findByRole('complementary', { name: 'What will happen' });
    expect(screen.queryByLabelText('How would you leave it?')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(
      screen.getByText('must say why the default does not fit'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('must say how you would leave the tool'),
    ).toBeInTheDocument();
    expect(
      screen.getByLabelText('Why does the default not fit?'),
    ).toHaveFocus();
    expect(draftRequest).not.toHaveBeenCalled();
  });
});
