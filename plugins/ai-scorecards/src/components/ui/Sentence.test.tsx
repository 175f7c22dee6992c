import { screen } from '@testing-library/react';
import { renderView, user } from '../../__testUtils__';
import { Sentence } from './Sentence';

it('names entities and days of a sentence as people read them', async () => {
  renderView(
    <p>
      <Sentence text="User:default/ada left group:default/storefront, on 2026-11-20. See https://wiki.example/a" />
    </p>,
    { entities: [user('ada', 'Ada Lovelace')] },
  );
  expect(await screen.findByText(/See https/)).toHaveTextContent(
    'Ada Lovelace left storefront, on Fri 20 Nov. See https://wiki.example/a',
  );
  expect(screen.getByRole('link', { name: 'storefront' })).toHaveAttribute(
    'href',
    '/catalog/default/group/storefront',
  );
});
