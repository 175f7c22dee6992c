import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  board,
  dossier,
  exception,
  practices,
  preview,
  request,
} from '../../__fixtures__';
import {
  accessibilityFaults,
  renderView,
  user,
  wide,
} from '../../__testUtils__';
import { AskPage } from './AskPage';
import { DossierPage } from './DossierPage';
import { HomeExceptions } from './HomeExceptions';
import { Queue } from './Queue';
import { RequestPage } from './RequestPage';

const counts = { toDecide: 2, overdue: 1, waitForOthers: 3 };

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
    counts,
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

  it('names a deputy', async () => {
    const nameDeputy = jest.fn(async () => undefined);
    renderView(<Queue />, {
      address: '/?show=board',
      api: { nameDeputy },
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Who stands in for you' }),
      'user:default/cy',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(nameDeputy).toHaveBeenCalledWith(
      expect.objectContaining({ user: 'user:default/cy' }),
    );
  });
});

it('takes a deputy back where there is one', async () => {
  const without = board.members.map(member => ({ ...member, deputy: null }));
  const nameDeputy = jest.fn(async () => undefined);
  renderView(<Queue />, {
    address: '/?show=board',
    api: {
      nameDeputy,
      board: async () =>
        nameDeputy.mock.calls.length === 0
          ? board
          : { ...board, members: without },
    },
  });
  const none = await screen.findByRole('button', { name: 'No deputy' });
  await userEvent.click(none);
  await waitFor(() => expect(none).not.toBeInTheDocument());
  expect(nameDeputy).toHaveBeenCalledWith(
    expect.objectContaining({ user: null }),
  );
});

