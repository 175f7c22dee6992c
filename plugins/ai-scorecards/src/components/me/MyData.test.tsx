import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { me, nobody } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { MyData } from './MyData';

describe('My data', () => {
  it('shows everything that is held, and asks for all of it', async () => {
    const answer = jest.fn(async () => me);
    const { container } = renderView(<MyData />, { api: { me: answer } });
    expect(
      await screen.findByText('17 active days in the 28 days to 22 Nov.'),
    ).toBeInTheDocument();
    expect(answer).toHaveBeenCalledWith({ from: '2016-11-25' });
    expect(
      screen.getByText(
        /Nobody else can ask for this page. Kept for 800 days, then deleted. Nothing here is from before .*14 Sep/,
      ),
    ).toBeInTheDocument();
    const row = (table: string, name: RegExp) =>
      within(screen.getByRole('table', { name: table })).getByRole('row', {
        name,
      });
    expect(row('Teams', /Payments Core/)).toHaveTextContent(
      'Payments Core1 Febongoingyes',
    );
    expect(row('Teams', /Checkout/)).toHaveTextContent(
      'not known (assumed: before the first known membership)',
    );
    expect(row('Accounts', /ada@example.com/)).toHaveTextContent(
      'ada@example.comanthropice-mail',
    );
    expect(row('Seats', /Tab Helper/)).toHaveTextContent(
      'never (not used in 28 days)',
    );
    expect(row('Who read this', /08:12 UTC/)).toHaveTextContent(
      'Mon 23 Nov, 08:12 UTCuser:default/adaown data',
    );
    expect(screen.getByText('Operator')).toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells what a vendor does not report from a zero, and shows amounts exactly', async () => {
    renderView(<MyData />);
    const row = await screen.findByRole('row', {
      name: /^Sat 21 Nov/,
    });
    expect(row.textContent?.replace(/\u00a0/g, ' ')).toBe(
      [
        'Sat 21 Nov',
        'Claude Code',
        'yes',
        '–not reported',
        '–not reported',
        '–not reported',
        '2',
        '12,345',
        '1.234567 USD',
        '–not reported',
      ].join(''),
    );
  });

  it('shows days some weeks at a time', async () => {
    renderView(<MyData />);
    expect(await screen.findByText('1–28 of 70')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    expect(screen.getByText('29–56 of 70')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    expect(screen.getByText('57–70 of 70')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Newer' }));
    expect(screen.getByText('29–56 of 70')).toBeInTheDocument();
  });

  it('is a usable page for somebody of whom nothing is known', async () => {
    renderView(<MyData />, { api: { me: async () => nobody } });
    expect(
      await screen.findByText(/Nothing is held on you yet/),
    ).toBeInTheDocument();
    for (const sentence of [
      'You are in no team that AI Scorecards counts.',
      'No account of a vendor is known to be yours.',
      'You hold no seat.',
      'No day of use is held.',
      'Nobody has read it yet.',
    ]) {
      expect(screen.getByText(sentence)).toBeInTheDocument();
    }
  });

  it('lists no days where figures of people are off', async () => {
    renderView(<MyData />, {
      api: {
        me: async () => ({
          ...me,
          individualFigures: false,
          activeDays28: null,
          days: [],
        }),
      },
    });
    expect(
      await screen.findByText(/shows no figures of individual people/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Days of use')).not.toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Accounts' }),
    ).toBeInTheDocument();
  });

  it('says that it could not be loaded', async () => {
    renderView(<MyData />, {
      api: {
        me: async () => {
          throw new Error('Away');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Away');
  });
});
