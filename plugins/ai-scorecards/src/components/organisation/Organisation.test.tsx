import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError, ResponseError } from '@backstage/errors';
import { organisationScorecard } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { Organisation } from './Organisation';

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
});
