import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { me, preview, request } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { AskPage } from './AskPage';

afterEach(() => window.localStorage.clear());

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
      updatedAt: request.updatedAt,
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

  it('lists beside it what is missing, each a way to its field, and keeps up with the typing', async () => {
    renderView(<AskPage />, {
      address: `/?team=${own.ref}&tool=resource:default/cursor`,
      api: {
        previewRequest: async ({ why, acceptsSupport }) => ({
          ...preview,
          faults: [
            ...(why ? [] : [{ field: 'why', message: 'must say why' }]),
            ...(acceptsSupport
              ? []
              : [{ field: 'acceptsSupport', message: 'must be ticked' }]),
            { field: 'exit', message: 'is asked for later, if at all' },
          ],
        }),
      },
    });
    const list = await screen.findByRole('list', { name: 'Still missing' });
    expect(list).toHaveTextContent(/^WhyOwn support$/);
    await userEvent.click(within(list).getByRole('button', { name: 'Why' }));
    const why = screen.getByLabelText('What can’t the default do?');
    expect(why).toHaveFocus();
    await userEvent.type(why, 'Our language');
    await waitFor(() =>
      expect(
        screen.getByRole('list', { name: 'Still missing' }),
      ).toHaveTextContent(/^Own support$/),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: /We support this tool/ }),
    );
    expect(await screen.findByText('Nothing is missing.')).toBeInTheDocument();
  });

  it('says before anything is filled in that the team asks already', async () => {
    renderView(<AskPage />, {
      address: `/?team=${own.ref}&tool=resource:default/cursor`,
      api: {
        previewRequest: async () => ({
          ...preview,
          inTheWay: {
            kind: 'request',
            id: 'request-7',
            sentence: 'Your team has an open request for this tool already',
          },
        }),
      },
    });
    expect(await screen.findByText(/has an open request/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open it.' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-7',
    );
  });

  it.each([
    [
      'starts at once what is within it',
      'immediate' as const,
      true,
      'Start now',
    ],
    ['sends what somebody else accepts', 'immediate' as const, false, 'Send'],
    ['sends what is outside of it', 'full' as const, false, 'Send'],
  ])(
    'tells of a standing approval first, and %s',
    async (_, lane, startsNow, button) => {
      const standing = 'Granted at once if you stay within 10 seats, 90 days';
      renderView(<AskPage />, {
        address: `/?team=${own.ref}&tool=resource:default/cursor`,
        api: {
          previewRequest: async () => ({
            ...preview,
            lane,
            standing,
            startsNow,
          }),
        },
      });
      const offer = await screen.findByText(`${standing}.`);
      const why = screen.getByLabelText('What can’t the default do?');
      expect(offer.compareDocumentPosition(why)).toBe(
        Node.DOCUMENT_POSITION_FOLLOWING,
      );
      expect(screen.getByRole('button', { name: button })).toBeEnabled();
    },
  );

  it('promises nothing before a tool is chosen', async () => {
    renderView(<AskPage />, {
      address: `/?team=${own.ref}`,
      api: { previewRequest: async () => ({ ...preview, lane: 'full' }) },
    });
    expect(await screen.findByText(/^Choose a tool, and/)).toBeInTheDocument();
    expect(screen.queryByText(/approval decides/)).toBeNull();
    expect(screen.queryByText(/Decision by/)).toBeNull();
  });

  it('takes links, and does not send a line that is none', async () => {
    const draftRequest = jest.fn(async () => request);
    renderView(<AskPage />, {
      address: `/?team=${own.ref}&tool=resource:default/cursor`,
      api: { draftRequest },
    });
    await userEvent.click(await screen.findByText(/^More: links/));
    const links = screen.getByLabelText('Links that help to decide');
    await userEvent.type(links, 'Trial wiki/trial');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(
      await screen.findByText(/^must end in a web address .*: Trial wiki/),
    ).toBeInTheDocument();
    expect(links).toHaveFocus();
    expect(draftRequest).not.toHaveBeenCalled();
    await userEvent.clear(links);
    await userEvent.type(links, 'Trial https://wiki.example/trial');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(draftRequest).toHaveBeenCalledWith({
      id: expect.any(String),
      ask: expect.objectContaining({
        links: [{ title: 'Trial', url: 'https://wiki.example/trial' }],
      }),
    });
  });
});

