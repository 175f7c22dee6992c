import {
  apply,
  CaseEvent,
  CaseEventData,
  CaseEventType,
  ExceptionCase,
  replay,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import { askSchema } from 'backstage-plugin-ai-scorecards-common';
import type { Surroundings } from '../service/facts/Surroundings';
import { noticesOf } from './noticesOf';

const AT = '2026-11-24T09:00:00.000Z';
const TEAM = 'group:default/atlas';
const user = (name: string) => `user:default/${name}`;

const wish: Wish = {
  standing: null,
  ask: askSchema.parse({
    team: TEAM,
    tool: 'resource:default/cursor',
    supportOwner: user('owner'),
    budgetOwner: user('payer'),
  }),
};

const around = {
  people: {
    version: '1',
    groups: new Map([
      [
        TEAM,
        {
          ref: TEAM,
          title: 'Atlas',
          isTeam: true,
          present: true,
          parents: [],
          directMembers: [user('requester'), user('mate')],
          leads: [user('lead')],
        },
      ],
    ]),
    users: new Map(
      [
        'requester',
        'mate',
        'lead',
        'owner',
        'payer',
        'heir',
        'ada',
        'bob',
        'chair',
        'root',
      ].map(name => [user(name), name]),
    ),
  },
  toolTitles: new Map(),
  electorate: {
    state: 'ok',
    eligible: [user('ada'), user('bob')],
    barred: [],
  },
} as Pick<Surroundings, 'people' | 'toolTitles' | 'electorate'>;

const event = <Type extends CaseEventType>(
  type: Type,
  by: string,
  data: CaseEventData[Type],
) => ({ type, at: AT, by, data } as unknown as CaseEvent);

const decision = (change: Partial<CaseEventData['request-decided']>) =>
  event('request-decided', user('bob'), {
    outcome: 'approved',
    at: AT,
    revision: 1,
    basis: 'votes',
    reason: null,
    conditions: [],
    ratifyBy: null,
    standing: null,
    ...change,
  });

const drafted = event('request-drafted', user('requester'), {
  id: 'request-1',
  kind: 'team',
  wish,
  renews: null,
});
const submitted = event('request-submitted', user('requester'), {
  lane: 'full',
  datesOnly: false,
  dueOn: '2026-12-01',
});
const asked = event('changes-requested', user('ada'), {
  text: 'Why five?',
  daysUsed: 0,
});
const made = event('exception-made', user('bob'), {
  id: 'exception-1',
  revision: 1,
  from: '2026-11-24',
  until: '2027-02-21',
  supportOwner: user('owner'),
  conditions: [
    { sentence: 'Tell us', dueOn: null, check: null, graceDays: 14 },
  ],
  accepted: false,
  renewals: 0,
});
const accepted = event('exception-accepted', user('owner'), {});
const activated = event('exception-activated', user('owner'), {});
const suspended = (by: CaseEventData['exception-suspended']['by']) =>
  event('exception-suspended', by === 'board' ? user('ada') : 'system', {
    because: 'A condition is breached',
    by,
  });
const ended = (as: CaseEventData['exception-ended']['as']) =>
  event('exception-ended', 'system', {
    as,
    because: null,
    windDownOn: null,
  });

const inReview = [drafted, submitted];
const granted = [...inReview, decision({}), made];
const running = [...granted, accepted, activated];

/** Who is told of the last events of a case, by part. */
function toldOf(before: CaseEvent[], ...now: CaseEvent[]): string[][] {
  let known = replay(before);
  for (const each of now) known = apply(known, each);
  return noticesOf(known as ExceptionCase, now, 1, around, {
    admins: [user('root')],
    chair: user('chair'),
  }).map(({ notice }) => notice.users.map(ref => ref.split('/')[1]));
}

const REQUESTER_SIDE = ['lead', 'owner', 'requester'];
const BOARD = ['ada', 'bob'];

describe('who is told of what', () => {
  it.each<[string, CaseEvent[], CaseEvent[], string[][]]>([
    ['a draft', [], [drafted], []],
    ['a request sent', [drafted], [submitted], [['lead', 'owner'], ['payer']]],
    [
      'one granted as it is sent',
      [drafted],
      [submitted, decision({ basis: 'standing-approval' }), made],
      [REQUESTER_SIDE, ['owner'], ['payer']],
    ],
    [
      'a vote, which the board reads in its digest',
      inReview,
      [
        event('vote-cast', user('ada'), {
          by: user('ada'),
          onBehalfOf: null,
          as: 'board',
          at: AT,
          revision: 1,
          verdict: 'approve',
          reasonCode: 'fills-a-gap',
          reason: null,
          conditions: [],
          counts: true,
        }),
      ],
      [],
    ],
    [
      'somebody who steps aside',
      inReview,
      [
        event('member-recused', user('ada'), {
          who: user('ada'),
          reason: null,
        }),
      ],
      [],
    ],
    ['a question of the board', inReview, [asked], [REQUESTER_SIDE]],
    [
      'an answer to it, which the board reads in its digest',
      [...inReview, asked],
      [
        event('request-edited', user('mate'), {
          wish,
          revision: 2,
          lane: 'full',
        }),
        event('review-resumed', user('mate'), { dueOn: '2026-12-01' }),
      ],
      [REQUESTER_SIDE],
    ],
    [
      'a request taken back',
      inReview,
      [event('request-withdrawn', user('mate'), {})],
      [REQUESTER_SIDE],
    ],
    [
      'an approval',
      inReview,
      [decision({}), made],
      [REQUESTER_SIDE, ['owner'], ['payer']],
    ],
    [
      'a rejection',
      inReview,
      [decision({ outcome: 'rejected' })],
      [REQUESTER_SIDE],
    ],
    [
      'an appeal, which the board reads in its digest',
      [...inReview, decision({ outcome: 'rejected' })],
      [
        event('request-appealed', user('requester'), {
          text: 'Read again',
          notBy: [],
          dueOn: '2026-12-01',
        }),
      ],
      [['lead', 'owner']],
    ],
    [
      'an emergency',
      inReview,
      [decision({ basis: 'break-glass', ratifyBy: '2026-12-01' })],
      [REQUESTER_SIDE, ['ada']],
    ],
    [
      'its ratification',
      [...inReview, decision({ basis: 'break-glass', ratifyBy: '2026-12-01' })],
      [event('decision-ratified', user('ada'), { reason: null })],
      [REQUESTER_SIDE],
    ],
    [
      'a decision that is overdue',
      inReview,
      [event('request-escalated', 'system', {})],
      [['chair']],
    ],
    [
      'a lapse that the board let happen',
      inReview,
      [decision({ outcome: 'lapsed', basis: 'rule', waitedFor: 'board' })],
      [REQUESTER_SIDE, ['root']],
    ],
    [
      'a lapse that the team let happen',
      [...inReview, asked],
      [decision({ outcome: 'lapsed', basis: 'rule', waitedFor: 'team' })],
      [REQUESTER_SIDE],
    ],
    [
      'support accepted, for later',
      granted,
      [accepted],
      [['lead', 'requester']],
    ],
    [
      'support accepted, from now on',
      granted,
      [accepted, activated],
      [['lead', 'requester']],
    ],
    [
      'a breach',
      running,
      [
        event('condition-checked', 'system', {
          n: 0,
          state: 'breached',
          sentence: null,
        }),
      ],
      [REQUESTER_SIDE, BOARD],
    ],
    [
      'a condition that is met',
      running,
      [
        event('condition-checked', 'system', {
          n: 0,
          state: 'met',
          sentence: null,
        }),
      ],
      [],
    ],
    [
      'a condition of which nobody knows',
      running,
      [event('condition-escalated', 'system', { n: 0 })],
      [BOARD],
    ],
    [
      'a suspension by a breach: both sides',
      running,
      [suspended('condition')],
      [REQUESTER_SIDE, BOARD],
    ],
    [
      'a suspension by the board',
      running,
      [suspended('board')],
      [REQUESTER_SIDE],
    ],
    [
      'an end of the suspension',
      [...running, suspended('board')],
      [event('exception-reinstated', user('ada'), { because: 'Mended' })],
      [REQUESTER_SIDE],
    ],
    [
      'an end to come',
      running,
      [event('exception-reminded', 'system', { days: 14 })],
      [REQUESTER_SIDE],
    ],
    ['an expiry', running, [ended('expired')], [REQUESTER_SIDE]],
    [
      'a wind-down that is left to what goes on',
      [...running, ended('expired')],
      [
        event('wind-down-left', 'system', {
          continuedBy: {
            exception: 'exception-2',
            until: '2027-05-01',
            accepted: true,
          },
        }),
      ],
      [REQUESTER_SIDE],
    ],
    ['a revocation', running, [ended('revoked')], [REQUESTER_SIDE]],
    ['a retirement', running, [ended('retired')], [REQUESTER_SIDE]],
    ['a graduation', running, [ended('graduated')], [REQUESTER_SIDE]],
    [
      'a support owner who left',
      running,
      [
        event('owner-left', 'system', {
          part: 'support-owner',
          who: user('owner'),
          dueOn: '2026-12-24',
        }),
      ],
      [REQUESTER_SIDE],
    ],
    [
      'a team that was removed',
      running,
      [
        event('owner-left', 'system', {
          part: 'team',
          who: TEAM,
          dueOn: '2026-12-24',
        }),
      ],
      [REQUESTER_SIDE, ['root']],
    ],
    [
      'who shall support it from now on',
      running,
      [
        event('successor-named', user('lead'), {
          part: 'support-owner',
          successor: user('heir'),
        }),
      ],
      [['heir']],
    ],
    [
      'who pays from now on',
      running,
      [
        event('successor-named', user('lead'), {
          part: 'budget-owner',
          successor: user('heir'),
        }),
      ],
      [['heir']],
    ],
    [
      'support taken over',
      running,
      [event('owner-named', user('heir'), { supportOwner: user('heir') })],
      [['lead', 'requester']],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(toldOf(before, ...now)).toEqual(expected);
  });

  it.each([
    ['fills-a-gap', 'It fills a gap'],
    ['Its terms train on our code', 'Its terms train on our code'],
    [null, 'Atlas · cursor'],
    // What early votes could name is for nobody but the board and whoever asked.
    ['accessibility', 'Atlas · cursor'],
  ])('says the reason %s of a decision in words', (reason, words) => {
    const decided = [decision({ reason }), made];
    const [{ notice }] = noticesOf(
      replay([...inReview, ...decided])!,
      decided,
      3,
      around,
    );
    expect(notice.description).toBe(words);
  });

  it('tells of one event under one scope, however often it is made', () => {
    const scopes = () =>
      noticesOf(replay([...inReview])!, [submitted], 2, around).map(
        ({ scope }) => scope,
      );
    expect(scopes()).toEqual(scopes());
    expect(new Set(scopes()).size).toBe(scopes().length);
  });
});
