import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  adapted,
  adoptedAsIs,
  checklist,
  checks,
  dryRun,
  me,
  notAdopted,
} from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { ChecklistPages } from './ChecklistPages';
import { DryRun } from './DryRun';

const address = '/default/payments-core';
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe("a team's checklist", () => {
  it('shows what the team has, what differs, and a template to copy', async () => {
    const { container } = renderView(<ChecklistPages />, { address });
    expect(
      await screen.findByText(/^Adapted on 16 Jul from version 2, by/),
    ).toBeInTheDocument();
    expect(
      screen.getByText("The organisation's list is at version 3 by now."),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('list', { name: "The team's list" }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'No secrets are hard-codedminimum',
      'Errors are handledminimum',
      'Names are in the words of payments',
      'Money is counted in whole cents',
    ]);
    expect(
      within(screen.getByRole('table', { name: 'What differs' }))
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      'Reworded by the teamNames are in the words of paymentsNames say what they mean',
      'Added by the teamMoney is counted in whole cents',
      'New in the organisationLicences are known',
    ]);
    expect(
      screen.getByLabelText('Copy as pull-request template'),
    ).toHaveTextContent('- [ ] Money is counted in whole cents');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is taken up as it is with one press', async () => {
    const adoptChecklist = jest.fn(async () => adoptedAsIs);
    const teamChecklist = jest
      .fn()
      .mockResolvedValueOnce(notAdopted)
      .mockResolvedValue(adoptedAsIs);
    renderView(<ChecklistPages />, {
      address,
      api: { adoptChecklist, teamChecklist },
    });
    await screen.findByText('The team has taken up no list yet.');
    await press('Adopt as it is');
    expect(adoptChecklist).toHaveBeenCalledWith('group:default/payments-core', {
      version: 3,
    });
    expect(
      await screen.findByText(/^Taken up as it is on 14 Sept?, from version 3/),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing differs.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Adopt as it is' }),
    ).not.toBeInTheDocument();
  });

  it('is adapted with its minimum items locked, faults named all at once', async () => {
    const adoptChecklist = jest.fn(async () => adapted);
    const { container } = renderView(<ChecklistPages />, {
      address,
      api: { adoptChecklist, teamChecklist: async () => notAdopted },
    });
    await press('Adapt');
    // Only what is no minimum has a field and can be left out.
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
    expect(
      screen.queryByRole('button', { name: /Leave out: No secrets/ }),
    ).not.toBeInTheDocument();
    const field = screen.getByLabelText('Item 3');
    await userEvent.clear(field);
    await press('Add an item');
    await press("Save the team's list");
    const faults = within(screen.getByRole('alert')).getAllByRole('button');
    expect(faults.map(fault => fault.textContent)).toEqual([
      'Item 3 needs at least three characters',
      'Item 4 needs at least three characters',
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.click(faults[1]);
    expect(screen.getByLabelText('Item 4')).toHaveFocus();
    await userEvent.keyboard('Money is in whole cents');
    await press('Leave out: Item 3');
    await press("Save the team's list");
    expect(adoptChecklist).toHaveBeenCalledWith('group:default/payments-core', {
      version: 3,
      items: [
        ...checklist.items.slice(0, 2),
        { id: 'item-4', text: 'Money is in whole cents', minimum: false },
      ],
    });
    await waitFor(() =>
      expect(screen.queryByText('Adapt the list')).not.toBeInTheDocument(),
    );
  });

  it('says that there is a newer version by now', async () => {
    renderView(<ChecklistPages />, {
      address,
      api: {
        adoptChecklist: async () => {
          throw new Error('Version 4 was published meanwhile');
        },
      },
    });
    await press('Adopt as it is');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Version 4 was published meanwhile',
    );
  });

  it('is only read by others', async () => {
    renderView(<ChecklistPages />, {
      address,
      api: { teamChecklist: async () => ({ ...adapted, mayAdopt: false }) },
    });
    await screen.findByText('Pull-request template');
    expect(
      screen.queryByRole('button', { name: /Adopt|Adapt/ }),
    ).not.toBeInTheDocument();
  });
});