describe('a dossier', () => {
  it('holds what is on record', async () => {
    const { container } = renderView(<DossierPage id="exception-1" />, {
      entities: [user('mia', 'Mia Chen'), user('lea', 'Lea Roth')],
      api: {
        dossier: async () => ({
          ...dossier,
          asked: [
            { label: 'Support owner', value: 'user:default/mia' },
            { label: 'Why', value: 'Small, quick, and ours' },
          ],
        }),
      },
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Dossier: Cursor for Payments core',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Log intact to entry 8,214/)).toBeInTheDocument();
    expect(screen.getByText(/request submitted/)).toBeInTheDocument();
    // As it was kept with the decision; the vote is older than such records.
    const decided = screen.getByRole('region', { name: 'Decision' });
    expect(decided).toHaveTextContent('Approvals needed');
    expect(
      within(decided).getByText(
        'Max (board), barred: is in the team that asks',
      ),
    ).toBeInTheDocument();
    expect(
      within(decided).getByText('Ada (board): no conflict'),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Votes' })).getByText(
        'Rules and conflicts of interest: not recorded.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Mia Chen' })).toHaveAttribute(
      'href',
      '/catalog/default/user/mia',
    );
    expect(screen.getByText('Small, quick, and ours')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});

describe('with nobody to decide', () => {
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

  it('the home-page card says what to do', async () => {
    renderView(<HomeExceptions />, { api });
    expect(await screen.findByRole('note')).toHaveTextContent(sentence);
    expect(screen.getByText(/cannot be decided yet/)).toBeInTheDocument();
  });

  it('the form says so, and promises no day where there is no board', async () => {
    renderView(<AskPage />, {
      api: {
        ...api,
        previewRequest: async () => ({ ...preview, board: 'no-board' }),
      },
    });
    expect(
      await screen.findByText(/Sending opens when Platform names a board/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Decision by/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });
});

describe('the home-page card', () => {
  it('shows what waits', async () => {
    const { container } = renderView(<HomeExceptions />);
    expect(await screen.findByRole('link', { name: 'Cursor' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-1',
    );
    expect(await accessibilityFaults(container)).toEqual([]);
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

  it('shows the whole ask, and what was decided before, in words', async () => {
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          ask: {
            ...request.ask,
            newTool: { name: 'Zed', vendor: 'Zed Ltd', url: 'https://zed.dev' },
            scope: ['component:default/firmware'],
            includesSubteams: true,
            from: '2026-12-10',
            links: [{ title: 'Trial', url: 'https://wiki.example/trial' }],
          },
          decision: {
            outcome: 'approved',
            at: '2026-11-24T09:00:00.000Z',
            revision: 2,
            basis: 'votes',
            reason: 'limited-trial',
            conditions: [],
            ratifyBy: null,
          },
          precedents: [
            {
              tool: request.tool.ref,
              toolTitle: 'Cursor',
              outcome: 'approved',
              decidedOn: '2026-10-03',
              seats: 3,
              days: 90,
              data: 'internal',
              conditions: ['Tell the guild'],
              reason: 'fills-a-gap',
            },
          ],
        }),
      },
    });
    expect(
      await screen.findByText('Because: A limited trial'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Zed Ltd/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'firmware' })).toBeInTheDocument();
    expect(screen.getByText('For the teams below as well')).toBeInTheDocument();
    expect(screen.getByText('10 Dec')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Trial/ })).toBeInTheDocument();
    expect(
      screen.getByText(
        'Approved 3 Oct · 3 seats · Fills a gap · Tell the guild',
      ),
    ).toBeInTheDocument();
  });

  it('names people as the catalog does', async () => {
    renderView(<RequestPage id="request-1" />, {
      entities: [user('mia', 'Mia Chen'), user('lea', 'Lea Roth')],
      api: {
        request: async () => ({
          ...request,
          votes: [
            {
              by: 'user:default/lea',
              onBehalfOf: 'user:default/mia',
              as: 'board',
              at: '2026-11-23T09:00:00.000Z',
              revision: 2,
              verdict: 'approve',
              reasonCode: 'fills-a-gap',
              reason: null,
              conditions: [],
              counts: true,
            },
          ],
          comments: [
            {
              id: 'c1',
              by: 'user:default/lea',
              at: '2026-11-23T09:00:00.000Z',
              text: 'Which language?',
              audience: 'team',
            },
            {
              id: 'c2',
              by: 'erased',
              at: '2026-11-23T10:00:00.000Z',
              text: 'Ours',
              audience: 'team',
            },
          ],
          exception: 'exception-1',
        }),
      },
    });
    const votes = await screen.findByRole('list', { name: 'Votes' });
    expect(votes).toHaveTextContent(
      'Lea Roth for Mia Chen: approves · Fills a gap',
    );
    expect(screen.getByText(/Which language\?/)).toHaveTextContent(
      'Team sees this Lea Roth, 23 Nov: Which language?',
    );
    expect(screen.getByText(/Ours/)).toHaveTextContent('erased, 23 Nov: Ours');
    expect(screen.getByText(/asked by/)).toHaveTextContent('asked by Mia Chen');
    expect(screen.getByText(/^Supported by/)).toHaveTextContent(
      'Supported by Mia Chen',
    );
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

  it('says why the reader may not vote, and shows what was refused', async () => {
    const because = 'You are in the team that asks';
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          mayVote: false,
          may: ['withdraw'],
          voters: {
            ...request.voters,
            you: { mayVote: false, because, seats: [] },
          },
        }),
        actOnRequest: async () => {
          throw new Error('It is approved');
        },
      },
    });
    expect(
      (await screen.findAllByText(new RegExp(`You may not vote: ${because}`)))
        .length,
    ).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
    expect(await screen.findByText('It is approved')).toBeInTheDocument();
  });

  it('names who takes over support, and shows the board which requests go side by side', async () => {
    const actOnException = jest.fn(async () => exception);
    const dueOn = '2026-12-24';
    const { container } = renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          exception: 'exception-1',
          joined: [
            {
              team: { ref: 'group:default/rho', title: 'Rho' },
              request: 'request-2',
              sentence: '8 seats',
            },
          ],
        }),
        exception: async () => ({
          ...exception,
          state: 'active' as const,
          vacancies: [
            { part: 'support-owner' as const, who: 'user:default/mia', dueOn },
          ],
          may: ['name-owner' as const],
        }),
        actOnException,
      },
    });
    expect(
      await screen.findByText(/left\. Name who supports it by 24 Dec/),
    ).toHaveTextContent(/^mia left\./);
    expect(screen.getByRole('link', { name: 'Rho' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-2',
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Name another support owner' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name another support owner' }),
      'user:default/cy',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(actOnException).toHaveBeenCalledWith('exception-1', 'owner', {
      part: 'support-owner',
      successor: 'user:default/cy',
    });
  });

  it.each([
    ['who may read what is on record', ['dossier' as const], 1],
    ['nobody else', [], 0],
  ])('leads to the dossier %s', async (_, may, links) => {
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({ ...request, exception: 'exception-1' }),
        exception: async () => ({ ...exception, may }),
      },
    });
    await screen.findByText(/^Supported by/);
    expect(screen.queryAllByRole('link', { name: 'Dossier' })).toHaveLength(
      links,
    );
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
