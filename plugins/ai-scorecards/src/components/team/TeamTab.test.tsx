import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AiScorecardsApi } from 'backstage-plugin-ai-scorecards-common';
import {
  figure,
  laterMetric,
  me,
  nobody,
  noFigure,
  noOutcomes,
  notAssessed,
  notices,
  scorecard,
} from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { TeamTab } from './TeamTab';

const text = (content: string | RegExp) => screen.findByText(content);

describe('the team tab', () => {
  it('says first what the team can use, then how it stands, and draws only what is measured', async () => {
    const { container } = renderView(<TeamTab />);
    await screen.findByText('Only you can see this');
    const headings = screen.getAllByRole('heading', { level: 2 });
    expect(headings.map(h => h.textContent)).toEqual([
      'What you can use',
      'How it stands',
      'Practices',
      'Adoption',
      'Cost',
      'Output and quality',
      'Exceptions and requests',
      'Only you can see this',
    ]);
    expect(screen.getByText('GitHub Copilot · default')).toBeInTheDocument();
    expect(screen.queryByText(/Cursor ·/)).not.toBeInTheDocument();
    expect(
      screen.getByText('To Sun 22 Nov · 96 % of accounts matched'),
    ).toBeInTheDocument();
    expect(screen.getByText(scorecard.sentence)).toBeInTheDocument();

    const tiles = within(
      screen.getByRole('list', { name: 'Headline figures' }),
    ).getAllByRole('button');
    expect(tiles.map(tile => tile.textContent)).toEqual([
      expect.stringMatching(
        /Weekly active rate68.%up 6 points in 4 weeksWatch/,
      ),
      expect.stringMatching(
        /46\.42.USDup 3\.10.USD in a month · EstimateOn track/,
      ),
      expect.stringMatching(
        /Team output↑ 4.%up 4.%against your own baselineOn track/,
      ),
      expect.stringMatching(
        /6.%up 1 points against your own baseline · PartialWatch/,
      ),
      expect.stringMatching(
        /Practice levelLevel 1no change in 4 weeksOn track/,
      ),
    ]);
    await screen.findByText('Active developers');
    await screen.findByText('Level 1 · minimums');
    await screen.findByText('Moves together, not because of.');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('draws nothing of practices and outcomes that are not collected yet', async () => {
    renderView(<TeamTab />, {
      api: {
        teamScorecard: async () => ({
          ...scorecard,
          headline: [
            scorecard.headline[0],
            laterMetric('practiceLevel', 'Practice level'),
          ],
          practices: { state: 'not-yet-collected', missing: [] },
          outcomes: { state: 'not-yet-collected' },
        }),
      },
    });
    await text('Active developers');
    for (const name of ['Practices', 'Output and quality', /Practice level/]) {
      expect(screen.queryByText(name)).not.toBeInTheDocument();
    }
  });

  it('has one thing to do next, as a link', async () => {
    renderView(<TeamTab />);
    const step = await screen.findByRole('button', {
      name: /Help colleagues to set up GitHub Copilot/,
    });
    expect(step).toHaveAttribute(
      'href',
      'https://intranet.example.com/copilot/set-up',
    );
  });

  it('shows an outline while it loads', async () => {
    renderView(<TeamTab />, {
      api: { teamScorecard: () => new Promise(() => undefined) },
    });
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Loading AI tools of this team',
    );
  });

  it('says that it failed and tries again', async () => {
    const teamScorecard = jest
      .fn()
      .mockRejectedValueOnce(new Error('The database is away'))
      .mockResolvedValue(scorecard);
    renderView(<TeamTab />, { api: { teamScorecard } });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await text(scorecard.sentence)).toBeInTheDocument();
  });

  it.each([
    ['no source', notices.noSource, ['platform']],
    ['too few people', notices.tooFew, ['Payments']],
    ['failed', notices.failed, ['platform']],
    ['not visible', notices.notVisible, []],
    ['collecting', notices.collecting, []],
  ])(
    'tells once why there are no figures, and draws none: %s',
    async (_, answer, links) => {
      renderView(<TeamTab />, {
        api: {
          teamScorecard: async () => answer,
          teamPractices: async () => notAssessed,
          teamOutcomes: async () => noOutcomes,
        },
      });
      expect(await screen.findAllByText(answer.notice!.text)).toHaveLength(1);
      const pages = screen
        .queryAllByRole('link')
        .filter(link => link.getAttribute('href')?.startsWith('/catalog/'));
      expect(pages.map(link => link.textContent)).toEqual(links);
      expect(
        screen.queryByRole('list', { name: 'Headline figures' }),
      ).not.toBeInTheDocument();
      expect(screen.queryByText(/0 %|Cost per/)).not.toBeInTheDocument();
      // What is open to the team can be seen and asked all the same.
      expect(screen.getByLabelText('Can we use…?')).toBeInTheDocument();
    },
  );

  it('shows progress while days are collected', async () => {
    renderView(<TeamTab />, {
      api: { teamScorecard: async () => notices.collecting },
    });
    expect(
      await screen.findByRole('progressbar', {
        name: 'Collecting: 120 of 400 days',
      }),
    ).toHaveAttribute('aria-valuenow', '30');
  });

  it('says that figures are still worked out once all days are collected', async () => {
    const answer = {
      ...scorecard,
      freshness: { ...scorecard.freshness, workingOut: true },
    };
    renderView(<TeamTab />, { api: { teamScorecard: async () => answer } });
    expect(await text(/Figures are being worked out/)).toBeInTheDocument();
  });

  it('gives a Group that is no team a plain notice and nothing else', async () => {
    renderView(<TeamTab />, {
      api: { teamScorecard: async () => notices.notATeam },
    });
    expect(await text(notices.notATeam.notice!.text)).toBeInTheDocument();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('keeps the last figures of a Group that is gone', async () => {
    renderView(<TeamTab />, {
      api: { teamScorecard: async () => notices.removed },
    });
    expect(await text(notices.removed.notice!.text)).toBeInTheDocument();
    expect(screen.getByText(/68.%/)).toBeInTheDocument();
  });

  it('dates the last good value of a source that fails, and names the source', async () => {
    const [active] = scorecard.headline;
    renderView(<TeamTab />, {
      api: {
        teamScorecard: async () => ({
          ...scorecard,
          headline: [
            { ...active, figure: figure(0.68, 'ratio', { state: 'failed' }) },
          ],
          freshness: {
            ...scorecard.freshness,
            through: '2026-11-15',
            sources: [
              {
                id: 'github/usage',
                title: 'GitHub Copilot usage',
                state: 'failed',
                lastDay: '2026-11-18',
              },
            ],
          },
        }),
      },
    });
    expect(await text(/as of 15 Nov/)).toBeInTheDocument();
    expect(
      screen.getByText('GitHub Copilot usage: last day 18 Nov'),
    ).toBeInTheDocument();
  });

  it.each([
    ['suppressed', 'Too few people to show'],
    ['no-active-people', 'Nobody active'],
    ['not-connected', 'Not connected yet'],
    ['no-data', 'No data'],
  ] as const)(
    'reads a tile without value as words: %s',
    async (state, words) => {
      const [active] = scorecard.headline;
      renderView(<TeamTab />, {
        api: {
          teamScorecard: async () => ({
            ...scorecard,
            adoption: null,
            cost: null,
            headline: [
              { ...active, figure: noFigure(state, 'ratio'), change: null },
            ],
          }),
        },
      });
      const tile = await screen.findByRole('button', {
        name: /Weekly active rate/,
      });
      expect(tile).toHaveTextContent(words);
      expect(tile).not.toHaveTextContent('0');
    },
  );
});

describe('only you can see this', () => {
  it('shows own days and seats to a member of the team', async () => {
    renderView(<TeamTab />);
    expect(
      await text('17 active days in the 28 days to 22 Nov'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/GitHub Copilot: last used 20 Nov/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Tab Helper: not used in 28 days/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'My data' })).toHaveAttribute(
      'href',
      '/ai-scorecards/me',
    );
  });

  it('asks whether an idle seat is kept or returned, and takes another word later', async () => {
    let { seats } = me;
    const answerSeat: AiScorecardsApi['answerSeat'] = async request => {
      seats = seats.map(seat =>
        seat.tool === request.tool
          ? { ...seat, answer: { answer: request.answer, on: '2026-11-23' } }
          : seat,
      );
    };
    renderView(<TeamTab />, {
      api: { me: async () => ({ ...me, seats }), answerSeat },
    });
    const press = async (name: string) =>
      userEvent.click(await screen.findByRole('button', { name }));
    await press('Return Tab Helper');
    expect(await text('To be returned, said 23 Nov.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Return Tab Helper' }),
    ).toBeNull();
    await press('Keep Tab Helper');
    expect(await text('You keep it, said 23 Nov.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^(Keep|Return) GitHub/ }),
    ).toBeNull();
  });

  it('asks to know the stance while its present version is not acknowledged', async () => {
    const stance = { ...me.stance!, acknowledgedOn: null as string | null };
    const acknowledgeStance = jest.fn(async () => {
      stance.acknowledgedOn = '2026-11-23';
    });
    renderView(<TeamTab />, {
      api: {
        me: async () => ({ ...me, stance: { ...stance } }),
        acknowledgeStance,
      },
    });
    expect(
      await screen.findByText(
        /prohibited, guarded and allowed with AI, version 3/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /^read it/ })).toHaveAttribute(
      'href',
      'https://docs.example.com/ai-stance',
    );
    await userEvent.click(screen.getByRole('button', { name: 'I know it' }));
    expect(acknowledgeStance).toHaveBeenCalledWith({ version: '3' });
    await waitFor(() =>
      expect(screen.queryByText(/guarded and allowed/)).toBeNull(),
    );
  });

  it('says why a word on a seat was not taken', async () => {
    renderView(<TeamTab />, {
      api: {
        answerSeat: async () => {
          throw new Error('You hold no seat of it');
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep Tab Helper' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You hold no seat of it',
    );
  });

  it('is not there for somebody who is not, or no longer, in the team', async () => {
    renderView(<TeamTab />, {
      api: {
        me: async () => ({
          ...me,
          teams: me.teams.map(team => ({ ...team, to: '2026-01-01' })),
        }),
      },
    });
    await text('Active developers');
    expect(screen.queryByText('Only you can see this')).not.toBeInTheDocument();
  });

  it('tells a member that no figures of people are shown here, where they are off', async () => {
    renderView(<TeamTab />, {
      api: {
        me: async () => ({
          ...nobody,
          teams: me.teams,
          individualFigures: false,
        }),
      },
    });
    expect(
      await text(/shows no figures of individual people/),
    ).toBeInTheDocument();
  });
});
