import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  anthropicUsage,
  codeHosts,
  disabledSource,
  githubUsage,
} from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { CodeHosts } from './CodeHosts';
import { countStates } from './DayStrip';
import { Sources } from './Sources';

const sources = [githubUsage, anthropicUsage, disabledSource];
const view = <Sources sources={sources} onChange={() => undefined} />;

describe('sources', () => {
  it('says of each how it stands, since when, and what is at fault', async () => {
    renderView(view);
    expect(
      await screen.findByText('Claude Code usage · Failing'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Last day Wed 18 Nov · 4 days behind · next run Mon 23 Nov, 10:10 UTC',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Cursor · Switched off')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Switched off: no module collects from it. At aiScorecards.sources.cursor',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('progressbar', { name: 'Collecting: 120 of 400 days' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Test: Cursor' }),
    ).not.toBeInTheDocument();
  });

  it('has a strip of 60 days that is read by keyboard', async () => {
    renderView(view);
    const strip = await screen.findByRole('slider', {
      name: 'Last 60 days of Claude Code usage: 55 complete, 4 failed, 1 missing. Use the arrow keys to read single days.',
    });
    expect(strip.querySelectorAll('svg')).toHaveLength(60);
    fireEvent.focus(strip);
    expect(strip).toHaveAttribute(
      'aria-valuetext',
      'Sun 22 Nov: failed — 401: the key is revoked',
    );
    fireEvent.keyDown(strip, { key: 'Home' });
    expect(strip).toHaveAttribute('aria-valuetext', 'Thu 24 Sept: complete');
    for (let day = 0; day < 3; day += 1) {
      fireEvent.keyDown(strip, { key: 'ArrowRight' });
    }
    expect(strip).toHaveAttribute('aria-valuetext', 'Sun 27 Sept: missing');
    fireEvent.keyDown(strip, { key: 'End' });
    fireEvent.keyDown(strip, { key: 'ArrowRight' });
    expect(strip).toHaveAttribute('aria-valuenow', '59');
  });

  it('opens to its days with attempts and errors', async () => {
    renderView(view);
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: 'Days and attempts' })
      )[1],
    );
    const table = screen.getByRole('table', {
      name: 'Days and attempts: Claude Code usage',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(61);
    expect(
      within(table).getByRole('row', { name: /^Sun 22 Nov/ }),
    ).toHaveTextContent(
      'Sun 22 Novfailed––4Mon 23 Nov, 04:10 UTC401: the key is revoked',
    );
  });

  it('says how many days that were asked for again are to go', async () => {
    renderView(
      <Sources
        sources={[{ ...githubUsage, waitingAgain: 3 }]}
        onChange={() => undefined}
      />,
    );
    expect(
      await screen.findByText('Collecting again: 3 days to go.'),
    ).toBeInTheDocument();
  });

  it('asks of seats for the list of today, there being no other', async () => {
    const backfill = jest.fn(async () => ({ days: 1 }));
    renderView(
      <Sources
        sources={[{ ...githubUsage, kind: 'seats' }]}
        onChange={() => undefined}
      />,
      { api: { backfill } },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Days and attempts' }),
    );
    expect(screen.queryByLabelText('From')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: "Collect today's list again" }),
    );
    expect(backfill).toHaveBeenCalledWith({
      source: 'github/usage',
      from: '2026-11-23',
      to: '2026-11-23',
    });
  });

  it('collects a range of days again', async () => {
    const backfill = jest.fn(async () => ({ days: 3 }));
    const onChange = jest.fn();
    renderView(<Sources sources={[githubUsage]} onChange={onChange} />, {
      api: { backfill },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Days and attempts' }),
    );
    const send = screen.getByRole('button', { name: 'Collect again' });
    fireEvent.change(screen.getByLabelText('From'), {
      target: { value: '2026-11-05' },
    });
    fireEvent.change(screen.getByLabelText('To'), {
      target: { value: '2026-11-03' },
    });
    expect(send).toBeDisabled();
    expect(
      screen.getByText('The last day must not be before the first.'),
    ).toBeInTheDocument();

    fireEvent.change(screen.getByLabelText('To'), {
      target: { value: '2026-11-07' },
    });
    await userEvent.click(send);
    expect(backfill).toHaveBeenCalledWith({
      source: 'github/usage',
      from: '2026-11-05',
      to: '2026-11-07',
    });
    expect(
      await screen.findByText('3 days will be collected again.'),
    ).toBeInTheDocument();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('tests credentials and names the scope that is missing', async () => {
    renderView(view);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Test: Claude Code usage' }),
    );
    expect(
      await screen.findByText(
        /Does not work yet: The key lacks the scope admin:usage\./,
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Test: GitHub Copilot usage' }),
    );
    expect(
      await screen.findByText(/Works: The token can read/),
    ).toBeInTheDocument();
  });

  it('says why a test could not be made', async () => {
    renderView(view, {
      api: {
        testSource: async () => {
          throw new Error('The backend is away');
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Test: Claude Code usage' }),
    );
    expect(
      await screen.findByText(/Does not work yet: The backend is away/),
    ).toBeInTheDocument();
  });
});

describe('code hosts', () => {
  it('are read now when an operator says so, or say why not', async () => {
    const asked: string[] = [];
    renderView(<CodeHosts hosts={codeHosts} />, {
      api: {
        collectFromCodeHost: async id => {
          if (asked.length > 0) throw new Error('The backend is away');
          asked.push(id);
        },
      },
    });
    const [first] = codeHosts;
    const button = await screen.findByRole('button', {
      name: `Collect now: ${first.title}`,
    });
    await userEvent.click(button);
    expect(await screen.findByText(/It is being read/)).toBeInTheDocument();
    expect(asked).toEqual([first.id]);
    await userEvent.click(button);
    expect(await screen.findByText(/The backend is away/)).toBeInTheDocument();
  });
});

it('counts states, the most frequent first', () => {
  expect(countStates(githubUsage.strip)).toEqual([
    ['complete', 55],
    ['may-change', 2],
    ['marked', 1],
    ['no-data', 1],
    ['not-ready', 1],
  ]);
});
