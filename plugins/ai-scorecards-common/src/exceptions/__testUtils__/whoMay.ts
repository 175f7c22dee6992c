import type { ConditionAsk } from '../../contract';
import type { CaseCommand } from '../commands';
import { CaseContext, isRefusal } from '../context';
import {
  approval,
  BOARD_A,
  BOARD_B,
  BOARD_C,
  contextOf,
  MATE,
  OWNER,
  Play,
  rejection,
  REQUESTER,
  SYSTEM,
} from './contexts';

const because = 'So it is';
const LATER = '2027-02-22';
const CONDITION: ConditionAsk = {
  sentence: 'Tell us how it went',
  dueOn: null,
  check: null,
  graceDays: 14,
};

const submitted = () => new Play().submitted();

/** Granted, with a condition, and not accepted yet. */
function pending(): Play {
  const play = submitted();
  play.do(BOARD_A, { ...approval(1), conditions: [CONDITION] });
  play.approve(BOARD_B);
  return play;
}

function running(): Play {
  const play = pending();
  play.do(OWNER, { type: 'accept' });
  return play;
}

function after(play: Play, who: string, command: CaseCommand): Play {
  play.do(who, command, { today: LATER });
  return play;
}

/** A case in every state that one can be in, made by what leads there. */
const cases: Record<string, () => Play> = {
  draft: () => new Play(),
  in_review: submitted,
  changes_requested: () => {
    const play = submitted();
    play.do(BOARD_A, { type: 'request-changes', revision: 1, text: because });
    return play;
  },
  rejected: () => {
    const play = submitted();
    play.do(BOARD_A, rejection(1));
    return play;
  },
  withdrawn: () => after(submitted(), REQUESTER, { type: 'withdraw' }),
  lapsed: () => after(submitted(), SYSTEM, { type: 'lapse' }),
  pending,
  scheduled: () => {
    const play = pending();
    // It begins later: what is accepted waits.
    play.known!.exception!.from = '2027-01-01';
    play.do(OWNER, { type: 'accept' });
    return play;
  },
  active: running,
  suspended: () =>
    after(running(), BOARD_A, { type: 'suspend', reason: because }),
  expired: () => after(running(), SYSTEM, { type: 'expire' }),
  revoked: () => after(running(), BOARD_A, { type: 'revoke', reason: because }),
  retired: () =>
    after(running(), REQUESTER, { type: 'retire', reason: because }),
  graduated: () => after(running(), SYSTEM, { type: 'graduate', because }),
};

const people: [string, string][] = [
  ['requester', REQUESTER],
  ['team', MATE],
  ['owner', OWNER],
  ['board', BOARD_C],
  ['outsider', 'user:default/out'],
  ['system', SYSTEM],
];

/**
 * Returns who may give a command in which states: every other try is refused. `change` is what is known besides;
 * `admin` stands for somebody with that role and no other.
 */
export function whoMay(
  commandOf: CaseCommand | ((play: Play) => CaseCommand),
  change: Partial<CaseContext> = {},
): Record<string, string[]> {
  const allowed: Record<string, string[]> = {};
  for (const [state, make] of Object.entries(cases)) {
    const may = [...people, ['admin', 'user:default/root'] as const].filter(
      ([name, ref]) => {
        const play = make();
        const command =
          typeof commandOf === 'function' ? commandOf(play) : commandOf;
        const { actor } = contextOf(ref);
        const outcome = play.do(ref, command, {
          actor: { ...actor, isAdmin: name === 'admin' },
          ...change,
        });
        return !isRefusal(outcome);
      },
    );
    if (may.length > 0) allowed[state] = may.map(([name]) => name);
  }
  return allowed;
}
