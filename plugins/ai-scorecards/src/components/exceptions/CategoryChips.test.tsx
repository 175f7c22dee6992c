import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { CategoryChips } from './CategoryChips';

function Chips() {
  const [value, setValue] = useState('');
  return (
    <>
      <button>Before</button>
      <CategoryChips id="category" value={value} onChange={setValue} />
      <button>After</button>
    </>
  );
}

describe('the chips of the reason', () => {
  const chosen = () => screen.queryByRole('radio', { checked: true });

  it('are one stop of the keyboard, in which arrows choose', async () => {
    const { container } = renderView(<Chips />);
    expect(chosen()).toBeNull();
    screen.getByRole('button', { name: 'Before' }).focus();
    await userEvent.tab();
    await userEvent.keyboard(' ');
    expect(chosen()).toHaveTextContent('It can do what the default cannot');
    await userEvent.keyboard('{ArrowRight}');
    expect(chosen()).toHaveTextContent('Our language or platform');
    expect(chosen()).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(chosen()).toHaveTextContent('Something else');
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus();
  });

  it('take a click, and say who reads an accessibility reason', async () => {
    renderView(<Chips />);
    await userEvent.click(screen.getByRole('radio', { name: 'Accessibility' }));
    expect(chosen()).toHaveTextContent('Accessibility');
    expect(
      screen.getByText('Only you and those who decide will see this reason.'),
    ).toBeInTheDocument();
  });
});
