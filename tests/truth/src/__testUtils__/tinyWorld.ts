import { daysFrom } from '../days';
import { exampleSettings } from '../settings';
import { Truth, TruthRow } from '../truth';

const COPILOT = 'resource:default/github-copilot';
const CLAUDE = 'resource:default/claude-code';

export const CREW = 'group:default/crew';
export const PAIR = 'group:default/pair';
export const DIVISION = 'group:default/division';

/** Collected on 2026-11-23, from 1 October on. */
export const settings = exampleSettings({
  today: '2026-11-23',
  from: '2026-10-01',
});

export const userRef = (name: string) => `user:default/${name}`;

interface Use {
  name: string;
  day: string;
  tool?: 'copilot' | 'claude';
  credits?: string;
  cents?: string;
  standing?: TruthRow['standing'];
  kind?: TruthRow['accountKind'];
}

/** One row of what a vendor tells. */
export function use({ name, day, tool = 'copilot', ...more }: Use): TruthRow {
  const standing = more.standing ?? 'user';
  const amounts: NonNullable<TruthRow['revealed']>['amounts'] = [];
  if (more.credits) {
    amounts.push({ kind: 'value', unit: 'credits', amount: more.credits });
  }
  if (more.cents) {
    amounts.push({ kind: 'usage', unit: 'cents', amount: more.cents });
  }
  return {
    day,
    tool: tool === 'copilot' ? COPILOT : CLAUDE,
    person: standing === 'user' || standing === 'left' ? userRef(name) : null,
    account: name,
    accountKind: more.kind ?? 'login',
    standing,
    revealed: { active: true, counters: {}, amounts },
  };
}

/** Rows of a key that did nothing, so that the vendors tell of every day. */
function quietRows(): TruthRow[] {
  return daysFrom(settings.from, settings.today).flatMap(day =>
    [COPILOT, CLAUDE].map(tool => ({
      day,
      tool,
      person: null,
      account: 'quiet-key',
      accountKind: 'api-key',
      standing: 'service-account',
      revealed: { active: false, counters: {}, amounts: [] },
    })),
  );
}

/**
 * A division with a crew of six and a pair, whose second member also stands
 * in the crew. Everybody but the last of the crew holds a seat.
 */
export function tinyWorld(rows: TruthRow[]): Truth {
  const crew = ['a', 'b', 'c', 'd', 'e', 'f'];
  const stays = [
    ...crew.map(name => ({ name, team: CREW })),
    { name: 'p', team: PAIR },
    { name: 'a', team: PAIR },
  ];
  return {
    rows: [...quietRows(), ...rows],
    organisation: {
      teamTypes: ['team', 'division'],
      groups: [
        { ref: DIVISION, type: 'division', parent: null, members: [] },
        { ref: CREW, type: 'team', parent: DIVISION, members: [] },
        { ref: PAIR, type: 'team', parent: DIVISION, members: [] },
      ],
      users: [...crew, 'p', 'lone'].map(name => ({
        ref: userRef(name),
        developer: true,
        memberOf: [],
      })),
      roster: stays.map(({ name, team }) => ({
        person: userRef(name),
        team,
        from: '2024-01-08',
        to: null,
        counted: true,
        assumed: false,
      })),
      teams: [CREW, PAIR].map(team => ({
        team,
        parent: DIVISION,
        from: '2024-01-08',
        to: null,
      })),
    },
    seats: {
      today: '2026-11-23',
      withoutAssignee: 0,
      seats: ['a', 'b', 'c', 'd', 'e', 'p'].map(name => ({
        person: userRef(name),
        account: name,
        accountKind: 'login',
        standing: 'user',
        from: '2026-01-05',
        to: null,
        listed: true,
        pendingCancellation: null,
      })),
    },
    costs: [],
  };
}
