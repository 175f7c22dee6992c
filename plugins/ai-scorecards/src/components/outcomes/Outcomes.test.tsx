import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { TeamOutcomes } from 'backstage-plugin-ai-scorecards-common';
import {
  bandAlone,
  explained,
  noOutcomes,
  outcomes,
  scorecard,
} from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { Outcomes } from './Outcomes';

const NBSP = /\u00a0/g;
const plain = (element: Element | null) =>
  element?.textContent?.replace(NBSP, ' ');

const shown = (answer: TeamOutcomes) =>
  renderView(<Outcomes scorecard={scorecard} />, {
    api: { teamOutcomes: async () => answer },
  });

describe('output and quality', () => {
  it('draws two small lines against the own baseline, with the words beside them', async () => {
    const { container } = shown(outcomes);
    expect(
      await screen.findByText('Moves together, not because of.'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('img').map(image => image.getAttribute('aria-label')),
    ).toEqual([
      expect.stringMatching(
        /^Merged changes per developer-week by week, .* to 16 Nov; own baseline = 100\. Last: 96\.$/,
      ),
      expect.stringMatching(/^Change failure by week, .*Last: 104\.$/),
    ]);
    expect(
      screen.getByText(
        'Four weeks to Sun 22 Nov, against your own 26 weeks before them. 20 developers.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText(
        'Each week tells of the changes up to two weeks before it, which had time to fail.',
      ),
    ).toHaveLength(1);
    expect(screen.getByText('Watch')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('has the figures in a table, with directions in words and no zero for what is not known', async () => {
    shown(outcomes);
    const table = await screen.findByRole('table', { name: 'In detail' });
    const cells = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => within(row).getAllByRole('cell').map(plain));
    expect(cells).toEqual([
      ['2.6', '2.5', '↑ 4 %up 4 %'],
      ['6 % · Partial · to 8 Nov', '5 %', '↑ 20 %up 20 %'],
      ['1.8 days', '2.4 days', '↓ 25 %down 25 %'],
      ['98 %', '98 %', '→ no changeno change'],
      ['6', '5', '↑ 20 %up 20 %'],
      ['31 %', '20 %', '↑ 55 %up 55 %'],
      [
        'No data · Code scanning is not known to look at any repository of the team.',
        'No data',
        'No data',
      ],
      [
        'Too few people to show · Fewer than 30 changes.',
        'Too few people to show',
        'Too few people to show',
      ],
    ]);
    expect(plain(table)).not.toMatch(/lines of code/i);
  });

  it('says beside a value what is late', async () => {
    const [first, ...others] = outcomes.indicators ?? [];
    const late = 'Of some incidents no post-mortem answers this yet.';
    shown({
      ...outcomes,
      indicators: [
        { ...first, figure: { ...first.figure, state: 'ok', reason: late } },
        ...others,
      ],
    });
    const table = await screen.findByRole('table', { name: 'In detail' });
    expect(within(table).getByText(/2\.6/)).toHaveTextContent(late);
  });

  it('has the weeks of a line as a table, gaps with their reason', async () => {
    shown(outcomes);
    await screen.findByText('Moves together, not because of.');
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Show as table' })[0],
    );
    const table = screen.getByRole('group', {
      name: 'Merged changes per developer-week, own baseline = 100',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(27);
    expect(
      within(table).getAllByText('Fewer than five developers in the week.'),
    ).toHaveLength(2);
  });

  it('says in words why nothing is drawn', async () => {
    shown({
      ...outcomes,
      indicators: outcomes.indicators!.slice(0, 1).map(indicator => ({
        ...indicator,
        weeks: [],
        index: {
          ...indicator.index,
          state: 'suppressed',
          value: null,
          reason: 'Too few developers in the last four weeks.',
        },
      })),
    });
    expect(
      await screen.findByText(/: Too few developers in the last four weeks\./),
    ).toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it('says that nothing is connected, without a figure', async () => {
    const { container } = shown(noOutcomes);
    expect(
      await screen.findByText('No code host is connected yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Not connected yet\. The band is drawn from five/),
    ).toBeInTheDocument();
    expect(plain(container)).not.toMatch(/0 %/);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows people outside the team the band alone', async () => {
    shown(bandAlone);
    const words = await screen.findByText(/middle half of 9 comparable teams/);
    expect(plain(words)).toBe(
      'The middle half of 9 comparable teams is at 2 % to 5 %. This team lies above it.',
    );
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Explain' }),
    ).not.toBeInTheDocument();
  });
});

describe('on a narrow screen', () => {
  beforeAll(() => {
    Object.defineProperty(window, 'matchMedia', {
      configurable: true,
      value: (query: string) => ({
        matches: query.includes('max-width'),
        media: query,
        addListener: () => {},
        removeListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
      }),
    });
  });
  afterAll(() => {
    Object.defineProperty(window, 'matchMedia', {
      configurable: true,
      value: undefined,
    });
  });

  it('folds the lines, and keeps words and table', async () => {
    shown(outcomes);
    expect(
      await screen.findByText('Moves together, not because of.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(
      screen.getByRole('table', { name: 'In detail' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Show chart' })[0],
    );
    expect(screen.getAllByRole('img')).toHaveLength(1);
  });
});

describe('explaining an outlier', () => {
  it('takes the word of a lead, after naming every fault at once', async () => {
    const explainQuality = jest.fn(async () => explained);
    const teamOutcomes = jest.fn(async () => outcomes);
    renderView(<Outcomes scorecard={scorecard} />, {
      api: { explainQuality, teamOutcomes },
    });
    const button = await screen.findByRole('button', { name: 'Explain' });
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog', {
      name: 'Why is change failure unusual here?',
    });
    const until = within(dialog).getByLabelText('Until');
    expect(until).toHaveValue('2027-05-22');
    await userEvent.clear(until);
    const send = within(dialog).getByRole('button', { name: 'Explain' });
    await userEvent.click(send);
    expect(
      within(within(dialog).getByRole('alert'))
        .getAllByRole('button')
        .map(fault => fault.textContent),
    ).toEqual([
      'The words need at least ten characters',
      'The day must lie in the future',
    ]);
    expect(await accessibilityFaults(dialog)).toEqual([]);
    await userEvent.selectOptions(
      within(dialog).getByLabelText('What it comes from'),
      'Legacy',
    );
    await userEvent.type(
      within(dialog).getByLabelText('In a sentence or two'),
      'The ledger is taken apart',
    );
    await userEvent.type(until, '2027-04-30');
    await userEvent.click(send);
    expect(explainQuality).toHaveBeenCalledWith('group:default/payments-core', {
      category: 'legacy',
      text: 'The ledger is taken apart',
      expiresOn: '2027-04-30',
    });
    await waitFor(() => expect(teamOutcomes).toHaveBeenCalledTimes(2));
  });

  it('shows what was said, by whom and until when', async () => {
    const { container } = shown(explained);
    await screen.findByText('The ledger is being taken apart until spring.');
    expect(container).toHaveTextContent(
      'Legacy, said 2 Nov, holds until 29 Apr 2027, by Lea',
    );
    expect(
      screen.getByRole('button', { name: 'Explain anew' }),
    ).toBeInTheDocument();
  });
});
