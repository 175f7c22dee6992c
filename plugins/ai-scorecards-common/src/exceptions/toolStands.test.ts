import {
  approval,
  BOARD_A,
  BOARD_B,
  contextOf,
  OWNER,
  Play,
  rejection,
  REQUESTER,
  SYSTEM,
} from './__testUtils__/contexts';
import { isRefusal } from './context';
import { nothingToGrant } from './toolStands';

const ROOT = 'user:default/root';
const admin = { ...contextOf(ROOT).actor, isAdmin: true };
const closed = ['prohibited', 'retired', 'removed'] as const;
const open = ['default', 'approved'] as const;

describe('the policy of the tool today', () => {
  it('leaves something to grant where an exception is required, or nobody registered it yet', () => {
    expect(nothingToGrant('exception-required')).toBeNull();
    expect(nothingToGrant(null)).toBeNull();
  });

  it.each([...closed, ...open])('%s: nothing is approved', toolPolicy => {
    const sentence = nothingToGrant(toolPolicy);
    const refused = { kind: 'conflict', sentence };
    const play = new Play().submitted();
    play.approve(BOARD_A);
    expect(play.do(BOARD_B, approval(1), { toolPolicy })).toEqual(refused);
    expect(
      play.do(
        ROOT,
        { type: 'break-glass', revision: 1, reason: 'A client waits' },
        { toolPolicy, actor: admin },
      ),
    ).toEqual(refused);
    play.do(BOARD_B, rejection(1), { toolPolicy });
    expect(play.request.state).toBe('rejected');
    expect(
      play.do(REQUESTER, { type: 'appeal', text: 'Why?' }, { toolPolicy }),
    ).toEqual(refused);
  });

  it.each(closed)('%s: nothing begins or runs again', toolPolicy => {
    const play = new Play().submitted();
    play.approve(BOARD_A);
    play.approve(BOARD_B);
    const refuses = (...given: Parameters<Play['do']>) =>
      isRefusal(play.do(given[0], given[1], { toolPolicy }));
    expect(refuses(OWNER, { type: 'accept' })).toBe(true);
    play.known!.exception!.from = '2026-11-25';
    play.do(OWNER, { type: 'accept' });
    expect(play.exception.state).toBe('scheduled');
    expect(refuses(SYSTEM, { type: 'activate' })).toBe(true);
    play.do(SYSTEM, { type: 'activate' });
    play.do(BOARD_A, { type: 'suspend', reason: 'A leak' });
    expect(refuses(BOARD_A, { type: 'reinstate', reason: 'None' })).toBe(true);
  });

  it.each(closed)(
    '%s: what is ratified stays suspended until the board lifts it',
    toolPolicy => {
      const play = new Play().submitted();
      play.do(
        ROOT,
        { type: 'break-glass', revision: 1, reason: 'A client waits' },
        { actor: admin },
      );
      play.do(OWNER, { type: 'accept' });
      play.do(SYSTEM, { type: 'halt', because: 'Late', by: 'not-ratified' });
      const ratified = { type: 'ratify', reason: null } as const;
      expect(play.do(BOARD_A, ratified, { toolPolicy })).toEqual([
        'decision-ratified',
      ]);
      play.do(BOARD_A, { type: 'reinstate', reason: 'It is open again' });
      expect(play.exception.state).toBe('active');
    },
  );
});
