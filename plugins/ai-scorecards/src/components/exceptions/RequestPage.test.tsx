import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  boardsThatCannotDecide,
  dossier,
  exception,
  request,
} from '../../__fixtures__';
import { accessibilityFaults, renderView, user } from '../../__testUtils__';
import { RequestPage } from './RequestPage';

const circumstances = dossier.decision?.circumstances;

describe('a request', () => {
  it('shows the whole ask, and what was decided before, in words', async () => {
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          ask: {
            ...request.ask,
            newTool: { name: 'Zed', vendor: 'Zed Ltd', url: 'https://zed.dev' },
            scope: ['component:default/firmware'],
            includesSubteams: true,
            from: '2026-12-10',
            links: [{ title: 'Trial', url: 'https://wiki.example/trial' }],
          },
          decision: {
            outcome: 'approved',
            at: '2026-11-24T09:00:00.000Z',
            revision: 2,
            basis: 'votes',
            reason: 'limited-trial',
            conditions: [],
            ratifyBy: null,
          },
          precedents: [
            {
              tool: request.tool.ref,
              toolTitle: 'Cursor',
              outcome: 'approved',
              decidedOn: '2026-10-03',
              seats: 3,
              days: 90,
              data: 'internal',
              conditions: ['Tell the guild'],
              reason: 'fills-a-gap',
            },
          ],
        }),
      },
    });
    expect(
      await screen.findByText('Because: A limited trial'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Zed Ltd/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'firmware' })).toBeInTheDocument();
    expect(screen.getByText('For the teams below as well')).toBeInTheDocument();
    expect(screen.getByText('10 Dec')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Trial/ })).toBeInTheDocument();
    expect(
      screen.getByText(
        'Approved 3 Oct · 3 seats · Fills a gap · Tell the guild',
      ),
    ).toBeInTheDocument();
  });

  it('names people as the catalog does', async () => {
    renderView(<RequestPage id="request-1" />, {
      entities: [user('mia', 'Mia Chen'), user('lea', 'Lea Roth')],
      api: {
        request: async () => ({
          ...request,
          votes: [
            {
              by: 'user:default/lea',
              onBehalfOf: 'user:default/mia',
              as: 'board',
              at: '2026-11-23T09:00:00.000Z',
              revision: 2,
              verdict: 'approve',
              reasonCode: 'fills-a-gap',
              reason: null,
              conditions: [],
              counts: true,
            },
          ],
          comments: [
            {
              id: 'c1',
              by: 'user:default/lea',
              at: '2026-11-23T09:00:00.000Z',
              text: 'Which language?',
              audience: 'team',
            },
            {
              id: 'c2',
              by: 'erased',
              at: '2026-11-23T10:00:00.000Z',
              text: 'Ours',
              audience: 'team',
            },
          ],
          exception: 'exception-1',
        }),
      },
    });
    const votes = await screen.findByRole('list', { name: 'Votes' });
    expect(votes).toHaveTextContent(
      'Lea Roth for Mia Chen: approves · Fills a gap',
    );
    expect(screen.getByText(/Which language\?/)).toHaveTextContent(
      'Team sees this Lea Roth, 23 Nov: Which language?',
    );
    expect(screen.getByText(/Ours/)).toHaveTextContent('erased, 23 Nov: Ours');
    expect(screen.getByText(/asked by/)).toHaveTextContent('asked by Mia Chen');
    expect(screen.getByText(/^Supported by/)).toHaveTextContent(
      'Supported by Mia Chen',
    );
  });

  it('says why the reader may not vote, and shows what was refused', async () => {
    const because = 'You are in the team that asks';
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          mayVote: false,
          may: ['withdraw'],
          voters: {
            ...request.voters,
            you: { mayVote: false, because, seats: [] },
          },
        }),
        actOnRequest: async () => {
          throw new Error('It is approved');
        },
      },
    });
    expect(
      (await screen.findAllByText(new RegExp(`You may not vote: ${because}`)))
        .length,
    ).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
    expect(await screen.findByText('It is approved')).toBeInTheDocument();
  });

  it('names who takes over support, and shows the board which requests go side by side', async () => {
    const actOnException = jest.fn(async () => exception);
    const dueOn = '2026-12-24';
    const { container } = renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          exception: 'exception-1',
          joined: [
            {
              team: { ref: 'group:default/rho', title: 'Rho' },
              request: 'request-2',
              sentence: '8 seats',
            },
          ],
        }),
        exception: async () => ({
          ...exception,
          state: 'active' as const,
          vacancies: [
            { part: 'support-owner' as const, who: 'user:default/mia', dueOn },
          ],
          may: ['name-owner' as const],
        }),
        actOnException,
      },
    });
    expect(
      await screen.findByText(/left\. Name who supports it by 24 Dec/),
    ).toHaveTextContent(/^mia left\./);
    expect(screen.getByRole('link', { name: 'Rho' })).toHaveAttribute(
      'href',
      '/ai-scorecards/requests/request-2',
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Name another support owner' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name another support owner' }),
      'user:default/cy',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(actOnException).toHaveBeenCalledWith('exception-1', 'owner', {
      part: 'support-owner',
      successor: 'user:default/cy',
    });
  });

  it.each([
    ['who may read what is on record', ['dossier' as const], 1],
    ['nobody else', [], 0],
  ])('leads to the dossier %s', async (_, may, links) => {
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({ ...request, exception: 'exception-1' }),
        exception: async () => ({ ...exception, may }),
      },
    });
    await screen.findByText(/^Supported by/);
    expect(screen.queryAllByRole('link', { name: 'Dossier' })).toHaveLength(
      links,
    );
  });

  it('lets the support owner accept', async () => {
    const actOnException = jest.fn(async () => exception);
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          state: 'approved',
          mayVote: false,
          exception: 'exception-1',
        }),
        actOnException,
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Accept support and conditions',
      }),
    );
    expect(actOnException).toHaveBeenCalledWith('exception-1', 'accept', {
      acceptsConditions: true,
    });
  });

  it.each([
    ['what was kept', circumstances, 1, 0],
    ['that nothing was kept', null, 0, 1],
    ['nothing to those who may not read the log', undefined, 0, 0],
  ])('shows of its rejection %s', async (_, kept, shown, missing) => {
    renderView(<RequestPage id="request-1" />, {
      api: {
        request: async () => ({
          ...request,
          state: 'rejected' as const,
          may: [],
          decision: {
            outcome: 'rejected',
            at: '2026-11-24T09:00:00.000Z',
            revision: 2,
            basis: 'votes',
            reason: 'The terms are unclear',
            conditions: [],
            ratifyBy: null,
            circumstances: kept,
          },
        }),
      },
    });
    await screen.findByText('Because: The terms are unclear');
    const found = (words: RegExp) => screen.queryAllByText(words).length;
    expect(found(/^Max \(board\), barred: is in the team/)).toBe(shown);
    expect(found(/not recorded/)).toBe(missing);
  });

  it.each(boardsThatCannotDecide)(
    'says what to do with %s, and offers no vote',
    async (_, state, sentence) => {
      renderView(<RequestPage id="request-1" />, {
        api: {
          request: async () => ({
            ...request,
            mayVote: false,
            may: ['withdraw'],
            voters: {
              ...request.voters,
              state,
              sentence,
              eligible: [],
              you: { mayVote: false, because: 'Nobody may', seats: [] },
            },
          }),
        },
      });
      expect(await screen.findByText(sentence)).toBeVisible();
      expect(screen.getByText('Nobody yet.')).toBeVisible();
      expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
    },
  );
});
