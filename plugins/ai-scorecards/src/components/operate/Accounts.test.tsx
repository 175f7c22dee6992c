import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InputError } from '@backstage/errors';
import { identities, ingestionStatus } from '../../__fixtures__';
import { renderView, user } from '../../__testUtils__';
import { Accounts } from './Accounts';
import { faultsOf } from './CsvUpload';

const view = (onChange: () => void = () => undefined) => (
  <Accounts accounts={ingestionStatus.accounts} onChange={onChange} />
);
const decided = () => jest.fn(async () => ({ changed: 1, daysAffected: 312 }));
const choose = async (button: string) =>
  userEvent.click(await screen.findByRole('button', { name: button }));

describe('accounts', () => {
  it('says how many are matched, and cost only as a total', async () => {
    renderView(view());
    expect(
      await screen.findByText(
        '96 % of accounts in use matched · 98 % of cost matched, over the last 28 days',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/12 unknown\. Unknown accounts cost 231.USD/),
    ).toBeInTheDocument();
  });

  it('says so before any account is known', async () => {
    renderView(
      <Accounts
        accounts={{ ...ingestionStatus.accounts, total: 0, matched: null }}
        onChange={() => undefined}
      />,
    );
    expect(
      await screen.findByText('No account is known yet.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
  });

  it.each([
    ['Suggested', ['grace-h_acme']],
    ['Unknown', ['someone@gmail.example']],
    ['Service accounts', ['ci-bot']],
    ['Left', ['linus-t']],
    ['Matched', ['ada-l']],
  ])('lists %s', async (tab, names) => {
    renderView(view());
    await userEvent.click(await screen.findByRole('tab', { name: tab }));
    const table = await screen.findByRole('table', {
      name: `Accounts: ${tab}`,
    });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(cell => cell.textContent),
    ).toEqual(names);
  });

  it('accepts a suggestion and says how many past days change', async () => {
    const decideIdentities = decided();
    const onChange = jest.fn();
    renderView(view(onChange), { api: { decideIdentities } });
    await choose('Accept: grace-h_acme');
    expect(decideIdentities).toHaveBeenCalledWith({
      decisions: [
        {
          namespace: 'github',
          account: 'grace-h_acme',
          state: 'person',
          person: 'user:default/grace',
        },
      ],
    });
    expect(
      await screen.findByText(
        '1 account changed; 312 past days will be re-attributed.',
      ),
    ).toBeInTheDocument();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('maps an account to a user of the catalog', async () => {
    const decideIdentities = decided();
    renderView(view(), {
      api: { decideIdentities },
      entities: [user('grace', 'Grace Hopper'), user('ada', 'Ada Lovelace')],
    });
    await choose('Map: grace-h_acme');
    const dialog = await screen.findByRole('dialog', {
      name: 'Whose account is grace-h_acme?',
    });
    const save = within(dialog).getByRole('button', { name: 'Map' });
    expect(save).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText('User'), 'grace');
    await userEvent.click(await screen.findByText('Grace Hopper (grace)'));
    await userEvent.click(save);
    expect(decideIdentities).toHaveBeenCalledWith({
      decisions: [
        expect.objectContaining({
          state: 'person',
          person: 'user:default/grace',
        }),
      ],
    });
  });

  it('marks accounts as left from a day on, and as service accounts', async () => {
    const decideIdentities = decided();
    renderView(view(), { api: { decideIdentities } });
    await choose('Mark left: grace-h_acme');
    fireEvent.change(await screen.findByLabelText('First day away'), {
      target: { value: '2026-09-01' },
    });
    await choose('Mark left');
    expect(decideIdentities).toHaveBeenLastCalledWith({
      decisions: [
        {
          namespace: 'github',
          account: 'grace-h_acme',
          state: 'left',
          leftOn: '2026-09-01',
          person: 'user:default/grace',
        },
      ],
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    // Nobody has to be named: a suggestion is a guess.
    await choose('Mark left: grace-h_acme');
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /^It was grace:/ }),
    );
    await choose('Mark left');
    expect(decideIdentities).toHaveBeenLastCalledWith({
      decisions: [expect.not.objectContaining({ person: expect.anything() })],
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await choose('Mark service account: grace-h_acme');
    expect(decideIdentities).toHaveBeenLastCalledWith({
      decisions: [
        {
          namespace: 'github',
          account: 'grace-h_acme',
          state: 'service-account',
        },
      ],
    });
  });

  it('looks on for the first row of a list that the first page has none of', async () => {
    const answer = jest.fn(async (query?: { cursor?: string }) => ({
      items: [query?.cursor ? identities[0] : identities[1]],
      nextCursor: query?.cursor ? null : 'more',
    }));
    renderView(view(), { api: { identities: answer } });
    expect(await screen.findByText('grace-h_acme')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
  });

  it('searches, and goes on to the next page', async () => {
    const answer = jest.fn(async (query?: { cursor?: string }) => ({
      items: query?.cursor
        ? [{ ...identities[0], id: 9, account: 'next' }]
        : identities.slice(0, 1),
      nextCursor: query?.cursor ? null : 'more',
    }));
    renderView(view(), { api: { identities: answer } });
    await choose('Show more');
    expect(await screen.findByText('next')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
    fireEvent.change(screen.getByLabelText('Find an account'), {
      target: { value: 'gra' },
    });
    await waitFor(() =>
      expect(answer).toHaveBeenLastCalledWith({
        state: 'unresolved',
        limit: 100,
        search: 'gra',
      }),
    );
  });

  it('uploads decisions as CSV', async () => {
    const decideIdentities = decided();
    renderView(view(), { api: { decideIdentities } });
    const csv =
      'namespace,account,state,person,leftOn\ngithub,x,left,,2026-09-01\n';
    await userEvent.upload(
      await screen.findByLabelText('Upload CSV'),
      new File([csv], 'accounts.csv', { type: 'text/csv' }),
    );
    await waitFor(() => expect(decideIdentities).toHaveBeenCalledWith({ csv }));
  });

  it('lists what is wrong with a file', async () => {
    renderView(view(), {
      api: {
        decideIdentities: async () => {
          throw new InputError(
            'line 2: person must name a user; line 4: state is not valid',
          );
        },
      },
    });
    await userEvent.upload(
      await screen.findByLabelText('Upload CSV'),
      new File(['x'], 'accounts.csv', { type: 'text/csv' }),
    );
    const alert = await screen.findByRole('alert');
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'line 2: person must name a user',
      'line 4: state is not valid',
    ]);
  });
});

it.each([
  ['one fault', ['one fault']],
  ['line 2: a; b; line 3: c', ['line 2: a; b', 'line 3: c']],
  ['Line 2: a\nLine 3: c\n', ['Line 2: a', 'Line 3: c']],
])('faults of %j', (message, faults) => {
  expect(faultsOf(message)).toEqual(faults);
});
