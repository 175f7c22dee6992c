import { screen, within } from '@testing-library/react';
import { request } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { Voters } from './Voters';

const vote = {
  by: 'user:default/lea',
  onBehalfOf: null,
  as: 'board',
  at: '2026-11-23T09:00:00.000Z',
  revision: 2,
  verdict: 'approve' as const,
  reasonCode: 'fills-a-gap' as const,
  reason: null,
  conditions: [],
  counts: false,
};

describe('the votes on a request', () => {
  it.each([
    ['counts', { counts: true }, [], 'lea: approves · Fills a gap'],
    [
      'saw another revision',
      { revision: 1 },
      [],
      'lea: approves · void since the revision changed · Fills a gap',
    ],
    [
      'was given by somebody who stepped aside',
      {},
      ['user:default/lea'],
      'lea: approves · void: stepped aside · Fills a gap',
    ],
    [
      'was given for somebody who stepped aside',
      { onBehalfOf: 'user:default/ada' },
      ['user:default/ada'],
      'lea for ada: approves · void: stepped aside · Fills a gap',
    ],
    [
      'came before an appeal',
      {},
      [],
      'lea: approves · void: before the appeal · Fills a gap',
    ],
  ])('say of one that %s', async (_, change, recused, words) => {
    renderView(
      <Voters
        request={{ ...request, recused, votes: [{ ...vote, ...change }] }}
      />,
    );
    const votes = await screen.findByRole('list', { name: 'Votes' });
    expect(within(votes).getByRole('listitem')).toHaveTextContent(words);
  });
});
