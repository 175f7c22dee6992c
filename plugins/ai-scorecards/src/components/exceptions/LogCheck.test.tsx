import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { accessibilityFaults, renderView } from '../../__testUtils__';
import { LogCheck } from './LogCheck';

const answer = { items: [], nextCursor: null, head: null };
const intact = { intact: true, entries: 8214, faults: [] };

describe('the check of the log', () => {
  it('says that it is intact, and that an earlier head still stands', async () => {
    const decisionLog = jest.fn(async () => ({
      ...answer,
      verification: intact,
    }));
    const { container } = renderView(<LogCheck entries={8214} />, {
      api: { decisionLog },
    });
    expect(
      await screen.findByText('The log holds 8,214 entries.'),
    ).toBeInTheDocument();
    const check = screen.getByRole('button', { name: 'Check the log' });
    await userEvent.click(check);
    expect(
      await screen.findByText('Log intact to entry 8,214.'),
    ).toBeInTheDocument();
    expect(decisionLog).toHaveBeenLastCalledWith({ limit: 1, verify: 'true' });
    await userEvent.type(
      screen.getByRole('textbox', { name: /^An earlier head/ }),
      ' 7:ab:cd ',
    );
    await userEvent.click(check);
    expect(
      await screen.findByText(/The earlier head still stands in it/),
    ).toBeInTheDocument();
    expect(decisionLog).toHaveBeenLastCalledWith({
      limit: 1,
      verify: 'true',
      head: '7:ab:cd',
    });
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('names what does not fit, and what is no head', async () => {
    const sentence = 'Entry 7 is not what the earlier head says';
    renderView(<LogCheck entries={8214} />, {
      api: {
        decisionLog: async query => {
          if (query?.head) throw new Error('head must be sequence:hash:mac');
          return {
            ...answer,
            verification: {
              ...intact,
              intact: false,
              faults: [{ sequence: 7, sentence }],
            },
          };
        },
      },
    });
    const check = await screen.findByRole('button', { name: 'Check the log' });
    await userEvent.click(check);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    await userEvent.type(screen.getByRole('textbox'), '7');
    await userEvent.click(check);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'head must be sequence:hash:mac',
    );
  });

  it('hands out the log as a file', async () => {
    Object.assign(URL, {
      createObjectURL: () => 'blob:file',
      revokeObjectURL: jest.fn(),
    });
    const names: string[] = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function record(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    renderView(<LogCheck entries={8214} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export the log' }),
    );
    await waitFor(() => expect(names).toHaveLength(1));
    expect(names[0]).toMatch(/^decision-log-\d{4}-\d\d-\d\d\.ndjson$/);
    click.mockRestore();
  });
});
