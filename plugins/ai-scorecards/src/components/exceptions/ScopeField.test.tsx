import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { ScopeField } from './ScopeField';

const entity = (kind: string, name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const API = 'component:default/api';
const GONE = 'component:default/gone';

async function shown(props: Partial<Parameters<typeof ScopeField>[0]>) {
  const onChange = jest.fn();
  const { container } = renderView(
    <ScopeField
      id="scope"
      ownedBy={['group:default/atlas']}
      chosen={[]}
      onChange={onChange}
      {...props}
    />,
    {
      entities: [
        entity('System', 'shop', 'below'),
        entity('Component', 'api', 'atlas'),
        entity('Component', 'theirs', 'rho'),
        entity('Resource', 'store', 'atlas'),
      ],
    },
  );
  await screen.findByLabelText('api');
  expect(await accessibilityFaults(container)).toEqual([]);
  return onChange;
}
const offered = () =>
  screen.getAllByRole('checkbox').map(box => box.closest('label')?.textContent);

describe('the scope', () => {
  it('offers what the team owns and nothing else', async () => {
    const onChange = await shown({});
    expect(offered()).toEqual(['api']);
    await userEvent.click(screen.getByLabelText('api'));
    expect(onChange).toHaveBeenCalledWith([API]);
  });

  it('offers what teams below own where they are meant', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `group:default/t${n}`);
    await shown({
      ownedBy: ['group:default/atlas', ...many, 'group:default/below'],
    });
    expect(offered()).toEqual(['api', 'shop']);
  });

  it('lets go of what is not the team’s any more, and says so', async () => {
    const onChange = await shown({
      chosen: [API, GONE],
      fault: 'must name components or systems that the team owns',
    });
    expect(screen.getByText(/^must name components/)).toBeInTheDocument();
    await userEvent.click(screen.getByLabelText(GONE));
    expect(onChange).toHaveBeenCalledWith([API]);
  });
});
