import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exception, me, preview, request } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { AskPage } from './AskPage';
import { DossierPage } from './DossierPage';
import { HomeExceptions } from './HomeExceptions';
import { Queue } from './Queue';
import { RequestPage } from './RequestPage';

const counts = { toDecide: 2, overdue: 1, waitForOthers: 3 };

/** The list as wide as a board member has it. */
function wide() {
  Object.defineProperty(window, 'matchMedia', {
    writable: true,
    value: (query: string) => ({
      matches: !query.includes('max-width'),
      media: query,
      addListener: () => {},
      removeListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
    }),
  });
}

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
    ['board', /cy stands in, 1 Dec to 12 Dec/],
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

describe('a dossier', () => {
  it('holds what is on record', async () => {
    const { container } = renderView(<DossierPage id="exception-1" />);
    expect(
      await screen.findByRole('heading', {
        name: 'Dossier: Cursor for Payments core',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Log intact to entry 8,214/)).toBeInTheDocument();
    expect(screen.getByText(/request-submitted/)).toBeInTheDocument();
    // As it was kept with the decision; the vote is older than such records.
    const decided = screen.getByRole('region', { name: 'Decision' });
    expect(decided).toHaveTextContent('Approvals needed');
    expect(
      within(decided).getByText(
        'Max (board), barred: is in the team that asks',
      ),
    ).toBeInTheDocument();
    expect(
      within(decided).getByText('Ada (board): nothing'),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Votes' })).getByText(
        'Rules and conflicts of interest: not recorded.',
      ),
    ).toBeInTheDocument();
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
    expect(screen.getByText(/too few may decide/)).toBeInTheDocument();
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
    expect(await screen.findByText('A limited trial')).toBeInTheDocument();
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
    await userEvent.type(screen.getByLabelText('At most, a month'), '200');
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
      await screen.findByText(/mia left\. Name who supports it by 24 Dec/),
    ).toBeInTheDocument();
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
    // Kept by itself or when it is sent: what counts is what was stored last.
    let stored: unknown;
    const keep = async ({ ask }: { ask: unknown }) => {
      stored = ask;
      return { ...request, state: 'draft' as const };
    };
    const actOnRequest = jest.fn(async () => request);
    const { container } = renderView(<AskPage />, {
      address: `/?team=${own.ref}&tool=resource:default/cursor`,
      api: {
        draftRequest: keep,
        editRequest: (_, edit) => keep(edit),
        actOnRequest,
        me: async () => ({ ...me, teams: [own] }),
      },
    });
    const rail = await screen.findByRole('complementary', {
      name: 'What will happen',
    });
    expect(within(rail).getByText('One approval decides.')).toBeInTheDocument();
    await userEvent.click(
      within(rail).getByRole('button', { name: 'Join the request of Atlas' }),
    );
    expect(
      within(rail).getByText('Decided side by side with Atlas.'),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText(/How would you leave it/)).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.type(
      screen.getByLabelText('What can’t the default do?'),
      'Our language',
    );
    await userEvent.clear(screen.getByLabelText('Seats'));
    await userEvent.type(screen.getByLabelText('Seats'), '3');
    await userEvent.click(
      screen.getByRole('checkbox', { name: /We support this tool/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(actOnRequest).toHaveBeenCalledWith('request-1', 'submit');
    expect(stored).toEqual(
      expect.objectContaining({
        team: own.ref,
        tool: 'resource:default/cursor',
        why: 'Our language',
        seats: 3,
        acceptsSupport: true,
        supportOwner: 'user:default/ada',
        joins: ['group:default/atlas'],
      }),
    );
  });

  it('saves a draft by itself and says when, with what the tool brings along in grey', async () => {
    const draftRequest = jest.fn(async () => ({
      ...request,
      state: 'draft' as const,
    }));
    const editRequest = jest.fn(async () => ({
      ...request,
      state: 'draft' as const,
    }));
    renderView(<AskPage />, {
      address: `/?team=${own.ref}&tool=resource:default/cursor`,
      api: {
        draftRequest,
        editRequest,
        previewRequest: async () => ({
          ...preview,
          lane: 'full',
          inherited: {
            from: 'request',
            reviewedOn: '2026-10-03',
            reviewAgainOn: '2027-10-03',
            text: 'It keeps nothing',
          },
        }),
      },
    });
    const why = await screen.findByLabelText('What can’t the default do?');
    await userEvent.type(why, 'Our language');
    const patient = { timeout: 10_000 };
    expect(
      await screen.findByText(/^Saved \d\d:\d\d$/, {}, patient),
    ).toBeInTheDocument();
    expect(draftRequest).toHaveBeenCalledTimes(1);
    // Where a reload goes: to the draft, not to an empty form.
    expect(window.location.pathname).toMatch(/\/request-1\/edit$/);
    await userEvent.type(why, ' and more');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(draftRequest).toHaveBeenCalledTimes(1);
    expect(editRequest).toHaveBeenCalledWith('request-1', {
      revision: request.revision,
      ask: expect.objectContaining({ why: 'Our language and more' }),
    });
    expect(
      screen.getByText(/Security was answered for this tool on 3 Oct/),
    ).toHaveTextContent('It keeps nothing');
    expect(screen.queryByLabelText(/where does the code go/)).toBeNull();
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
    const summary = screen.getByRole('alert');
    expect(
      within(summary)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Why must say why the default does not fit',
      'Exit must say how you would leave the tool',
    ]);
    expect(
      screen.getByText('must say how you would leave the tool'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('What can’t the default do?')).toHaveFocus();
    expect(draftRequest).not.toHaveBeenCalled();
  });
});
