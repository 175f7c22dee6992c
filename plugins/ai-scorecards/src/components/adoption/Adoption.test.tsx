import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { activeDevelopers, claude, scorecard } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { Adoption } from './Adoption';
import { chartRange } from './range';

const adoption = scorecard.adoption!;
const view = <Adoption scorecard={scorecard} adoption={adoption} />;

async function openTable() {
  // The chart comes after its data, above the bar of tiers.
  await screen.findByText('Active developers');
  await userEvent.click(
    screen.getAllByRole('button', { name: 'Show as table' })[0],
  );
  return screen.findByRole('table', { name: 'Active developers' });
}

describe('adoption', () => {
  it('says what the chart shows, its gaps and its flags in words', async () => {
    renderView(view);
    expect(
      await screen.findByRole('img', {
        name: 'Active developers by tool, 25 May to 22 Nov. Last total: 16.',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Gaps: 27 Jul to 9 Aug: The vendor did not answer for two weeks.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/GitHub Copilot: new price per seat/),
    ).toBeInTheDocument();
  });

  it('opens its table, in which a gap is words and a flag stands at its week', async () => {
    renderView(view);
    const table = await openTable();
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(cell => cell.textContent),
    ).toEqual([
      'Week of',
      'All tools',
      'GitHub Copilot',
      'Claude Code',
      'Marked on the axis',
    ]);
    const gap = within(table).getByRole('row', { name: /^27 Jul/ });
    expect(gap).toHaveTextContent(
      '27 JulCollection failsCollection failsCollection failsThe vendor did not answer for two weeks.',
    );
    expect(
      within(table).getByRole('row', { name: /new price per seat/ }),
    ).toHaveTextContent(/^28 Sept/);
  });

  it('reads its filters from the address and asks accordingly', async () => {
    const teamTrends = jest.fn(async () => activeDevelopers);
    renderView(view, {
      api: { teamTrends },
      address: `/?grain=day&tool=${claude}`,
    });
    const table = await openTable();
    expect(
      within(table).queryByRole('columnheader', { name: 'GitHub Copilot' }),
    ).not.toBeInTheDocument();
    expect(teamTrends).toHaveBeenLastCalledWith('group:default/payments-core', {
      metric: 'activeDevelopers',
      grain: 'day',
      from: '2026-09-28',
      to: '2026-11-22',
    });

    await userEvent.selectOptions(screen.getByLabelText('Period'), 'Weeks');
    expect(teamTrends).toHaveBeenLastCalledWith(
      'group:default/payments-core',
      expect.objectContaining({ grain: 'week', from: '2026-05-25' }),
    );
  });

  it('passes over filters in the address that mean nothing', async () => {
    const teamTrends = jest.fn(async () => activeDevelopers);
    renderView(view, { api: { teamTrends }, address: '/?grain=year&tool=x' });
    await openTable();
    expect(teamTrends).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ grain: 'week', from: '2026-05-25' }),
    );
    expect(
      screen.getByRole('columnheader', { name: 'GitHub Copilot' }),
    ).toBeInTheDocument();
  });

  it('says that there is nothing to draw, or that it failed', async () => {
    const { unmount } = renderView(view, {
      api: { teamTrends: async () => ({ ...activeDevelopers, series: [] }) },
    });
    expect(
      await screen.findByText('Nothing to draw for this period yet.'),
    ).toBeInTheDocument();
    unmount();
    renderView(view, {
      api: {
        teamTrends: async () => {
          throw new Error('Too slow');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Too slow');
  });

  it('draws no axis where no week may be told', async () => {
    const teamTrends = async () => ({
      ...activeDevelopers,
      series: activeDevelopers.series.map(one => ({
        ...one,
        points: one.points.map(({ period }) => ({
          period,
          state: 'suppressed' as const,
          value: null,
          bound: null,
          reason: 'Too few people to show this.',
        })),
      })),
    });
    renderView(view, { api: { teamTrends } });
    expect(
      await screen.findByText('Too few people to show this.'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Active developers')).not.toBeInTheDocument();
  });

  it('says why the line of one tool breaks where the others go on', async () => {
    const why = /^Lines are not added up.* A line breaks where too few people/;
    const { unmount } = renderView(view);
    await screen.findByText(/^Lines are not added up/);
    expect(screen.queryByText(why)).not.toBeInTheDocument();
    unmount();
    const teamTrends = async () => ({
      ...activeDevelopers,
      series: activeDevelopers.series.map(one => ({
        ...one,
        points: one.points.map((point, index) =>
          one.id === claude && index === 3
            ? { ...point, state: 'suppressed' as const, value: null }
            : point,
        ),
      })),
    });
    renderView(view, { api: { teamTrends } });
    expect(await screen.findByText(why)).toBeInTheDocument();
  });

  it('shows tiers with their counts and words for what is not shown', async () => {
    const { unmount } = renderView(view);
    expect(
      await screen.findByRole('img', {
        name: '14+ days: 8, 7–13: 6, 2–6 · New: 5, 0–1: 5',
      }),
    ).toBeInTheDocument();
    unmount();
    renderView(
      <Adoption
        scorecard={scorecard}
        adoption={{
          ...adoption,
          tiers: { state: 'suppressed', through: '2026-11-22', parts: [] },
        }}
      />,
    );
    expect(
      await screen.findByText(
        'Days of use in the 28 days to 22 Nov: Too few people to show',
      ),
    ).toBeInTheDocument();
  });

  it('names companions and tools that stand out', async () => {
    renderView(view);
    expect(
      await screen.findByText('Mostly on the default tool'),
    ).toBeInTheDocument();
    expect(screen.getByText('≥ 90 %')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Tab Helper' }),
    ).toBeInTheDocument();
  });
});

describe('chartRange', () => {
  it.each([
    ['day', '2026-11-23', '2026-09-28', '2026-11-22'],
    ['week', '2026-11-23', '2026-05-25', '2026-11-22'],
    ['week', '2026-11-22', '2026-05-18', '2026-11-15'],
  ] as const)('of grain %s on %s is %s to %s', (grain, today, from, to) => {
    expect(chartRange(grain, today)).toEqual({ from, to });
  });
});

describe('on a narrow screen', () => {
  const matchMedia = window.matchMedia;
  afterEach(() => {
    window.matchMedia = matchMedia;
  });

  it('charts are folded and open at a press', async () => {
    window.matchMedia = query => ({
      matches: query.includes('max-width'),
      media: query,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      dispatchEvent: () => false,
    });
    renderView(view);
    await screen.findByText('Active developers');
    const [open] = screen.getAllByRole('button', { name: 'Show chart' });
    expect(
      screen.queryByRole('img', { name: /Active developers by tool/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(open);
    expect(
      await screen.findByRole('img', { name: /Active developers by tool/ }),
    ).toBeInTheDocument();
  });
});