describe('what every team is asked for', () => {
  it('lists the checks with the share of teams that pass, for everybody', async () => {
    const { container } = renderView(<ChecklistPages />, {
      api: { me: async () => ({ ...me, roles: [] }) },
    });
    expect(
      await screen.findByText(/^Version 3, published 1 Sept?$/),
    ).toBeInTheDocument();
    const table = screen.getByRole('table', {
      name: 'What every team is asked for',
    });
    const rows = within(table).getAllByRole('row');
    expect(rows).toHaveLength(1 + checks.items.length);
    expect(
      rows.find(row => row.textContent?.includes('same review')),
    ).toHaveTextContent('21 of 24');
    expect(
      rows.find(row => row.textContent?.includes('Licences are scanned')),
    ).toHaveTextContent(
      /of this organisation · counts from 1 Jan 2027.*none assessed yet/,
    );
    expect(
      screen.queryByRole('button', { name: /Publish|Try/ }),
    ).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('lets a practice lead publish a version', async () => {
    const publishChecklist = jest.fn(async () => ({
      ...checklist,
      version: 4,
    }));
    const { container } = renderView(<ChecklistPages />, {
      api: {
        me: async () => ({ ...me, roles: ['practice-lead'] }),
        publishChecklist,
      },
    });
    await press('Publish a new version');
    const field = screen.getByLabelText('Item 1');
    await userEvent.clear(field);
    await userEvent.type(field, 'No secret is in the code');
    await userEvent.click(
      screen.getByRole('checkbox', {
        name: 'Minimum for every team: Names say what they mean',
      }),
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    await press('Publish');
    expect(publishChecklist).toHaveBeenCalledWith({
      items: [
        { id: 'secrets', text: 'No secret is in the code', minimum: true },
        checklist.items[1],
        { ...checklist.items[2], minimum: true },
      ],
    });
    expect(
      await screen.findByText('Version 4 is published.'),
    ).toBeInTheDocument();
  });
});

describe('trying a change of checks', () => {
  it('lists the teams that would change level', async () => {
    const dryRunChecks = jest.fn(async () => dryRun);
    const { container } = renderView(<DryRun checks={checks} />, {
      api: { dryRunChecks },
    });
    const run = await screen.findByRole('button', { name: 'Try it' });
    expect(run).toBeDisabled();
    await userEvent.selectOptions(
      screen.getByLabelText('In the trial: Licences are scanned'),
      'counts now',
    );
    await userEvent.selectOptions(
      screen.getByLabelText('In the trial: Tests are required to merge'),
      'switched off',
    );
    await userEvent.click(run);
    expect(dryRunChecks).toHaveBeenCalledWith({
      enable: ['own.license-scan'],
      disable: ['tests.required'],
      changes: {},
      checks: [],
    });
    const changes = await screen.findByRole('table', {
      name: '2 of 24 teams would change level:',
    });
    expect(
      within(changes)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      'Checkout21own.license-scan fails: 20 of 36 repositories',
      'Atlasnot assessed1',
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tries another level, and what configuration switches off', async () => {
    const dryRunChecks = jest.fn(async () => dryRun);
    renderView(<DryRun checks={checks} />, { api: { dryRunChecks } });
    await userEvent.selectOptions(
      await screen.findByLabelText(
        'Level in the trial: Tests are required to merge',
      ),
      '3',
    );
    await userEvent.selectOptions(
      screen.getByLabelText('In the trial: Tests are required to merge'),
      'counts, not required',
    );
    await userEvent.selectOptions(
      screen.getByLabelText(
        'In the trial: Instructions and prompts are evaluated in CI',
      ),
      'counts now',
    );
    await press('Try it');
    expect(dryRunChecks).toHaveBeenCalledWith({
      enable: ['evals.run'],
      disable: [],
      changes: { 'tests.required': { level: 3, required: false } },
      checks: [],
    });
  });

  it('tries a check in draft, and shows its configuration', async () => {
    const dryRunChecks = jest.fn(async () => dryRun);
    const { container } = renderView(<DryRun checks={checks} />, {
      api: { dryRunChecks },
    });
    await press('Add to the trial');
    expect(
      screen.getByText('Say in a few words what is asked for'),
    ).toBeInTheDocument();
    await userEvent.type(
      screen.getByLabelText('What is asked for'),
      'Push protection everywhere',
    );
    await userEvent.selectOptions(
      screen.getByLabelText('What is looked at'),
      'Push protection is on',
    );
    await press('Add to the trial');
    expect(
      screen.getByText('Push protection everywhere · level 1'),
    ).toBeInTheDocument();
    expect(
      screen.getByLabelText('Configuration of the drafts'),
    ).toHaveTextContent('fact: pushProtection is: true');
    expect(await accessibilityFaults(container)).toEqual([]);
    await press('Try it');
    expect(dryRunChecks).toHaveBeenCalledWith({
      enable: [],
      disable: [],
      changes: {},
      checks: [
        expect.objectContaining({
          id: 'own.push-protection-everywhere',
          fact: 'pushProtection',
          is: true,
          share: 1,
        }),
      ],
    });
    await press('Remove Push protection everywhere');
    expect(screen.getByRole('button', { name: 'Try it' })).toBeDisabled();
  });

  it('says that nothing would change, and why it could not be tried', async () => {
    const dryRunChecks = jest
      .fn()
      .mockResolvedValueOnce({ teams: 24, changes: [] })
      .mockRejectedValue(new Error('For practice leads'));
    renderView(<DryRun checks={checks} />, { api: { dryRunChecks } });
    await userEvent.selectOptions(
      await screen.findByLabelText('In the trial: Licences are scanned'),
      'counts now',
    );
    await press('Try it');
    expect(
      await screen.findByText('All 24 teams would keep their level.'),
    ).toBeInTheDocument();
    await press('Try it');
    expect(await screen.findByText('For practice leads')).toBeInTheDocument();
  });
});
