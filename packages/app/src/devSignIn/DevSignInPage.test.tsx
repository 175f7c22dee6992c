import {
  configApiRef,
  discoveryApiRef,
  type IdentityApi,
} from '@backstage/core-plugin-api';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DevSignInPage } from './DevSignInPage';

const config = mockApis.config({
  data: {
    app: { title: 'Test portal' },
    devSignIn: {
      personas: [
        {
          id: 'lead',
          title: 'Team lead',
          description: 'Leads a team',
          userEntityRef: 'user:default/lee',
        },
        { id: 'dev', title: 'Developer', userEntityRef: 'user:default/dee' },
      ],
    },
  },
});

const session = {
  providerInfo: {},
  profile: { displayName: 'Lee' },
  backstageIdentity: {
    token: 'a.eyJleHAiOjQxMDI0NDQ4MDB9.c',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/lee',
      ownershipEntityRefs: ['user:default/lee'],
    },
  },
};

async function renderPage() {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [configApiRef, config],
        [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://portal' })],
      ]}
    >
      <DevSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return onSignInSuccess;
}

describe('DevSignInPage', () => {
  let answer: () => Response;
  let fetchMock: jest.SpyInstance;

  beforeEach(() => {
    window.localStorage.clear();
    answer = () => Response.json(session);
    fetchMock = jest
      .spyOn(global, 'fetch')
      .mockImplementation(async () => answer());
  });

  afterEach(() => fetchMock.mockRestore());

  it('signs in with one click as the persona of the button', async () => {
    const onSignInSuccess = await renderPage();

    await userEvent.click(screen.getByRole('button', { name: /Team lead/ }));

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [url, init] = fetchMock.mock.calls[0];
    expect(url).toBe('http://portal/api/auth/dev-persona/refresh');
    expect(new Headers(init.headers).get('x-dev-persona')).toBe('lead');
    await expect(
      onSignInSuccess.mock.calls[0][0].getBackstageIdentity(),
    ).resolves.toMatchObject({ userEntityRef: 'user:default/lee' });
  });

  it('keeps the choice for the next page load, until signing out', async () => {
    window.localStorage.setItem('dev-sign-in/persona', 'lead');
    const onSignInSuccess = await renderPage();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));

    await onSignInSuccess.mock.calls[0][0].signOut();

    expect(window.localStorage.getItem('dev-sign-in/persona')).toBeNull();
  });

  it('lists the personas when the kept choice is no longer configured', async () => {
    window.localStorage.setItem('dev-sign-in/persona', 'removed');
    await renderPage();
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });

  it('tries again by itself while the catalog does not know the person', async () => {
    let calls = 0;
    answer = () => {
      calls += 1;
      return calls === 1
        ? Response.json(
            { error: { name: 'NotFoundError', message: 'User not found' } },
            { status: 404 },
          )
        : Response.json(session);
    };
    const onSignInSuccess = await renderPage();
    jest.useFakeTimers();
    try {
      fireEvent.click(screen.getByRole('button', { name: /Developer/ }));
      expect(
        await screen.findByText(/has not read user:default\/dee yet/),
      ).toBeInTheDocument();
      await act(() => jest.advanceTimersByTimeAsync(3000));
      await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    } finally {
      jest.useRealTimers();
    }
  });

  it('shows any other failure and goes back to the list', async () => {
    answer = () =>
      Response.json(
        { error: { name: 'Error', message: 'The database is gone' } },
        { status: 500 },
      );
    const onSignInSuccess = await renderPage();
    await userEvent.click(screen.getByRole('button', { name: /Developer/ }));

    expect(
      await screen.findByText('You are not signed in as Developer'),
    ).toBeInTheDocument();
    expect(onSignInSuccess).not.toHaveBeenCalled();

    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );
    expect(screen.getByRole('button', { name: /Team lead/ })).toBeVisible();
  });
});
