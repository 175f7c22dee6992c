import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError, ResponseError } from '@backstage/errors';
import {
  activeDevelopers,
  checks,
  organisationScorecard,
  organisationSpend,
} from '../../__fixtures__';
import type { SpendPart } from 'backstage-plugin-ai-scorecards-common';
import { renderView } from '../../__testUtils__';
import { Organisation } from './Organisation';

const [pushProtection, tests] = [...checks.items].sort(
  (a, b) => a.level - b.level,
);

const words = (element: Element) =>
  element.textContent?.replace(/\u00a0/g, ' ');

const rowsOf = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(words);

const refused = async () => {
  throw await ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: NotAllowedError.name, message: 'No' },
        response: { statusCode: 403 },
      }),
      { status: 403, headers: { 'content-type': 'application/json' } },
    ),
  );
};

describe('the organisation page', () => {
  it('says how it stands with everybody, then the figures, then what it cost', async () => {
    renderView(<Organisation />);
    expect(
      await screen.findByText(
        /^1,312 of 1,870 licensed developers were active in the week of Mon 9 Nov/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(organisationScorecard.headline[0].title),
    ).toBeInTheDocument();
    expect(await rowsOf('Cost of everybody by month')).toEqual(
      ['Oct 2026', 'Sept 2026', 'Aug 2026'].map(
        month => `${month}2,346 USD646 USD1,700 USD900 USD`,
      ),
    );
    expect(await rowsOf('Cost of everybody in Oct 2026')).toEqual([
      'Payments1,580 USD380 USD1,200 USDnot known',
      'Ledger600 USD190 USD410 USDnot known',
      'Unknown accounts109 USD19.00 USD90.00 USDnot known',
      'Teams that do not show it on their own57.00 USD57.00 USDnot knownnot known',
    ]);
  });

  it('divides a month by team, tool or model', async () => {
    renderView(<Organisation />);
    await userEvent.selectOptions(await screen.findByLabelText('By'), 'model');
    await userEvent.selectOptions(await screen.findByLabelText('Month'), [
      '2026-09',
    ]);
    expect(await rowsOf('Cost of everybody in Sept 2026')).toEqual([
      'claude-opus-51,100 USDnot known1,100 USDnot known',
      'Other models, and what is told of none1,246 USD646 USD600 USDnot known',
    ]);
  });

  it('tells the teams that have no line of their own in one, after those that have', async () => {
    const { months, ...rest } = organisationSpend();
    const many: SpendPart = {
      kind: 'more',
      id: 'teams',
      title: '212 more teams',
      seatMicros: null,
      usageMicros: 9_000_000_000,
      valueMicros: null,
    };
    renderView(<Organisation />, {
      api: {
        organisationSpend: async () => ({
          ...rest,
          months: months.map(month => ({
            ...month,
            parts: [...month.parts, many],
          })),
        }),
      },
    });
    const rows = await rowsOf('Cost of everybody in Oct 2026');
    expect(rows.map(row => row?.replace(/\d.*USD.*/, ''))).toEqual([
      'Payments',
      'Ledger',
      '',
      'Unknown accounts',
      'Teams that do not show it on their own',
    ]);
    expect(rows[2]).toMatch(/^212 more teams9,000 USD/);
  });

  it('leaves out what somebody may not see', async () => {
    renderView(<Organisation />, { api: { organisationSpend: refused } });
    await screen.findByText(/licensed developers were active/);
    expect(screen.queryByText('Cost of everybody by month')).toBeNull();
  });

  it('tells others in a plain sentence whom it is for', async () => {
    renderView(<Organisation />, { api: { organisationScorecard: refused } });
    expect(
      await screen.findByText(/^This page is for those who see every team/),
    ).toBeInTheDocument();
  });

  it('opens from its bracket what is not known, and closes it by the keyboard', async () => {
    renderView(<Organisation />);
    const bracket = await screen.findByRole('button', {
      name: '(2 of 3 tools, 93 % matched)',
    });
    bracket.focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', {
      name: "What we don't know",
    });
    const headings = within(dialog).getAllByRole('heading', { level: 3 });
    expect(headings.map(words)).toEqual([
      'Accounts',
      'Tools',
      'Sources',
      'Figures',
      'Cost',
    ]);
    expect(
      within(dialog).getByText(
        'Oct 2026: 109 USD stand in no team (Unknown accounts).',
      ),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(bracket).toHaveFocus();
  });

  it('says what is not known where no sentence can be said, and nothing of tools to those who see cost alone', async () => {
    const organisation = {
      ...organisationScorecard,
      access: 'cost' as const,
      sentence: 'Nothing is known yet.',
      spend: null,
    };
    renderView(<Organisation />, {
      api: { organisationScorecard: async () => organisation },
      address: '/?unknown=open',
    });
    const dialog = await screen.findByRole('dialog', {
      name: "What we don't know",
    });
    expect(within(dialog).queryByText('Tools')).toBeNull();
    expect(
      within(dialog).getAllByText('Nothing that we know of.').length,
    ).toBeGreaterThan(0);
    expect(screen.queryByText('Adoption')).toBeNull();
  });

  it('draws a year by tool or by team, as the address says', async () => {
    const organisationTrends = jest.fn(async () => activeDevelopers);
    renderView(<Organisation />, {
      api: { organisationTrends },
      address: '/?lines=team',
    });
    expect(
      await screen.findByRole('img', {
        name: /^Active developers by team, 25 May to 22 Nov/,
      }),
    ).toBeInTheDocument();
    expect(organisationTrends).toHaveBeenLastCalledWith({
      metric: 'activeDevelopers',
      grain: 'week',
      by: 'team',
      from: '2025-11-24',
      to: '2026-11-22',
    });
    await userEvent.selectOptions(screen.getByLabelText('Period'), '13 weeks');
    expect(organisationTrends).toHaveBeenLastCalledWith(
      expect.objectContaining({ by: 'team', from: '2026-08-24' }),
    );
  });

  it('maps checks by the share of teams that pass, in words too', async () => {
    renderView(<Organisation />, {
      api: {
        checks: async () => ({
          items: [pushProtection, tests],
          switchedOff: [],
          passing: { [tests.id]: { passing: 3, teams: 12 } },
        }),
      },
    });
    const map = await screen.findByRole('img', {
      name: `Share of assessed teams that pass each of 1 checks. The fewest pass: ${tests.title}, 3 of 12.`,
    });
    expect(words(map)).toContain('25 %');
    const figure = map.closest('figure')!;
    await userEvent.click(
      within(figure).getByRole('button', { name: 'Show as table' }),
    );
    expect(await rowsOf('Teams that pass, by check')).toEqual([
      expect.stringContaining('3 of 12'),
      expect.stringContaining('none assessed yet'),
    ]);
  });
});
