import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { reconciliation } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { Reconciliation } from './Reconciliation';
import { difference } from './reconcileLine';

const words = (element: Element) =>
  element.textContent?.replace(/\u00a0/g, ' ');

/** Rows of the lines, the header left out. */
const lineRows = async () =>
  within(await screen.findByRole('table', { name: 'Reconciliation' }))
    .getAllByRole('row')
    .slice(1);

describe('reconciliation', () => {
  it('sets total, teams and buckets side by side to the micro-unit, rounding beside', async () => {
    renderView(<Reconciliation />);
    const rows = await lineRows();
    expect(rows.map(words)).toEqual([
      'Nov 2026githubgithub-copilotSeats3,800.00 USD3,800.00 USD0.00 USD22 of 30 days known; adjustments booked in: 7.000001 USD; beside it 950.00 USD for seats that nobody held0 USD',
      'Oct 2026anthropic, focusclaude-codeUsage12,345.678901 USD12,000.00 USD345.678901 USDcomplete; adjusted later by −12.50 USD; beside it 250.00 USD left out; reported twice, counted once: 81.00 USD0.0000004 USD',
    ]);
  });

  it('shows a month without data as that, and not as zero', async () => {
    const empty = {
      ...reconciliation[0],
      state: 'no-data' as const,
      totalMicros: null,
      teamsMicros: null,
      leftOutMicros: null,
      reportedTwiceMicros: null,
      adjustedLaterMicros: null,
      buckets: [],
    };
    const beside = { ...empty, month: '2026-09', leftOutMicros: 250_000_000 };
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({
          items: [empty, beside],
          commitments: [],
          open: [],
        }),
      },
    });
    const rows = await lineRows();
    expect(rows.map(words)).toEqual([
      'Oct 2026anthropic, focusclaude-codeUsage–––no data at the vendor–',
      'Sept 2026anthropic, focusclaude-codeUsage–––no data at the vendor; beside it 250.00 USD left out–',
    ]);
  });

  it('shows three months, and earlier ones when asked', async () => {
    const items = ['2026-10', '2026-09', '2026-08', '2026-07'].map(month => ({
      ...reconciliation[1],
      month,
    }));
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({ items, commitments: [], open: [] }),
      },
    });
    expect(await lineRows()).toHaveLength(3);
    await userEvent.click(
      screen.getByRole('button', { name: 'Earlier months' }),
    );
    expect(await lineRows()).toHaveLength(4);
    expect(
      screen.queryByRole('button', { name: 'Earlier months' }),
    ).not.toBeInTheDocument();
  });

  it('opens a line to its buckets', async () => {
    renderView(<Reconciliation />);
    const open = await screen.findByRole('button', {
      name: /Buckets of anthropic, Oct 2026, Usage/,
    });
    await userEvent.click(open);
    expect(open).toHaveAttribute('aria-expanded', 'true');
    const table = screen.getByRole('table', {
      name: 'Buckets of anthropic, Oct 2026, Usage',
    });
    expect(within(table).getAllByRole('row').slice(1).map(words)).toEqual([
      'Unknown accounts300.000001 USD',
      'Service accounts and API keys60.00 USD',
      'Billed without a person−14.3211 USD',
    ]);
    expect(
      screen.getByText("What the total is: The vendor's bill."),
    ).toBeInTheDocument();
  });

  it('opens a line of several sources to what each told', async () => {
    renderView(<Reconciliation />);
    await lineRows();
    const [, line] = screen.getAllByRole('button', { name: /Buckets of/ });
    await userEvent.click(line);
    const table = screen.getByRole('table', { name: 'By source' });
    expect(within(table).getAllByRole('row').slice(1).map(words)).toEqual([
      'anthropic12,345.678901 USD12,345.678901 USD0.00 USD',
      'focus81.00 USD0.00 USD81.00 USD',
    ]);
  });

  it('opens a line to its adjustments and to teams', async () => {
    renderView(<Reconciliation />);
    await userEvent.click(
      await screen.findByRole('button', {
        name: /Buckets of github, Nov 2026, Seats/,
      }),
    );
    const adjustments = screen.getByRole('table', {
      name: 'Adjustments of closed months, in no total',
    });
    expect(within(adjustments).getAllByRole('row').map(words)).toEqual([
      'Of monthBooked onTotalTeamsUnknown accounts',
      'Oct 202612 Nov7.000001 USD9.000001 USD−2.00 USD',
    ]);
    const named = screen.getByRole('table', {
      name: 'Teams of the adjustments, where enough people cost something else',
    });
    expect(within(named).getAllByRole('row').map(words)).toEqual([
      'Of monthBooked onTeamTotal',
      'Oct 202612 NovPayments8.00 USD',
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Open to teams' }),
    );
    const teams = await screen.findByRole('table', {
      name: 'Teams of github, Nov 2026, Seats',
    });
    expect(within(teams).getAllByRole('row').slice(1).map(words)).toEqual([
      'Payments3,790.00 USD',
      'Small groups10.00 USD',
    ]);
  });

  it('opens a line to a hundred teams at a time', async () => {
    const teams = Array.from({ length: 230 }, (_, n) => ({
      team: `group:default/team-${n}`,
      title: `Team ${n}`,
      micros: 1_000_000,
    }));
    const [line] = reconciliation;
    const opened = { ...line, byTeam: { teams, notShownApartMicros: 0 } };
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({
          items: [opened],
          commitments: [],
          open: [],
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /Buckets of/ }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Open to teams' }),
    );
    const table = await screen.findByRole('table', {
      name: /^Teams of/,
    });
    const counts: number[] = [];
    const count = () =>
      counts.push(within(table).getAllByText(/^Team \d+$/).length);
    count();
    for (const _ of ['second', 'third']) {
      await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
      count();
    }
    expect(counts).toEqual([100, 200, 230]);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    expect(within(table).getByText('Small groups')).toBeInTheDocument();
  });

  it('says what keeps a month open', async () => {
    const open = { ...reconciliation[0], month: '2026-10', closed: null };
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({
          items: [open],
          commitments: [],
          open: [
            {
              month: '2026-10',
              reasons: [
                'Cursor usage fails for 2 days of it.',
                'Seats has read no list of seats in it.',
              ],
            },
          ],
        }),
      },
    });
    const reasons = await screen.findByRole('list', {
      name: 'Why Oct 2026 is open',
    });
    expect(within(reasons).getAllByRole('listitem').map(words)).toEqual([
      'Cursor usage fails for 2 days of it.',
      'Seats has read no list of seats in it.',
    ]);
  });

  it('says who closed a month, and closes one after asking', async () => {
    const open = { ...reconciliation[0], closed: null, complete: false };
    const closeMonth = jest.fn(async () => ({ at: '', by: null }));
    const load = jest.fn(async () => ({
      items: [open],
      commitments: [],
      open: [],
    }));
    renderView(<Reconciliation />, {
      api: { reconciliation: load, closeMonth },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Close Oct 2026' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Close Oct 2026?',
    });
    expect(dialog).toHaveTextContent('1 line of it may still change');
    expect(closeMonth).not.toHaveBeenCalled();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close month' }),
    );
    expect(closeMonth).toHaveBeenCalledWith('2026-10');
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
  });

  it('shows why a month cannot be closed', async () => {
    const open = { ...reconciliation[0], closed: null };
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({
          items: [open],
          commitments: [],
          open: [],
        }),
        closeMonth: async () => {
          throw new Error('2026-10 is being worked out again');
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Close Oct 2026' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Close month' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '2026-10 is being worked out again',
    );
  });

  it('lists months with who closed them, and what is left of commitments', async () => {
    renderView(<Reconciliation />);
    const months = await screen.findByRole('table', { name: 'Months' });
    expect(within(months).getAllByRole('row').slice(1).map(words)).toEqual([
      'Nov 2026not over yetChargeback CSVFOCUS CSV',
      'Oct 2026closed Mon 9 Nov, 08:30 UTC by frankChargeback CSVFOCUS CSV',
    ]);
    const commitments = screen.getByRole('table', { name: 'Commitments' });
    expect(within(commitments).getAllByRole('row').slice(1).map(words)).toEqual(
      ['claude-code1 Jan – 31 Dec240,000.00 USD180,000.00 USD60,000.00 USD'],
    );
  });

  it('hands out a month as files, and says what is not in them', async () => {
    const createObjectURL = jest.fn(() => 'blob:file');
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    renderView(<Reconciliation />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Chargeback CSV of Oct 2026' }),
    );
    await waitFor(() => expect(click).toHaveBeenCalledTimes(1));
    await userEvent.click(
      screen.getByRole('button', { name: 'FOCUS CSV of Oct 2026' }),
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      '1 kind of cost is not in the file',
    );
    expect(createObjectURL).toHaveBeenCalledTimes(2);
    click.mockRestore();
  });

  it('filters by source and month from the address', async () => {
    renderView(<Reconciliation />, { address: '/?source=github' });
    expect(await lineRows()).toHaveLength(1);
    await userEvent.selectOptions(screen.getByLabelText('Month'), 'Oct 2026');
    expect(screen.getByText('No month has cost yet.')).toBeInTheDocument();
    await userEvent.selectOptions(
      screen.getByLabelText('Source'),
      'All sources',
    );
    expect(await lineRows()).toHaveLength(1);
  });

  it('does not hide a difference', async () => {
    const off = { ...reconciliation[1], teamsMicros: 3_799_999_999 };
    expect(difference(off)).toBe(1);
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({
          items: [off],
          commitments: [],
          open: [],
        }),
      },
    });
    expect(
      await screen.findByText(/differs by 0\.000001.USD/),
    ).toBeInTheDocument();
  });

  it('says that there is nothing yet, or that it failed', async () => {
    const { unmount } = renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({ items: [], commitments: [], open: [] }),
      },
    });
    expect(
      await screen.findByText('No month has cost yet.'),
    ).toBeInTheDocument();
    unmount();
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => {
          throw new Error('Away');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Away');
  });
});
