import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AiScorecardsApi,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import {
  excepted,
  heldNotApplicable,
  levelUnknown,
  notAssessed,
  practices,
  scorecard,
} from '../../__fixtures__';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { Practices } from './Practices';

const shown = (
  answer: TeamPractices = practices,
  api: Partial<AiScorecardsApi> = {},
) =>
  renderView(<Practices scorecard={scorecard} />, {
    api: { teamPractices: async () => answer, ...api },
  });

const open = async (name: RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('the practices of a team', () => {
  it('names the level, what is missing for the next one first, and folds what is passed', async () => {
    const { container } = shown();
    expect(await screen.findByText('Level 1 · minimums')).toBeInTheDocument();
    expect(
      screen.getByText('Level 0 without what is excused for a while.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Some evidence cannot be read now/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/the last known ones, held/)).toBeNull();
    expect(screen.getAllByRole('list')[0]).toHaveAttribute(
      'aria-label',
      '2 checks to level 2',
    );
    const missing = within(
      screen.getByRole('list', { name: '2 checks to level 2' }),
    ).getAllByRole('listitem');
    expect(missing.map(row => row.textContent)).toEqual([
      expect.stringMatching(
        /^Not there yetRepositories carry agent instructions34 of 36 repositoriesHow/,
      ),
      expect.stringMatching(
        /^Statement expiredWhich data may go to which tool is statedHow/,
      ),
    ]);
    expect(
      screen.getByRole('button', {
        name: /^How ?: Repositories carry agent instructions/,
      }),
    ).toHaveAttribute('href', 'https://docs.example.com/agents');
    const look = within(screen.getByRole('list', { name: 'Worth a look' }))
      .getAllByRole('listitem')
      .map(row => row.textContent);
    expect(look).toEqual([
      expect.stringMatching(
        /^ExcusedTests.*30 of 36 repositories · excused until 31 Jan 2027/,
      ),
      expect.stringMatching(
        /^Not known.*last known: passed, holds until 18 Dec/,
      ),
      expect.stringMatching(
        /^Passed.*statement and evidence differ · statement holds until 27 Feb 2027/,
      ),
      expect.stringMatching(
        /^Not there yet.*counts from 1 Jan 2027 · of this organisation/,
      ),
    ]);
    for (const folded of [
      '1 check of higher levels',
      '1 check passed',
      '1 check does not apply here',
    ]) {
      expect(screen.getByText(folded).closest('details')).not.toHaveAttribute(
        'open',
      );
    }
    expect(
      screen.getByRole('link', { name: 'Review checklist' }),
    ).toHaveAttribute('href', '/ai-scorecards/checklist/default/payments-core');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it.each([
    [null, 'Review checklist'],
    [3, 'Review checklist · Version 3 is there'],
  ])(
    'says beside the checklist that version %s is newer',
    async (version, words) => {
      shown({ ...practices, newerChecklist: version });
      const link = await screen.findByRole('link', {
        name: 'Review checklist',
      });
      await screen.findByRole('list', { name: 'Worth a look' });
      expect(link.parentElement).toHaveTextContent(words, {
        normalizeWhitespace: true,
      });
      expect(screen.queryByText(/is there/) !== null).toBe(version !== null);
    },
  );

  it('names the exceptions that excuse a check, each leading to its page', async () => {
    shown({ ...practices, results: [excepted] });
    expect(
      await screen.findByText(
        '2 of 2 tools, 1 by exception · excused by an exception for Cursor until 31 Dec',
      ),
    ).toBeInTheDocument();
    await open(/^Excused No unsanctioned tool in use/);
    const drawer = within(await screen.findByRole('dialog'));
    expect(
      drawer.getByRole('link', { name: 'Cursor, until 31 Dec' }),
    ).toHaveAttribute('href', '/ai-scorecards/requests/RQ-7');
    expect(drawer.queryByText(/^Excused until/)).toBeNull();
  });

  it('holds that a check does not apply', async () => {
    shown({ ...practices, results: [heldNotApplicable] });
    expect(
      await screen.findByText('last known: does not apply, holds until 18 Dec'),
    ).toBeInTheDocument();
  });

  it('says where the level lies among comparable teams', async () => {
    shown();
    expect(
      await screen.findByText(
        'The middle half of 9 comparable teams is on levels 1 to 3. You are on level 1.',
      ),
    ).toBeInTheDocument();
  });

  it('dates every change of the level with its cause, and has the table', async () => {
    shown();
    expect(
      await screen.findByText(
        '12 Oct: level 0 → 1. Secret scanning is on: passes, 36 of 36 repositories',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    const rows = within(
      screen.getByRole('table', { name: 'Level over time' }),
    ).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'DayBeforeAfterBecauseAlso changed',
      '12 Oct01Secret scanning is on: passes, 36 of 36 repositoriesAgent instructions are current: passes',
      expect.stringMatching(/^7 Sept?none yet0First assessment\.$/),
    ]);
  });

  const change = (
    more: Partial<TeamPractices['history'][number]>,
  ): TeamPractices['history'][number] => ({
    day: '2026-11-16',
    before: 1,
    was: 1,
    level: 2,
    causes: [],
    others: [],
    ...more,
  });

  it('puts into words what moved the level, and not what else changed', async () => {
    shown({
      ...practices,
      history: [
        change({ level: 1, others: ['Instructions are current: passes'] }),
        change({
          causes: ['A: passes', 'B: passes', 'C: passes', 'D: passes', 'E: x'],
          others: ['F: passes'],
        }),
      ],
    });
    expect(
      await screen.findByText(
        '16 Nov: level 1 → 2. A: passes; B: passes; C: passes; and 2 more',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Instructions are current|F: /)).toBeNull();
  });

  it('tells a level that is known again from a first one', async () => {
    shown({
      ...practices,
      history: [
        change({ before: null, was: null, level: 2, causes: ['First.'] }),
        change({
          before: 2,
          was: 2,
          level: null,
          causes: ['A: is gone since 2026-11-12'],
        }),
        change({ before: null, was: 2, level: 2, causes: ['A: passes'] }),
      ],
    });
    expect(
      await screen.findByText('16 Nov: level not known (was 2) → 2. A: passes'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        '16 Nov: level 2 → not known. A: is gone since Thu 12 Nov',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^16 Nov: level 2\. First/)).toBeInTheDocument();
  });

  it('tells a level that is not known any more with what it was', async () => {
    shown(levelUnknown);
    expect(
      await screen.findByText('Level unknown (was 2)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The code host has not answered since 10 October.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Your level is not known\./)).toBeInTheDocument();
  });

  it('opens what says how a check without a link is passed, and the page of the portal where there is one', async () => {
    const [first, second, ...others] = practices.results;
    const failing = {
      ...first,
      state: 'fail' as const,
      counts: 'fail' as const,
    };
    shown({
      ...practices,
      missing: ['review.checklist', 'data.classified'],
      results: [
        { ...failing, check: { ...first.check, id: 'review.checklist' } },
        {
          ...failing,
          check: {
            ...second.check,
            id: 'data.classified',
            howToPass: { text: 'Say where it is written down' },
          },
        },
        ...others.filter(({ check }) => check.id !== 'data.classified'),
      ],
    });
    const [page, drawer] = await screen.findAllByRole('button', {
      name: /^How ?:/,
    });
    expect(page).toHaveAttribute(
      'href',
      '/ai-scorecards/checklist/default/payments-core',
    );
    await userEvent.click(drawer);
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Say where it is written down',
    );
  });

  it('says how a check is passed at the code hosts of its repositories', async () => {
    const [failing] = practices.results;
    const onHost = (host: string) => ({
      host,
      text: `Turn it on there.`,
      href: `https://docs.example.com/${host}`,
    });
    const how = { name: /^How ?: Repositories carry agent instructions/ };
    const { unmount } = shown({
      ...practices,
      results: [
        { ...failing, help: [onHost('GitLab')] },
        ...practices.results.slice(1),
      ],
    });
    expect(await screen.findByRole('button', how)).toHaveAttribute(
      'href',
      'https://docs.example.com/GitLab',
    );
    unmount();
    shown({
      ...practices,
      results: [
        { ...failing, help: [onHost('GitHub'), onHost('GitLab')] },
        ...practices.results.slice(1),
      ],
    });
    await open(how.name);
    expect(await screen.findByText('On GitHub:')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Read more at GitLab/ }),
    ).toHaveAttribute('href', 'https://docs.example.com/GitLab');
  });

  it('counts nothing against a team that is not assessed yet', async () => {
    const { container } = shown(notAssessed);
    expect(await screen.findByText('Not assessed yet')).toBeInTheDocument();
    expect(screen.getByText('Nothing counts against you.')).toBeInTheDocument();
    expect(
      screen.getByText('No code host is connected yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 check that is not known yet').closest('details'),
    ).not.toHaveAttribute('open');
    expect(screen.queryByText(/0 of|Level 0/)).not.toBeInTheDocument();
    expect(screen.queryByText('How')).not.toBeInTheDocument();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('leads from a check about the whole team to what it looks at', async () => {
    const [failing] = practices.results;
    const scrollIntoView = jest.fn();
    Element.prototype.scrollIntoView = scrollIntoView;
    const answer = {
      ...practices,
      results: [
        {
          ...failing,
          check: { ...failing.check, id: 'batches.small' },
          evidence: [],
        },
      ],
    };
    renderView(
      <>
        <Practices scorecard={scorecard} />
        <div id="outcomes" />
      </>,
      { api: { teamPractices: async () => answer } },
    );
    await open(/^Not there yet ?Repositories carry agent instructions/);
    await open(/^Show output and quality/);
    expect(scrollIntoView).toHaveBeenCalled();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('calls not known only what is not, while the level is not assessed', async () => {
    const excused = practices.results.find(({ state }) => state === 'waived')!;
    shown({
      ...notAssessed,
      results: [...notAssessed.results, excused],
    });
    expect(
      await screen.findByText('1 check that is not known yet'),
    ).toBeInTheDocument();
    const look = screen.getByRole('list', { name: 'Worth a look' });
    expect(within(look).getByRole('listitem')).toHaveTextContent(/^Excused/);
  });

  it('says that it failed and tries again', async () => {
    const teamPractices = jest
      .fn()
      .mockRejectedValueOnce(new Error('The database is away'))
      .mockResolvedValue(practices);
    renderView(<Practices scorecard={scorecard} />, { api: { teamPractices } });
    await screen.findByText('The database is away');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Level 1 · minimums')).toBeInTheDocument();
  });
});

describe('what stands behind a check', () => {
  it('opens by keyboard, shows the evidence, and gives the focus back', async () => {
    shown();
    const row = await screen.findByRole('button', {
      name: /^Not there yet Repositories carry/,
    });
    row.focus();
    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', {
      name: 'Repositories carry agent instructions',
    });
    const rows = within(drawer).getAllByRole('row');
    expect(rows.map(each => each.textContent)).toEqual([
      'Repository or documentWhat was found',
      'acme/payments-api, Opens in a new windowNot there yetNo file with instructions.',
      'acme/ledger, Opens in a new windowNot knownThe code host does not let us read it.',
      'acme/checkout-web, Opens in a new windowPassedAGENTS.md, changed 3 Nov 2026.',
    ]);
    expect(
      within(drawer).getByText('34 of 36 repositories · since 12 Oct'),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: /acme\/payments-api/ }),
    ).toHaveAttribute('href', 'https://git.example.com/acme/payments-api');
    expect(
      within(drawer).queryByRole('button', { name: /Attest|Renew/ }),
    ).toBeNull();
    expect(await accessibilityFaults(drawer)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(row).toHaveFocus());
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it.each([
    [
      'secrets.scanning',
      /The last known result, Passed, holds until 18 Dec\. ?It counts as passed/,
    ],
    ['tests.required', /Excused until 31 Jan 2027/],
    ['security.extra-scrutiny', /names 9 repositories, the code host 12/],
    ['own.license-scan', /counts from 1 Jan 2027.*added by your organisation/],
    ['batches.small', /It is optional/],
  ])('says what is to be known of %s', async (id, words) => {
    renderView(<Practices scorecard={scorecard} />, {
      address: `/?check=${id}`,
    });
    expect(await screen.findByRole('dialog')).toHaveTextContent(words);
  });

  it('offers no statement to who may not make one', async () => {
    renderView(<Practices scorecard={scorecard} />, {
      api: {
        teamPractices: async () => ({ ...practices, mayAttest: false }),
      },
      address: '/?check=data.classified',
    });
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent(
      'Our handbook names the classes of data for each tool.4 May, held until 30 Oct, by Lea',
    );
    expect(
      within(drawer).queryByRole('button', { name: 'Renew' }),
    ).not.toBeInTheDocument();
  });
});

describe('attesting', () => {
  it('names every fault at once, leads to the field, and sends', async () => {
    const attest = jest.fn(async () => practices);
    const teamPractices = jest.fn(async () => practices);
    shown(practices, { attest, teamPractices });
    await open(/^Statement expired/);
    await open(/^Renew$/);
    const dialog = await screen.findByRole('dialog', { name: /^Attest: / });
    expect(dialog).toHaveTextContent('It holds until 21 May 2027');
    const statement = within(dialog).getByLabelText(/What your team does/);
    const link = within(dialog).getByLabelText(/Where it can be seen/);
    // A renewal begins with what was said the last time.
    expect(statement).toHaveValue(
      'Our handbook names the classes of data for each tool.',
    );
    await userEvent.clear(statement);
    await userEvent.type(statement, 'Yes');
    await userEvent.clear(link);
    await userEvent.type(link, 'handbook');
    const send = within(dialog).getByRole('button', { name: 'Attest' });
    await userEvent.click(send);
    const faults = within(within(dialog).getByRole('alert')).getAllByRole(
      'button',
    );
    expect(faults.map(fault => fault.textContent)).toEqual([
      'The statement needs at least ten characters',
      'The link must begin with https:// or http://',
    ]);
    expect(attest).not.toHaveBeenCalled();
    expect(await accessibilityFaults(dialog)).toEqual([]);
    await userEvent.click(faults[1]);
    expect(link).toHaveFocus();
    await userEvent.clear(link);
    await userEvent.type(statement, ', our handbook says so');
    await userEvent.click(send);
    expect(attest).toHaveBeenCalledWith('group:default/payments-core', {
      check: 'data.classified',
      statement: 'Yes, our handbook says so',
      href: null,
    });
    await waitFor(() => expect(teamPractices).toHaveBeenCalledTimes(2));
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: /^Attest: / })).toBeNull(),
    );
  });

  it('says why a statement was not taken', async () => {
    shown(practices, {
      attest: async () => {
        throw new Error('Only members and leads attest');
      },
    });
    await open(/^Statement expired/);
    await open(/^Renew$/);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Attest' }),
    );
    expect(
      await screen.findByText('Only members and leads attest'),
    ).toBeInTheDocument();
  });
});
