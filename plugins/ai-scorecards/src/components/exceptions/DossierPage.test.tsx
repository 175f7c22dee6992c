import { screen, within } from '@testing-library/react';
import { dossier, windingDown } from '../../__fixtures__';
import { accessibilityFaults, renderView, user } from '../../__testUtils__';
import { DossierPage } from './DossierPage';

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
    // Whole, as the check of the log takes it.
    expect(
      screen.getByText(/Head of the log: 8214:abcdef0123456789:m\b/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check the log' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests?show=history',
    );
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

  it('says by how many days without use a step of the wind-down was proven', async () => {
    renderView(<DossierPage id="exception-1" />, {
      api: {
        dossier: async () => ({
          ...dossier,
          exception: { ...dossier.exception, windDown: windingDown },
        }),
      },
    });
    expect(
      await screen.findByText('Seats returned: done (no use for 30 days)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Vendor data deleted: done (stated)'),
    ).toBeInTheDocument();
    expect(screen.getByText('Contract closed: open')).toBeInTheDocument();
  });
});
