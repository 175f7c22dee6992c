import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderView, user } from '../../__testUtils__';
import { PersonField } from './PersonField';

const users = [user('ada', 'Ada Lovelace'), user('cy', 'Cy Young')];

function Asked({ onChange }: { onChange: (value: string) => void }) {
  const [value, setValue] = useState('user:default/ada');
  return (
    <PersonField
      id="who"
      label="Who"
      value={value}
      onChange={next => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

describe('a field for a person', () => {
  it('shows whom it holds by name, and takes another by typing and Enter', async () => {
    const onChange = jest.fn();
    renderView(<Asked onChange={onChange} />, { entities: users });
    const field = await screen.findByDisplayValue('Ada Lovelace (ada)');
    await userEvent.clear(field);
    await userEvent.type(field, 'young');
    await screen.findByRole('option', { name: 'Cy Young (cy)' });
    await userEvent.keyboard('{Enter}');
    expect(onChange).toHaveBeenLastCalledWith('user:default/cy');
    expect(
      await screen.findByDisplayValue('Cy Young (cy)'),
    ).toBeInTheDocument();
  });

  it('says that words are nobody yet, once they are left', async () => {
    renderView(<Asked onChange={() => undefined} />, { entities: users });
    const field = await screen.findByDisplayValue('Ada Lovelace (ada)');
    await userEvent.clear(field);
    await userEvent.type(field, 'zz');
    expect(screen.queryByText(/Nobody yet/)).toBeNull();
    await userEvent.tab();
    expect(
      await screen.findByText('Nobody yet: choose a person from the list.'),
    ).toBeInTheDocument();
  });

  it('takes a full ref as it is typed', async () => {
    const onChange = jest.fn();
    renderView(<Asked onChange={onChange} />, { entities: users });
    const field = await screen.findByDisplayValue('Ada Lovelace (ada)');
    await userEvent.clear(field);
    await userEvent.type(field, 'user:default/cy');
    expect(onChange).toHaveBeenLastCalledWith('user:default/cy');
    await userEvent.tab();
    expect(
      await screen.findByDisplayValue('Cy Young (cy)'),
    ).toBeInTheDocument();
  });
});
