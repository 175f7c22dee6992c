import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { practices, request } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { RequestPage } from './RequestPage';

describe('deciding on a request', () => {
  it('is approved by three keys after reading', async () => {
    const actOnRequest = jest.fn(async () => request);
    const { container } = renderView(<RequestPage id="request-1" />, {
      api: { actOnRequest },
    });
    expect(
      await screen.findByRole('heading', {
        name: /Payments core wants Cursor, 5 seats, .*100.* a month, until 21 Feb 2027, because: Its editor knows our language/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Seats: 3 became 5')).toBeInTheDocument();
    expect(
      screen.getByText('More seats than any granted so far (3)'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Weekly active developers/)).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.keyboard('a');
    expect(screen.getByRole('radio', { name: 'Fills a gap' })).toHaveFocus();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent(
      'Approved: recorded in five seconds.',
    );
    expect(actOnRequest).not.toHaveBeenCalled();
    await userEvent.keyboard('{Enter}');
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'votes', {
      revision: 2,
      verdict: 'approve',
      reasonCode: 'fills-a-gap',
      conditions: [],
    });
    expect(actOnRequest).toHaveBeenCalledTimes(1);
  });

  it('offers no condition for a standing approval, by button or by key', async () => {
    renderView(<RequestPage id="request-1" />, {
      api: { request: async () => ({ ...request, kind: 'standing' as const }) },
    });
    expect(
      await screen.findByRole('button', { name: 'Approve (A)' }),
    ).toBeInTheDocument();
    await userEvent.keyboard('c');
    expect(screen.queryByRole('button', { name: /\(C\)/ })).toBeNull();
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('is not decided when the choice is undone, and is when it is left behind', async () => {
    const actOnRequest = jest.fn(async () => request);
    const { unmount } = renderView(<RequestPage id="request-1" />, {
      api: { actOnRequest },
    });
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('a{Enter}{Escape}');
    expect(screen.queryByRole('status')).toBeNull();
    expect(actOnRequest).not.toHaveBeenCalled();
    await userEvent.keyboard('a{Enter}');
    unmount();
    expect(actOnRequest).toHaveBeenCalledTimes(1);
  });

  it('is approved with a live check as its condition', async () => {
    const actOnRequest = jest.fn(async () => request);
    renderView(<RequestPage id="request-1" />, { api: { actOnRequest } });
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('c');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Condition' }),
      'Cost per active developer (today 142 USD)',
    );
    await userEvent.type(screen.getByLabelText(/^At most, a month/), '200');
    await userEvent.click(
      screen.getByRole('button', { name: 'Approve with condition' }),
    );
    await userEvent.keyboard('{Enter}');
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'votes', {
      revision: 2,
      verdict: 'approve',
      reasonCode: 'fills-a-gap',
      conditions: [
        {
          sentence: 'At most 200 a month per active developer',
          check: { kind: 'cost-per-active-developer', limit: 200_000_000 },
        },
      ],
    });
  });

  it('is approved with a practice check of the team as its condition', async () => {
    const actOnRequest = jest.fn(async () => request);
    const { container } = renderView(<RequestPage id="request-1" />, {
      api: { actOnRequest },
    });
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('c');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Condition' }),
      'A practice check',
    );
    expect(
      screen.getByRole('button', { name: 'Approve with condition' }),
    ).toBeDisabled();
    const choice = screen.getByRole('combobox', { name: /^Which is to pass/ });
    const [result] = practices.results;
    await userEvent.selectOptions(
      choice,
      await within(choice).findByRole('option', {
        name: `${result.check.title} (today: Not there yet)`,
      }),
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Approve with condition' }),
    );
    await userEvent.keyboard('{Enter}');
    expect(actOnRequest).toHaveBeenCalledWith(
      'request-1',
      'votes',
      expect.objectContaining({
        conditions: [
          {
            sentence: `The check passes: ${result.check.title}`,
            check: { kind: 'practice', check: result.check.id },
          },
        ],
      }),
    );
  });

  it('takes a condition in words only with a day that is not past', async () => {
    renderView(<RequestPage id="request-1" />);
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('c');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'In a sentence' }),
      'Tell the guild',
    );
    const approve = screen.getByRole('button', {
      name: 'Approve with condition',
    });
    expect(approve).toBeDisabled();
    const due = screen.getByLabelText(/^Due on/);
    await userEvent.type(due, '2026-11-22');
    expect(approve).toBeDisabled();
    await userEvent.clear(due);
    await userEvent.type(due, '2026-12-24');
    expect(approve).toBeEnabled();
  });

  it('says who decided first, and keeps the choice as a comment', async () => {
    const actOnRequest = jest.fn(async (_id: string, step: string) => {
      if (step === 'votes') throw new Error('Decided by Bob 20 s ago');
      return request;
    });
    renderView(<RequestPage id="request-1" />, { api: { actOnRequest } });
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('r');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'In a sentence' }),
      'Its terms changed',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Reject' }));
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText('Decided by Bob 20 s ago'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Keep my choice as a comment' }),
    );
    expect(actOnRequest).toHaveBeenLastCalledWith('request-1', 'comments', {
      text: 'Rejected: Its terms changed',
      audience: 'team',
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
    await userEvent.keyboard('{Enter}');
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'votes', {
      revision: 2,
      verdict: 'reject',
      reason: 'A rather bad idea',
    });
  });

  it('lets somebody with two seats vote from each', async () => {
    const actOnRequest = jest.fn(async () => request);
    const seats = [
      { as: null, title: 'AI board' },
      { as: 'group:default/security', title: 'Security' },
    ];
    const { you } = request.voters;
    renderView(<RequestPage id="request-1" />, {
      api: {
        actOnRequest,
        request: async () => ({
          ...request,
          voters: { ...request.voters, you: { ...you, seats } },
        }),
      },
    });
    await screen.findByRole('heading', { level: 1 });
    await userEvent.keyboard('r');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Vote for' }),
      'Security',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'In a sentence' }),
      'It sends code out',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Reject' }));
    await userEvent.keyboard('{Enter}');
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'votes', {
      revision: 2,
      verdict: 'reject',
      as: 'group:default/security',
      reason: 'It sends code out',
    });
  });
});
