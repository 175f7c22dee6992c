import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { reconciliation } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { Reconciliation } from './Reconciliation';
import { difference } from './reconcileLine';

const words = (element: Element) =>
  element.textContent?.replace(/\u00a0/g, ' ');

describe('reconciliation', () => {
  it('sets total, teams and buckets side by side to the micro-unit, rounding beside', async () => {
    renderView(<Reconciliation />);
    const rows = (await screen.findAllByRole('row')).slice(1);
    expect(rows.map(words)).toEqual([
      'Nov 2026githubgithub-copilotSeats3,800.00 USD3,800.00 USD0.00 USD22 of 30 days known0 USD',
      'Oct 2026anthropicclaude-codeUsage12,345.678901 USD12,000.00 USD345.678901 USDcomplete; beside it 250.00 USD left out; reported twice, counted once: 81.00 USD0.0000004 USD',
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
      buckets: [],
    };
    renderView(<Reconciliation />, {
      api: {
        reconciliation: async () => ({ items: [empty], commitments: [] }),
      },
    });
    const rows = (await screen.findAllByRole('row')).slice(1);
    expect(rows.map(words)).toEqual([
      'Oct 2026anthropicclaude-codeUsage–––no data at the vendor–',
    ]);
  });

  it('shows three months, and earlier ones when asked', async () => {
    const items = ['2026-10', '2026-09', '2026-08', '2026-07'].map(month => ({
      ...reconciliation[1],
      month,
    }));
    renderView(<Reconciliation />, {
      api: { reconciliation: async () => ({ items, commitments: [] }) },
    });
    expect(await screen.findAllByRole('row')).toHaveLength(1 + 3);
    await userEvent.click(
      screen.getByRole('button', { name: 'Earlier months' }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(1 + 4);
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
      screen.getByText("The total is the vendor's cost report."),
    ).toBeInTheDocument();
  });

  it('filters by source and month from the address', async () => {
    renderView(<Reconciliation />, { address: '/?source=github' });
    expect((await screen.findAllByRole('row')).slice(1)).toHaveLength(1);
    await userEvent.selectOptions(screen.getByLabelText('Month'), 'Oct 2026');
    expect(screen.getByText('No month has cost yet.')).toBeInTheDocument();
    await userEvent.selectOptions(
      screen.getByLabelText('Source'),
      'All sources',
    );
    expect(screen.getAllByRole('row').slice(1)).toHaveLength(1);
  });

  it('does not hide a difference', async () => {
    const off = { ...reconciliation[1], teamsMicros: 3_799_999_999 };
    expect(difference(off)).toBe(1);
    renderView(<Reconciliation />, {
      api: { reconciliation: async () => ({ items: [off], commitments: [] }) },
    });
    expect(
      await screen.findByText(/differs by 0\.000001.USD/),
    ).toBeInTheDocument();
  });

  it('says that there is nothing yet, or that it failed', async () => {
    const { unmount } = renderView(<Reconciliation />, {
      api: { reconciliation: async () => ({ items: [], commitments: [] }) },
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
