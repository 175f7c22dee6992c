import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { policyAnswer, scorecard } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { WhatYouCanUse } from './WhatYouCanUse';

async function ask(text: string) {
  const field = await screen.findByLabelText('Can we use…?');
  await userEvent.type(field, `${text}{enter}`);
}

describe('Can we use…?', () => {
  it.each([
    ['github copilot', 'Yes', ['Get it', 'Set it up', 'Get help']],
    ['Claude Code', 'Yes', ['Get it']],
    ['Cursor', 'Needs an exception', ['Ask for an exception']],
    ['Tab Helper', 'No', []],
    ['Some New Thing', 'Not known here', []],
  ])('answers in place: %s — %s', async (name, verdict, links) => {
    renderView(<WhatYouCanUse scorecard={scorecard} />);
    await ask(name);
    expect(await screen.findByText(verdict)).toBeInTheDocument();
    expect(screen.queryAllByRole('link').map(link => link.textContent)).toEqual(
      links.map(link => expect.stringContaining(link)),
    );
  });

  it('asks for the ref of a registered tool, and for any other text as it is', async () => {
    const policy = jest.fn(async (query: { tool: string }) =>
      policyAnswer(query),
    );
    renderView(<WhatYouCanUse scorecard={scorecard} />, { api: { policy } });
    await ask('cursor');
    await screen.findByText('Needs an exception');
    await userEvent.clear(screen.getByLabelText('Can we use…?'));
    await ask(' another ');
    await screen.findByText('Not known here');
    expect(policy.mock.calls.map(([query]) => query.tool)).toEqual([
      'resource:default/cursor',
      'another',
    ]);
  });

  it('says until when an exception lasts', async () => {
    renderView(<WhatYouCanUse scorecard={scorecard} />, {
      api: {
        policy: async query => ({
          ...policyAnswer(query),
          allowed: true,
          basis: 'exception',
          until: '2027-03-14',
        }),
      },
    });
    await ask('Cursor');
    expect(
      await screen.findByText('Yes, until 14 Mar 2027'),
    ).toBeInTheDocument();
  });

  it('answers for a chip that is pressed', async () => {
    renderView(<WhatYouCanUse scorecard={scorecard} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Claude Code · approved' }),
    );
    expect(
      await screen.findByText('May we use Claude Code?'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Yes')).toBeInTheDocument();
  });

  it('names exceptions on chips with their end', async () => {
    renderView(
      <WhatYouCanUse
        scorecard={{
          ...scorecard,
          tools: scorecard.tools.map(tool =>
            tool.title === 'Cursor'
              ? { ...tool, state: 'excepted', until: '2027-03-14' }
              : tool,
          ),
        }}
      />,
    );
    expect(
      await screen.findByText('Cursor · excepted until 14 Mar 2027'),
    ).toBeInTheDocument();
  });

  it('says why there is no answer', async () => {
    renderView(<WhatYouCanUse scorecard={scorecard} />, {
      api: {
        policy: async () => {
          throw new NotAllowedError('Sign in first');
        },
      },
    });
    await ask('Cursor');
    expect(
      await screen.findByText('No answer: Sign in first'),
    ).toBeInTheDocument();
  });

  it('is there where no tool is open to the team', async () => {
    renderView(<WhatYouCanUse scorecard={{ ...scorecard, tools: [] }} />);
    expect(
      await screen.findByText('No tool is open to this team yet.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Can we use…?')).toBeInTheDocument();
  });
});
