import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { noFigure, scorecard } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { Cost } from './Cost';

const cost = scorecard.cost!;

describe('cost', () => {
  it('says how it compares, with the source of the benchmark', async () => {
    const { container } = renderView(<Cost cost={cost} />);
    expect(
      await screen.findByText('1.2 × the benchmark (Estimate)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Benchmark: 38.60 USD — Median of 9 teams with GitHub Copilot as main tool, August to October, 31 Oct.',
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('Hatched: estimate')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('has totals in its table and keeps usage value apart', async () => {
    renderView(<Cost cost={cost} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show as table' }),
    );
    const table = screen.getByRole('table', {
      name: 'Cost per active developer and month',
    });
    const row = within(table).getByRole('row', { name: /^Oct 2026/ });
    expect(row.textContent?.replace(/\u00a0/g, ' ')).toBe(
      'Oct 202646.42 USD (Estimate)836 USD (Estimate)400 USD436 USD (Estimate)' +
        '38.00 USD21.00 USD181,212 USD (Estimate)',
    );
    expect(screen.getByText(/It is not part of the cost/)).toBeInTheDocument();
  });

  it('says of a month without figures why, instead of a column of zero', async () => {
    const [first, second, ...rest] = cost.months;
    const hidden = {
      ...second,
      costPerActiveDeveloper: noFigure('suppressed', 'micro-usd'),
    };
    renderView(<Cost cost={{ ...cost, months: [first, hidden, ...rest] }} />);
    expect(
      await screen.findByText('Gaps: Jun 2026: Too few people to show.'),
    ).toBeInTheDocument();
  });

  it('draws no axis where no month is shown', async () => {
    const months = cost.months.map(month => ({
      ...month,
      costPerActiveDeveloper: noFigure('suppressed', 'micro-usd'),
    }));
    renderView(<Cost cost={{ ...cost, months }} />);
    expect(
      await screen.findByText('Too few people to show'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Cost per active developer and month'),
    ).not.toBeInTheDocument();
  });

  it('does not compare without a benchmark', async () => {
    renderView(
      <Cost
        cost={{ ...cost, benchmark: null, ratio: noFigure('no-data', 'ratio') }}
      />,
    );
    await screen.findByText('Cost per active developer and month');
    expect(screen.queryByText(/enchmark/)).not.toBeInTheDocument();
  });
});
