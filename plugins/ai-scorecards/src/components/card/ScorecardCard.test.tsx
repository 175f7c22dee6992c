import { screen } from '@testing-library/react';
import type { Scorecard, Status } from 'backstage-plugin-ai-scorecards-common';
import { noFigure, notices, scorecard } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { ScorecardCard } from './ScorecardCard';
import { worstMetric } from './worst';

const withStatuses = (...statuses: Status[]): Scorecard => ({
  ...scorecard,
  nextStep: { text: 'Look at cost by tool', href: '#cost' },
  headline: statuses.map((status, index) => ({
    ...scorecard.headline[index],
    status,
  })),
});

describe('the overview card', () => {
  it('shows the worst figure and one next step, without a chart', async () => {
    const { container } = renderView(<ScorecardCard />, {
      api: { teamScorecard: async () => withStatuses('on-track', 'watch') },
    });
    expect(
      await screen.findByText('Cost per active developer'),
    ).toBeInTheDocument();
    expect(screen.getByText('Watch')).toBeInTheDocument();
    expect(screen.queryByText('Weekly active rate')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Look at cost by tool' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/group/payments-core/ai-scorecards#cost',
    );
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says that all is on track', async () => {
    renderView(<ScorecardCard />, {
      api: { teamScorecard: async () => withStatuses('on-track', 'on-track') },
    });
    expect(await screen.findByText('All on track')).toBeInTheDocument();
  });

  it('tells the level beside the worst figure', async () => {
    renderView(<ScorecardCard />);
    expect(await screen.findByText('Weekly active rate')).toBeInTheDocument();
    expect(screen.getByText('Practice level: Level 1')).toBeInTheDocument();
  });

  it('does not take for the worst what nothing reports yet', async () => {
    const answer = withStatuses('on-track', 'not-known-yet');
    const [first, second] = answer.headline;
    renderView(<ScorecardCard />, {
      api: {
        teamScorecard: async () => ({
          ...answer,
          headline: [
            first,
            { ...second, figure: noFigure('not-connected', 'index') },
          ],
        }),
      },
    });
    expect(await screen.findByText('All on track')).toBeInTheDocument();
  });

  it('links to the tab', async () => {
    renderView(<ScorecardCard />);
    expect(
      await screen.findByRole('link', { name: /Open AI tools/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/group/payments-core/ai-scorecards',
    );
  });

  it('gives the reason where there are no figures', async () => {
    renderView(<ScorecardCard />, {
      api: { teamScorecard: async () => notices.notATeam },
    });
    expect(
      await screen.findByText(notices.notATeam.notice!.text),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Open AI tools/)).not.toBeInTheDocument();
  });
});

describe('worstMetric', () => {
  it.each([
    [['on-track', 'on-track'], null],
    [['watch', 'worth-a-talk'], 1],
    [['watch', 'watch'], 0],
    [['not-known-yet', 'provisional'], 1],
    [['on-track', 'not-assessed-yet'], 1],
  ] as const)('of %j is number %s', (statuses, index) => {
    const { headline } = withStatuses(...statuses);
    expect(worstMetric(headline)).toBe(index === null ? null : headline[index]);
  });
});
