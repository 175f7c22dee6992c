import { screen } from '@testing-library/react';
import { preview } from '../../__fixtures__';
import { renderView } from '../../__testUtils__';
import { AskRail } from './AskRail';

function show(over: Partial<typeof preview>) {
  return renderView(
    <AskRail
      preview={{ ...preview, ...over }}
      isChosen
      missing={[]}
      idOf={field => field}
      joins={[]}
      onJoin={() => undefined}
    />,
  );
}

describe('beside the form', () => {
  it.each([
    ['no-board' as const, /^You can save. Sending opens/],
    ['no-eligible-approvers' as const, /^You can send it, but nobody may/],
    ['no-voice' as const, /^You can send it, but it may wait/],
  ])('says of a board in state %s what that means', async (board, words) => {
    show({ board });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('says nothing of sending where there is nothing to send', async () => {
    show({
      board: 'no-eligible-approvers',
      lane: 'none',
      sentence: 'Tabnine is retired.',
    });
    expect(await screen.findByText('Tabnine is retired.')).toBeInTheDocument();
    expect(screen.queryByText(/You can send it/)).not.toBeInTheDocument();
    expect(screen.queryByText(/^All is there/)).not.toBeInTheDocument();
  });

  it('names the voices that are heard, and none beside what is granted at once', async () => {
    const voices = [
      { ref: 'group:default/security', title: 'Security', because: 'its data' },
    ];
    const { unmount } = show({ lane: 'full', voices });
    expect(await screen.findByText('Security: its data')).toBeInTheDocument();
    unmount();
    show({ lane: 'immediate', voices });
    expect(await screen.findByText(/^Immediate/)).toBeInTheDocument();
    expect(screen.queryByText('Security: its data')).not.toBeInTheDocument();
  });
});
