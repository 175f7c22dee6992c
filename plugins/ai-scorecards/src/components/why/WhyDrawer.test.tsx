import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { laterMetric, scorecard } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { Headline } from '../team/Headline';

const NBSP = /\u00a0/g;

describe('the drawer Why', () => {
  it('opens from a tile and explains the figure', async () => {
    renderView(<Headline scorecard={scorecard} />);
    await userEvent.click(
      await screen.findByRole('button', { name: /Weekly active rate/ }),
    );
    const drawer = await screen.findByRole('dialog', {
      name: 'Why: Weekly active rate',
    });
    const words = drawer.textContent?.replace(NBSP, ' ');
    for (const expected of [
      'Licensed developers with an AI action in the week ÷',
      'Between 50 % and 71 %',
      'Active developer-weeks54',
      'Licensed developer-weeks80',
      '20 people; without 2 people in too small groups',
      '≥ 71 % — Industry panel, median of 2026, 1 Jun',
      '55 % to 78 % in the middle half of 9 teams',
      'To Sun 22 Nov · 96 % of accounts matched · Definition version 1',
      'Help colleagues to set up GitHub Copilot',
    ]) {
      expect(words).toContain(expected);
    }
    const rows = within(drawer).getAllByRole('row');
    expect(rows).toHaveLength(13);
    // The week without data is a row with its reason, not a zero.
    expect(
      within(drawer).getByText('The vendor did not answer.'),
    ).toBeInTheDocument();
    expect(await accessibilityFaults(drawer)).toEqual([]);
  });

  it('is opened by an address and closed by a key', async () => {
    renderView(<Headline scorecard={scorecard} />, {
      address: '/?why=costPerActiveDeveloper',
    });
    const drawer = await screen.findByRole('dialog', {
      name: 'Why: Cost per active developer',
    });
    expect(drawer.textContent?.replace(NBSP, ' ')).toContain(
      'Benchmark, a baseline and not a cap: 38.60 USD — Median of 9 teams',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it.each([
    ['teamOutput', 'Team output', 'up 4 %On track'],
    ['changeFailureRate', 'Change failure', '6 %Watch · Partial'],
    ['practiceLevel', 'Practice level', 'Level 1On track'],
  ])('explains %s', async (why, title, words) => {
    renderView(<Headline scorecard={scorecard} />, { address: `/?why=${why}` });
    const drawer = await screen.findByRole('dialog', { name: `Why: ${title}` });
    const text = drawer.textContent?.replace(NBSP, ' ');
    expect(text).toContain(words);
    // A level speaks of repositories, not of people.
    expect(text?.includes('Whom it speaks of')).toBe(why !== 'practiceLevel');
  });

  it('does not open for a figure that is not drawn', async () => {
    renderView(
      <Headline
        scorecard={{
          ...scorecard,
          headline: [laterMetric('practiceLevel', 'Practice level')],
        }}
      />,
      { address: '/?why=practiceLevel' },
    );
    await screen.findByText(scorecard.sentence);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
