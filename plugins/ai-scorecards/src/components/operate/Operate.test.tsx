import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { dayOneStatus, ingestionStatus } from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { isWorking, Operate } from './Operate';

async function refused(): Promise<never> {
  throw await ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'NotAllowedError', message: 'Operators only' },
        response: { statusCode: 403 },
      }),
      { status: 403, headers: { 'content-type': 'application/json' } },
    ),
  );
}

describe("the operators' page", () => {
  it('goes from set-up to health, sources, accounts and reconciliation', async () => {
    const { container } = renderView(<Operate />);
    expect(
      await screen.findByText(ingestionStatus.sentence),
    ).toBeInTheDocument();
    await screen.findByRole('heading', { name: 'Try a change of checks' });
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(heading => heading.textContent),
    ).toEqual([
      'A catalog snapshot is held',
      'Set-up',
      'Sources',
      'Refused rows',
      'Code hosts',
      'Accounts',
      'Reconciliation',
      'Try a change of checks',
      'Organisation',
      'Seats to be returned',
      'Privacy',
    ]);
    expect(
      screen.getByText(
        'Figures from 5 people on; kept for 800 days; people see their own figures, and nobody else does.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Nothing on single people is from before .*14 Sep/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('GitHub Copilot: 12 people want to return theirs'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Claude Code: fewer than 5 people'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Group group:default/loop is its own ancestor.'),
    ).toBeInTheDocument();
    for (const words of [
      '/data/kiro/2026-11.csv: 12 rows were refused',
      'Row 7: day must be a UTC day; tool is missing',
      'and 10 more',
      '/data/kiro/notes.csv could not be read',
      'its header must be tool,day,account',
    ]) {
      expect(screen.getByText(words)).toBeInTheDocument();
    }
    await screen.findByText('grace-h_acme');
    await screen.findByText(/Vendor total = teams/);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells of every code host how it stands, and what is left of its limit', async () => {
    renderView(<Operate />);
    expect(await screen.findByText('GitHub · Current')).toBeInTheDocument();
    expect(
      screen.getByText(
        'last run Mon 23 Nov, 05:00 UTC · 412 repositories · 4,210 of 5,000 requests left, in full again Mon 23 Nov, 09:40 UTC',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('GitLab · Failing')).toBeInTheDocument();
    expect(
      screen.getByText(
        'The token may not read merge requests: give it read_api.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/failing since Fri 20 Nov, 02:10 UTC$/),
    ).toBeInTheDocument();
    expect(screen.getByText('Code host · To do')).toBeInTheDocument();
  });

  it('gives others one plain sentence', async () => {
    renderView(<Operate />, {
      api: { ingestionStatus: refused, reconciliation: refused },
    });
    expect(
      await screen.findByText(/This page is for the operators/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('gives finance cost alone', async () => {
    renderView(<Operate />, { api: { ingestionStatus: refused } });
    expect(
      await screen.findByRole('table', { name: 'Reconciliation' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('heading', { level: 2 }).map(h => h.textContent),
    ).toEqual(['Reconciliation']);
    expect(screen.queryByText(/This page is for/)).not.toBeInTheDocument();
  });

  it('is the checklist alone on the first day', async () => {
    renderView(<Operate />, {
      api: { ingestionStatus: async () => dayOneStatus },
    });
    expect(await screen.findByText('First source · To do')).toBeInTheDocument();
    expect(screen.getByText(/^Works already/)).toBeInTheDocument();
    expect(screen.getByText('No source is connected yet.')).toBeInTheDocument();
    expect(
      screen.getAllByRole('heading', { level: 2 }).map(h => h.textContent),
    ).toEqual(['Set-up']);
  });

  it('folds the checklist into a line once nothing is left to do', async () => {
    renderView(<Operate />, {
      api: {
        ingestionStatus: async () => ({
          ...ingestionStatus,
          checklist: ingestionStatus.checklist.map(step => ({
            ...step,
            state: step.state === 'to-do' ? ('done' as const) : step.state,
          })),
        }),
      },
    });
    expect(await screen.findByText('Set-up is complete.')).toBeInTheDocument();
    expect(
      screen.queryByText('Tools and prices · Done'),
    ).not.toBeInTheDocument();
  });

  it('has blocks to copy for a step', async () => {
    const writeText = jest.fn(async (_text: string) => undefined);
    renderView(<Operate />);
    await screen.findByText('First source · To do');
    const clipboard = jest
      .spyOn(navigator.clipboard ?? attachClipboard(), 'writeText')
      .mockImplementation(writeText);
    await userEvent.click(screen.getByText('Configuration to copy'));
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy: Configuration to copy' }),
    );
    expect(writeText).toHaveBeenCalledWith(
      expect.stringContaining('resource:default/github-copilot'),
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    clipboard.mockRestore();
  });

  it('applies or discards a held snapshot', async () => {
    const heldSnapshot = jest.fn(async () => undefined);
    const status = jest.fn(async () => ingestionStatus);
    renderView(<Operate />, {
      api: { heldSnapshot, ingestionStatus: status },
    });
    expect(
      await screen.findByText(/would end 120 of 900 memberships/),
    ).toHaveTextContent('it applies Tue 24 Nov, 06:00 UTC');
    await userEvent.click(screen.getByRole('button', { name: 'Discard it' }));
    expect(heldSnapshot).toHaveBeenCalledWith({ id: 7, action: 'discard' });
    await waitFor(() => expect(status).toHaveBeenCalledTimes(2));
  });
});

function attachClipboard(): Clipboard {
  const clipboard = { writeText: async () => undefined };
  Object.defineProperty(navigator, 'clipboard', {
    value: clipboard,
    configurable: true,
  });
  return navigator.clipboard;
}

describe('isWorking', () => {
  const quiet = {
    ...dayOneStatus,
    sources: [{ ...ingestionStatus.sources[1], backfill: null }],
  };
  it.each([
    ['nothing goes on', quiet, false],
    ['periods wait', { ...quiet, pendingPeriods: 1 }, true],
    ['a backfill runs', ingestionStatus, true],
    [
      'days are collected again',
      {
        ...quiet,
        sources: [{ ...quiet.sources[0], waitingAgain: 2 }],
      },
      true,
    ],
    [
      'the catalog is still empty',
      { ...quiet, organisation: { ...quiet.organisation, people: 0 } },
      true,
    ],
  ])('when %s', (_, status, expected) => {
    expect(isWorking(status)).toBe(expected);
  });
});
