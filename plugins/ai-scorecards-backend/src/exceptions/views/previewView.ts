import {
  addDays,
  Ask,
  CaseContext,
  ExceptionCase,
  RequestCase,
  RequestPreview,
  spanOf,
} from 'backstage-plugin-ai-scorecards-common';
import { groupsWithin } from '../people/PeopleDirectory';
import { Surroundings, WantedRequest } from '../service/facts/Surroundings';
import { namedTool } from './namedTool';
import { namedGroup } from './people';
import { precedentsOf } from './precedent';
import { standstillOf } from './standstill';

/** What the form's answer is made of. */
export interface PreviewInput {
  /** As it would be sent. */
  draft: WantedRequest;
  around: Surroundings;
  context: CaseContext;
  /** Ref of who fills in the form. */
  user: string;
  /** The last decisions on the tool. */
  decided: readonly ExceptionCase[];
  /** Refs of the teams whose requests for the tool are in review. */
  inReview: readonly string[];
  /** Whether the caller may know what became of others' requests. */
  showsDecided: boolean;
  /** What a seat costs a month, in micro-units; null where no contract says. */
  price: { amount: number; currency: string } | null;
  /** Days that an exception runs for unless somebody says otherwise. */
  defaultDays: number;
  standing: RequestPreview['standing'];
  inTheWay: RequestPreview['inTheWay'];
}

/** What the form says while it is filled in. */
export function previewView(given: PreviewInput): RequestPreview {
  const { draft, around, context, decided, price } = given;
  const { ask } = draft.wish;
  return {
    ...laneAhead(around, draft, context),
    standing: given.standing,
    startsNow: startsNow(draft, around, context),
    refused: around.lane.refused,
    links: around.lane.lane === 'none' ? around.tool?.links ?? null : null,
    decides:
      around.board === null
        ? null
        : namedGroup(around.people, around.board).title,
    voices: around.voices.map(voice => ({
      ...namedGroup(around.people, voice),
      because: around.voiceBecause.get(voice) ?? 'the rules ask for it',
    })),
    dueOn: context.dueOn,
    usualDays: medianDays(decided),
    granted:
      !given.showsDecided || decided.length === 0
        ? null
        : {
            of: decided.length,
            granted: decided.filter(
              ({ request }) => request.state === 'approved',
            ).length,
          },
    faults: [...context.faults],
    needs: needsOf(around, ask),
    suggested: {
      costPerMonth: price === null ? null : price.amount * (ask.seats ?? 1),
      currency: price?.currency ?? ask.currency,
      from: around.today,
      until: addDays(around.today, given.defaultDays - 1),
      supportOwner: given.user,
    },
    inherited: around.inherited,
    ownedBy: groupsWithin(around.people, ask.team, ask.includesSubteams),
    precedents: precedentsOf(decided, namedTool(draft, around).title),
    askingToo: given.inReview
      .filter(team => team !== ask.team)
      .map(team => namedGroup(around.people, team)),
    inTheWay: given.inTheWay,
    board: standstillOf(around).state,
  };
}

/** Whether a request that is sent now makes an exception that runs at once, as `granted` does. */
function startsNow(
  request: WantedRequest,
  { lane: { lane } }: Surroundings,
  context: CaseContext,
): boolean {
  const { ask } = request.wish;
  return (
    request.state === 'draft' &&
    lane === 'immediate' &&
    ask.supportOwner === context.actor.ref &&
    spanOf({ request }, context).from <= context.today
  );
}

/** The lane, and a sentence on who decides. */
function laneAhead(
  { lane: { lane, sentence } }: Surroundings,
  { state }: Pick<RequestCase, 'state'>,
  { rules, datesOnly }: Pick<CaseContext, 'rules' | 'datesOnly'>,
): Pick<RequestPreview, 'lane' | 'sentence'> {
  const decide = (needed: number) =>
    needed === 1 ? 'One approval decides.' : `${needed} approvals decide.`;
  // A standing approval grants what is sent, not what is in review already.
  if (lane === 'immediate' && state !== 'draft') {
    return { lane: 'full', sentence: decide(rules.quorum.full) };
  }
  return datesOnly && lane === 'full'
    ? {
        lane,
        sentence: `Only dates change: ${decide(
          rules.quorum.datesOnlyRenewal,
        ).toLocaleLowerCase('en-US')}`,
      }
    : { lane, sentence };
}

/** What the full lane asks for besides, each with why. */
function needsOf(
  { lane, inherited, voices }: Surroundings,
  ask: Ask,
): RequestPreview['needs'] {
  if (lane.lane !== 'full') return [];
  const because =
    voices.length > 0 && ask.data !== null
      ? `${ask.data} data`
      : lane.sentence.replace(/[.]$/, '');
  return [
    ...(inherited
      ? []
      : [{ field: 'security', because: 'no review of this tool is current' }]),
    ...['risks', 'success', 'exit', 'budgetOwner'].map(field => ({
      field,
      because,
    })),
  ];
}

/** Median days from filing to decision by people; null before there were three. */
function medianDays(decided: readonly ExceptionCase[]): number | null {
  const days = decided
    .flatMap(({ request: { submittedAt, decision } }) =>
      submittedAt && decision && decision.basis !== 'standing-approval'
        ? [(Date.parse(decision.at) - Date.parse(submittedAt)) / 86_400_000]
        : [],
    )
    .sort((a, b) => a - b);
  return days.length < 3 ? null : Math.round(days[Math.floor(days.length / 2)]);
}
