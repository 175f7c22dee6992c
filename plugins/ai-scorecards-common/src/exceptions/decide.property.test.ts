import fc from 'fast-check';
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
  wishOf,
} from './__testUtils__/contexts';
import { ENDED } from './case';
import type { CaseCommand } from './commands';
import { CaseContext, isRefusal } from './context';

const PEOPLE = [
  REQUESTER,
  MATE,
  OWNER,
  BOARD_A,
  BOARD_B,
  BOARD_C,
  'user:default/out',
];
const steps = ['seats-returned', 'data-deleted', 'contract-closed'] as const;
const because = 'So it is';

const ofPeople = (revision: number): fc.Arbitrary<CaseCommand> =>
  fc.oneof(
    fc.constantFrom<CaseCommand>(
      { type: 'submit' },
      { type: 'withdraw' },
      { type: 'accept' },
      { type: 'recuse', reason: null },
      { type: 'appeal', text: because },
      { type: 'ratify', reason: null },
      { type: 'suspend', reason: because },
      { type: 'reinstate', reason: because },
      { type: 'revoke', reason: because },
      { type: 'retire', reason: because },
      { type: 'name-owner', part: 'support-owner', successor: MATE },
      { type: 'name-owner', part: 'budget-owner', successor: MATE },
      { type: 'name-owner', part: 'team', successor: 'group:default/rho' },
      { type: 'break-glass', revision, reason: because },
      { type: 'request-changes', revision, text: because },
    ),
    fc.constantFrom(approval(revision), rejection(revision)),
    fc.record({
      type: fc.constant('edit' as const),
      revision: fc.constantFrom(revision, revision + 1),
      wish: fc.integer({ min: 1, max: 20 }).map(seats => wishOf({ seats })),
      isMaterial: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('wind-down' as const),
      step: fc.constantFrom(...steps),
      text: fc.constant(because),
    }),
  );

const ofSystem: fc.Arbitrary<CaseCommand> = fc.constantFrom<CaseCommand>(
  { type: 'escalate' },
  { type: 'lapse' },
  { type: 'activate' },
  { type: 'expire' },
  { type: 'cancel', because },
  { type: 'remind', days: 14 },
  { type: 'halt', because, by: 'condition' },
  { type: 'graduate', because },
  ...(['team', 'support-owner', 'budget-owner'] as const).flatMap(
    (part): CaseCommand[] => [
      { type: 'owner-left', part, who: OWNER, dueOn: '2026-12-24' },
      { type: 'owner-returned', part },
    ],
  ),
  { type: 'halt', because, by: 'no-successor' },
  { type: 'prove-wind-down', step: 'seats-returned' },
  { type: 'leave-wind-down' },
);

const step = fc.record({
  who: fc.constantFrom(...PEOPLE),
  bySystem: fc.boolean(),
  people: fc.integer({ min: 1, max: 3 }).chain(ofPeople),
  system: ofSystem,
  isAdmin: fc.boolean(),
  context: fc.record(
    {
      lane: fc.constantFrom<CaseContext['lane']>('express', 'full'),
      eligible: fc.subarray([BOARD_A, BOARD_B, BOARD_C]),
      board: fc.constantFrom<CaseContext['board']>(
        'ok',
        'ok',
        'ok',
        'no-board',
        'no-eligible-approvers',
      ),
    },
    { requiredKeys: [] },
  ),
});

const starts = fc.constantFrom('draft', 'submitted', 'approved', 'running');

function begin(start: string): Play {
  const play = new Play();
  if (start === 'draft') return play;
  if (start === 'running') return play.running();
  play.submitted();
  if (start === 'approved') {
    play.approve(BOARD_A);
    play.approve(BOARD_C);
  }
  return play;
}

describe('whatever anybody tries', () => {
  it('keeps what a decision promises', () => {
    let made = 0;
    fc.assert(
      fc.property(
        starts,
        fc.array(step, { minLength: 5, maxLength: 60 }),
        (start, tries) => {
          const play = begin(start);
          for (const each of tries) {
            const who = each.bySystem ? SYSTEM : each.who;
            const command = each.bySystem ? each.system : each.people;
            const context = contextOf(who, each.context);
            const before = play.known;
            const outcome = play.do(who, command, {
              ...each.context,
              actor: { ...context.actor, isAdmin: each.isAdmin },
            });
            expect(isRefusal(outcome) && play.known !== before).toBe(false);
            check(play);
            made += play.known?.exception ? 1 : 0;
          }
          expect(play.replayed()).toEqual(play.known);
          // Through JSON, as the log keeps it.
          expect(JSON.parse(JSON.stringify(play.known))).toEqual(play.known);
        },
      ),
      { numRuns: 2000 },
    );
    expect(made).toBeGreaterThan(500);
  });
});

function check(play: Play) {
  const { request, exception } = play.known!;
  // Nobody who is barred is counted, nor anybody twice.
  const counted = request.votes.filter(vote => vote.counts);
  for (const vote of counted) {
    expect([BOARD_A, BOARD_B, BOARD_C]).toContain(vote.by);
    expect(vote.revision).toBe(request.revision);
    expect(request.recused).not.toContain(vote.by);
  }
  expect(new Set(counted.map(vote => vote.by)).size).toBe(counted.length);
  if (!exception) return;
  // What is permitted was decided, on the revision that was seen, and ends.
  expect(request.decision).toMatchObject({
    outcome: 'approved',
    revision: exception.revision,
  });
  expect(exception.revision).toBe(request.revision);
  expect(exception.until >= exception.from).toBe(true);
  expect(exception.state === 'active' && exception.acceptedAt === null).toBe(
    false,
  );
  const parts = exception.vacancies.map(({ part }) => part);
  expect(new Set(parts).size).toBe(parts.length);
  expect(exception.ended !== null).toBe(ENDED.includes(exception.state));
  expect(exception.suspended !== null).toBe(exception.state === 'suspended');
}
