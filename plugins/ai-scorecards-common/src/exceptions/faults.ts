import type { Ask, AskFault, Lane } from '../contract';
import { addDays } from '../time';
import type { Wish } from './case';
import type { ExceptionRules } from './rules';

interface Need {
  field: keyof Ask;
  message: string;
}

const isMissing = (value: unknown) =>
  value === null || (typeof value === 'string' && value.trim() === '');

/** What a standing approval still misses. */
export function faultsOfStanding(
  { ask, standing }: Wish,
  facts: {
    today: string;
    rules: ExceptionRules;
    /** The tool that is named is in the registry. */
    isRegistered: boolean;
  },
): AskFault[] {
  const faults: AskFault[] = [];
  const add = (field: string, message: string) =>
    faults.push({ field, message });
  if (ask.tool === null || !facts.isRegistered) {
    add('tool', 'must name a tool of the registry');
  }
  if (isMissing(ask.why)) add('why', 'must say why the board should agree');
  if (!standing) {
    add(
      'standing',
      'must say up to how many seats and days, what cost and which data',
    );
    return faults;
  }
  const { maxDays } = facts.rules.expiry;
  if (standing.seats < 1) add('standing.seats', 'must be 1 or more');
  if (standing.days < 1 || standing.days > maxDays) {
    add('standing.days', `must be from 1 to ${maxDays}`);
  }
  if (standing.costPerMonth === null) {
    add('standing.costPerMonth', 'must say up to what cost a month');
  }
  if (standing.data.length === 0) {
    add('standing.data', 'must name which data the tool may see');
  }
  const latest = addDays(facts.today, maxDays);
  if (standing.until <= facts.today || standing.until > latest) {
    add('standing.until', `must be a day after today, ${latest} at the latest`);
  }
  return faults;
}

const ALWAYS: Need[] = [
  { field: 'why', message: 'must say why the default does not fit' },
  { field: 'seats', message: 'must say how many seats' },
  { field: 'until', message: 'must say until when' },
  { field: 'supportOwner', message: 'must name who supports it' },
];

const FULL: Need[] = [
  { field: 'category', message: 'must name a reason' },
  { field: 'costPerMonth', message: 'must say what it costs a month' },
  { field: 'data', message: 'must say what data the tool would see' },
  { field: 'budgetOwner', message: 'must name who pays' },
  { field: 'risks', message: 'must name risks, and what is done about them' },
  { field: 'success', message: 'must say how you will know that it helped' },
  { field: 'exit', message: 'must say how you would leave the tool' },
];

/**
 * Returns everything that a submission still misses, all at once, each with its field. The express and immediate lanes
 * ask four things: why, seats, until when, and that the team supports it itself.
 */
export function faultsOfAsk(
  ask: Ask,
  lane: Lane,
  facts: {
    today: string;
    rules: ExceptionRules;
    /** The tool brings security answers along, which need not be given again. */
    isReviewed: boolean;
    /** The tool that is named by its ref is in the registry. */
    isRegistered: boolean;
    /** Users of the catalog. */
    isUser(ref: string): boolean;
    /** Whether the team owns a component or system, or a team below it where those are asked for; null where nobody looked. */
    isOwn(ref: string): boolean | null;
  },
): AskFault[] {
  const { today, rules } = facts;
  const needs = lane === 'full' ? [...ALWAYS, ...FULL] : ALWAYS;
  const faults: AskFault[] = needs
    .filter(({ field }) => isMissing(ask[field]))
    .map(({ field, message }) => ({ field, message }));
  const add = (field: keyof Ask, message: string) =>
    faults.push({ field, message });
  if (ask.tool === null && ask.newTool === null) {
    add('tool', 'must name a tool');
  }
  if (ask.tool !== null && !facts.isRegistered) {
    add(
      'tool',
      'must be a tool of the registry; name one that is not in it as a new tool',
    );
  }
  if (
    ask.newTool &&
    (isMissing(ask.newTool.vendor) || isMissing(ask.newTool.url))
  ) {
    add('newTool', 'must name vendor and web address of the new tool');
  }
  if (!ask.acceptsSupport) {
    add('acceptsSupport', 'must be ticked: you support it yourselves');
  }
  if (lane === 'full' && !facts.isReviewed && isMissing(ask.security)) {
    add('security', 'must be answered: no review of the tool is current');
  }
  const from = ask.from ?? today;
  if (ask.from !== null && ask.from < today) {
    add('from', 'must not be in the past');
  }
  if (ask.until !== null) {
    const latest = addDays(
      from > today ? from : today,
      rules.expiry.maxDays - 1,
    );
    if (ask.until < from || ask.until < today) {
      add('until', 'must not be before it begins');
    } else if (ask.until > latest) {
      add(
        'until',
        `must be ${latest} or earlier: at most ${rules.expiry.maxDays} days`,
      );
    }
  }
  const outside = ask.scope?.filter(
    ref => !/^(component|system):/i.test(ref) || facts.isOwn(ref) === false,
  );
  if (outside?.length) {
    const whose = ask.includesSubteams
      ? 'the team or a team below it'
      : 'the team';
    add(
      'scope',
      `must name components or systems that ${whose} owns, so not ${outside.join(
        ', ',
      )}`,
    );
  }
  for (const field of ['supportOwner', 'budgetOwner'] as const) {
    const ref = ask[field];
    if (ref !== null && !facts.isUser(ref)) {
      add(field, 'must be somebody in the catalog');
    }
  }
  return faults;
}
