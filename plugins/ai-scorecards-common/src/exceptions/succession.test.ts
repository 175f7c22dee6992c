import {
  BOARD_A,
  contextOf,
  MATE,
  OWNER,
  Play,
  REQUESTER,
  SYSTEM,
} from './__testUtils__/contexts';
import type { ExceptionRole } from '../contract';

const DUE = '2026-12-24';
const LATER = { today: '2026-12-25' };
const RHO = 'group:default/rho';

function left(...parts: ExceptionRole[]): Play {
  const play = new Play().running();
  for (const part of parts) {
    play.do(SYSTEM, { type: 'owner-left', part, who: OWNER, dueOn: DUE });
  }
  return play;
}

function halted(...parts: ExceptionRole[]): Play {
  const play = left(...parts);
  const because = 'Nobody took over';
  play.do(SYSTEM, { type: 'halt', because, by: 'no-successor' }, LATER);
  return play;
}

const vacant = (play: Play) => play.exception.vacancies.map(({ part }) => part);

describe('succession', () => {
  it('awaits the successor of a part once', () => {
    const play = left('support-owner');
    expect(
      play.do(SYSTEM, {
        type: 'owner-left',
        part: 'support-owner',
        who: OWNER,
        dueOn: DUE,
      }),
    ).toMatchObject({ kind: 'conflict' });
  });

  it('waits until the new support owner accepts, and no one else can', () => {
    const play = halted('support-owner');
    play.do(
      REQUESTER,
      { type: 'name-owner', part: 'support-owner', successor: MATE },
      LATER,
    );
    expect(play.exception).toMatchObject({
      state: 'suspended',
      supportOwner: OWNER,
      successor: MATE,
    });
    expect(vacant(play)).toEqual(['support-owner']);
    for (const other of [REQUESTER, OWNER, BOARD_A]) {
      expect(play.do(other, { type: 'accept' }, LATER)).toMatchObject({
        kind: 'not-allowed',
      });
    }
    expect(play.do(MATE, { type: 'accept' }, LATER)).toEqual([
      'owner-named',
      'exception-reinstated',
    ]);
    expect(play.exception).toMatchObject({
      state: 'active',
      supportOwner: MATE,
      successor: null,
      acceptedAt: '2026-12-25T09:00:00.000Z',
      vacancies: [],
    });
    expect(play.replayed()).toEqual(play.known);
  });

  it('ends the wait for the budget owner when one is named, and for nobody else', () => {
    const play = left('support-owner', 'budget-owner');
    play.do(REQUESTER, {
      type: 'name-owner',
      part: 'budget-owner',
      successor: MATE,
    });
    expect(play.exception.budgetOwner).toBe(MATE);
    expect(vacant(play)).toEqual(['support-owner']);
  });

  it('stays suspended while another part is overdue', () => {
    const play = halted('support-owner', 'budget-owner');
    const named = { type: 'name-owner', successor: MATE } as const;
    expect(
      play.do(REQUESTER, { ...named, part: 'budget-owner' }, LATER),
    ).toEqual(['successor-named']);
    play.do(REQUESTER, { ...named, part: 'support-owner' }, LATER);
    play.do(MATE, { type: 'accept' }, LATER);
    expect(play.exception.state).toBe('active');
  });

  it('stays suspended while the tool is prohibited', () => {
    const play = halted('budget-owner');
    play.do(
      REQUESTER,
      { type: 'name-owner', part: 'budget-owner', successor: MATE },
      { ...LATER, toolPolicy: 'prohibited' },
    );
    expect(play.exception.state).toBe('suspended');
  });

  it('is accepted by whoever is named before the first start', () => {
    const play = new Play().submitted();
    play.approve(BOARD_A);
    play.approve('user:default/bob');
    play.do(REQUESTER, {
      type: 'name-owner',
      part: 'support-owner',
      successor: MATE,
    });
    expect(play.do(OWNER, { type: 'accept' })).toMatchObject({
      kind: 'not-allowed',
    });
    expect(play.do(MATE, { type: 'accept' })).toEqual([
      'exception-accepted',
      'exception-activated',
    ]);
  });

  it('names only who is in the catalog', () => {
    const play = left('support-owner', 'team');
    expect(
      play.do(
        REQUESTER,
        { type: 'name-owner', part: 'support-owner', successor: 'user:a/b' },
        { isUser: () => false },
      ),
    ).toMatchObject({ kind: 'invalid' });
    expect(
      play.do(
        REQUESTER,
        { type: 'name-owner', part: 'team', successor: RHO },
        { isTeam: () => false },
      ),
    ).toMatchObject({ kind: 'invalid' });
  });

  it('goes to another team only once its own is gone', () => {
    const rho = { type: 'name-owner', part: 'team', successor: RHO } as const;
    expect(new Play().running().do(REQUESTER, rho)).toMatchObject({
      kind: 'conflict',
    });
    const play = halted('team');
    expect(play.do(BOARD_A, rho, LATER)).toMatchObject({ kind: 'not-allowed' });
    const { actor } = contextOf(REQUESTER);
    expect(
      play.do(REQUESTER, rho, {
        ...LATER,
        actor: { ...actor, speaksForTeam: false },
      }),
    ).toMatchObject({ kind: 'invalid' });
    expect(play.do(REQUESTER, rho, LATER)).toEqual([
      'successor-named',
      'exception-reinstated',
    ]);
    expect(play.request.wish.ask.team).toBe(RHO);
    expect(vacant(play)).toEqual([]);
  });

  it('is not taken by a team that has the tool already', () => {
    expect(
      halted('team').do(
        REQUESTER,
        { type: 'name-owner', part: 'team', successor: RHO },
        { inTheWay: { kind: 'exception', sentence: 'It is there' } },
      ),
    ).toMatchObject({ kind: 'conflict', sentence: 'It is there' });
  });

  it('reads an early entry that does not name the part', () => {
    const play = new Play().running();
    play.events.push({
      type: 'owner-left',
      at: '2026-11-24T09:00:00.000Z',
      by: SYSTEM,
      data: { who: OWNER, dueOn: DUE },
    });
    expect(play.replayed()?.exception?.vacancies).toEqual([
      { part: 'support-owner', who: OWNER, dueOn: DUE },
    ]);
  });
});
