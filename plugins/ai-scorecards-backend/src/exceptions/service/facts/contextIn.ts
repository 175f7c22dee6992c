import { randomUUID } from 'node:crypto';
import {
  AskFault,
  barredBecause,
  CaseContext,
  CheckKind,
  checkKinds,
  ExceptionCase,
  ExceptionRules,
  faultsOfAsk,
  faultsOfStanding,
  isDatesOnly,
  isHeldBack,
  LIVE,
} from 'backstage-plugin-ai-scorecards-common';
import { namedUser } from '../../views/people';
import { actorOf, IsAdmin } from './actorOf';
import { toolStanding } from './askedTool';
import { circumstancesIn } from './circumstancesIn';
import { conditionFactsOf } from './conditionFacts';
import { ofPresentOwners, partiesOf } from './parties';
import { ownedIn } from './scope';
import type { Surroundings, WantedRequest } from './Surroundings';
import { termsOf } from './terms';

/**
 * Everything that a command of `actor` is decided by, of surroundings that are known; other exceptions that it continues
 * or that continue it are not looked for.
 */
export function contextIn(
  known: ExceptionCase | undefined,
  wanted: WantedRequest,
  actor: string,
  around: Surroundings,
  inTheWay: CaseContext['inTheWay'],
  { rules, isAdmin }: { rules: ExceptionRules; isAdmin: IsAdmin },
): CaseContext {
  const { at, today, people, electorate, lane } = around;
  return {
    at,
    today,
    rules,
    actor: actorOf(actor, ofPresentOwners(known, wanted), around, isAdmin),
    ids: { exception: randomUUID(), comment: randomUUID() },
    lane: lane.lane,
    faults: faultsIn(wanted, around, rules),
    isUser: ref => people.users.has(ref),
    isTeam: ref => {
      const group = people.groups.get(ref);
      return group !== undefined && group.present && group.isTeam;
    },
    nameOf: who => namedUser(people, who).title,
    toolPolicy: toolStanding(wanted, around),
    eligible: electorate.eligible,
    board: electorate.state,
    voices: around.voices,
    standing: lane.standing,
    inTheWay,
    circumstances: decider =>
      circumstancesIn(around, wanted, partiesOf(wanted), rules, decider),
    barredVoters: barredVoters(known, around),
    heldBack: heldBackIn(wanted, around),
    predecessor: predecessorIn(known, around),
    notRenewable: null,
    continuedBy: null,
    datesOnly: changesDatesOnly(wanted, around, rules),
    ...termsOf(known, wanted, today, rules),
  };
}

function faultsIn(
  { kind, wish }: WantedRequest,
  around: Surroundings,
  rules: ExceptionRules,
): AskFault[] {
  const { today } = around;
  const isRegistered = around.tool !== null;
  return kind === 'standing'
    ? faultsOfStanding(wish, { today, rules, isRegistered })
    : faultsOfAsk(wish.ask, around.lane.lane, {
        today,
        rules,
        isReviewed: around.inherited !== null,
        isRegistered,
        isUser: ref => around.people.users.has(ref),
        isOwn: ownedIn(around, wish.ask),
      });
}

function barredVoters(
  known: ExceptionCase | undefined,
  { people }: Surroundings,
): string[] {
  if (!known) return [];
  const parties = partiesOf(known.request);
  return known.request.votes
    .map(({ by }) => by)
    .filter(by => barredBecause(by, parties, people.groups) !== null);
}

function heldBackIn(wanted: WantedRequest, around: Surroundings): CheckKind[] {
  const now = conditionFactsOf(wanted, around);
  return now ? checkKinds.filter(kind => isHeldBack(kind, now)) : [];
}

function predecessorIn(
  known: ExceptionCase | undefined,
  { predecessor }: Surroundings,
): CaseContext['predecessor'] {
  const before = predecessor?.exception;
  if (!before) return null;
  const own = known?.exception?.id;
  return {
    until: before.until,
    isLive: LIVE.includes(before.state),
    renewals: before.renewals,
    leftWindDown: own !== undefined && before.ended?.continuedBy === own,
  };
}

function changesDatesOnly(
  { renews, wish }: WantedRequest,
  { predecessor }: Surroundings,
  rules: ExceptionRules,
): boolean {
  return (
    renews !== null &&
    predecessor !== null &&
    isDatesOnly(predecessor.request.wish.ask, wish.ask) &&
    (predecessor.exception?.renewals ?? 0) < rules.renewals.max
  );
}