describe('what was typed', () => {
  const address = '/?tool=resource:default/cursor';
  const why = () => screen.findByLabelText('What can’t the default do?');
  const kept = () =>
    Object.keys(window.localStorage).filter(key => key.includes('/ask/'));
  const draft = {
    ...request,
    state: 'draft' as const,
    updatedAt: '2026-11-23T08:00:00.000Z',
  };

  it('is back after a reload, before any draft was saved', async () => {
    const { unmount } = renderView(<AskPage />, { address });
    await userEvent.type(await why(), 'Our language');
    unmount();
    renderView(<AskPage />, { address });
    expect(await why()).toHaveValue('Our language');
    expect(screen.getByText(/What you typed here at .* is back/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Forget it' }));
    expect(await why()).toHaveValue('');
    expect(kept()).toEqual([]);
  });

  it('goes on from a draft, which says when it was saved, and is stored as the page is left', async () => {
    const editRequest = jest.fn(async () => draft);
    const api = { request: async () => draft, editRequest };
    const { unmount } = renderView(<AskPage id="request-1" />, { api });
    expect(await screen.findByText(/^Saved \d\d:\d\d$/)).toBeInTheDocument();
    await userEvent.type(await why(), ' and more');
    expect(editRequest).not.toHaveBeenCalled();
    unmount();
    await waitFor(() =>
      expect(editRequest).toHaveBeenCalledWith('request-1', {
        revision: draft.revision,
        updatedAt: draft.updatedAt,
        ask: expect.objectContaining({
          why: 'Its editor knows our language and more',
        }),
      }),
    );
  });

  it('never overwrites what somebody saved since: it is offered', async () => {
    const offline = async () => {
      throw new Error('offline');
    };
    const { unmount } = renderView(<AskPage id="request-1" />, {
      api: { request: async () => draft, editRequest: offline },
    });
    await userEvent.type(await why(), ' and more');
    unmount();
    renderView(<AskPage id="request-1" />, {
      api: {
        request: async () => ({
          ...draft,
          updatedAt: '2026-11-23T08:30:00.000Z',
          ask: { ...draft.ask, why: 'Their words' },
        }),
      },
    });
    expect(await why()).toHaveValue('Their words');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Bring it back' }),
    );
    expect(await why()).toHaveValue('Its editor knows our language and more');
  });

  it('is told to stand in this browser alone while the server cannot be reached', async () => {
    renderView(<AskPage />, {
      address,
      api: {
        draftRequest: async () => {
          throw new Error('offline');
        },
      },
    });
    await userEvent.type(await why(), 'Our language');
    expect(
      await screen.findByText(
        /^Not saved on the server yet/,
        {},
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
  });

  it('becomes one draft, though the page was left before the first was answered', async () => {
    const sent: { id?: string }[] = [];
    const { unmount } = renderView(<AskPage />, {
      address,
      api: {
        draftRequest: input => {
          sent.push(input);
          return new Promise(() => undefined);
        },
      },
    });
    await userEvent.type(await why(), 'Our language');
    await waitFor(() => expect(sent).toHaveLength(1), { timeout: 10_000 });
    await userEvent.type(await why(), ' and more');
    unmount();

    const editRequest = jest.fn(async () => draft);
    renderView(<AskPage />, {
      address,
      api: {
        draftRequest: async input => {
          sent.push(input);
          return { ...draft, ask: { ...draft.ask, why: 'Our language' } };
        },
        editRequest,
      },
    });
    expect(await why()).toHaveValue('Our language and more');
    await waitFor(() => expect(editRequest).toHaveBeenCalled(), {
      timeout: 10_000,
    });
    expect(sent.map(({ id }) => id)).toEqual([sent[0].id, sent[0].id]);
    expect(editRequest).toHaveBeenCalledWith('request-1', {
      revision: draft.revision,
      updatedAt: draft.updatedAt,
      ask: expect.objectContaining({ why: 'Our language and more' }),
    });
  });

  it('is sent as it was brought back, and not as it was stored before', async () => {
    const offline = async () => {
      throw new Error('offline');
    };
    const { unmount } = renderView(<AskPage id="request-1" />, {
      api: { request: async () => draft, editRequest: offline },
    });
    await userEvent.type(await why(), ' and more');
    unmount();
    const editRequest = jest.fn(async () => draft);
    const actOnRequest = jest.fn(async () => request);
    renderView(<AskPage id="request-1" />, {
      api: { request: async () => draft, editRequest, actOnRequest },
    });
    await why();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(actOnRequest).toHaveBeenCalled());
    expect(editRequest).toHaveBeenCalledWith(
      'request-1',
      expect.objectContaining({
        ask: expect.objectContaining({
          why: 'Its editor knows our language and more',
        }),
      }),
    );
  });

  it('is forgotten once it was sent', async () => {
    renderView(<AskPage />, {
      address,
      api: { draftRequest: async () => draft },
    });
    await userEvent.type(await why(), 'Our language');
    expect(kept()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(kept()).toEqual([]));
  });
});
