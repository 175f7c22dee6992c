import { draws, hash } from '../random/hash';
import { toDayNumber } from '../time/days';
import { doingOn } from './activity';
import { CREDITS_FROM, copilotAvailability } from './calendar';
import { Profile } from './profiles';

/** One account's Copilot day. Credits are whole millionths of a credit. */
export interface CopilotDay {
  interactions: number;
  generations: number;
  acceptances: number;
  linesSuggested: number;
  linesAdded: number;
  linesDeleted: number;
  usedChat: boolean;
  usedAgent: boolean;
  usedCloudAgent: boolean;
  reviewedPassively: boolean;
  cli?: {
    sessions: number;
    requests: number;
    prompts: number;
    promptTokens: number;
    outputTokens: number;
  };
  /** absent where the vendor did not report credits yet */
  creditMillionths?: number;
  /** picks editor, language and model of the breakdowns */
  flavour: number;
}

const CREDITS = toDayNumber(CREDITS_FROM);
/** Days in which agents took over: from then on three times the credits. */
const GROWTH_DAYS = 105;

/** Agents spread from summer on, until the included pool is used up. */
const creditGrowth = (day: number): number =>
  1 + 2.2 * Math.min(1, Math.max(0, (day - CREDITS) / GROWTH_DAYS));

const QUIET = {
  interactions: 0,
  generations: 0,
  acceptances: 0,
  linesSuggested: 0,
  linesAdded: 0,
  linesDeleted: 0,
  usedChat: false,
  usedAgent: false,
  usedCloudAgent: false,
  reviewedPassively: false,
};

const cliUse = (sessions: number, prompts: number) => ({
  sessions,
  prompts,
  requests: prompts * 6 + sessions,
  promptTokens: prompts * 41_233,
  outputTokens: prompts * 1_871,
});

/** What really happened; undefined for a day without any trace. */
export function copilotDay(
  seed: number,
  profile: Profile,
  day: number,
): CopilotDay | undefined {
  const doing = doingOn(seed, profile, day, copilotAvailability(day));
  if (doing === 'nothing') {
    return undefined;
  }
  const draw = draws(hash(seed, profile.account.index, day, 303));
  const flavour = hash(seed, profile.account.index, 404);
  if (doing === 'present') {
    return {
      ...QUIET,
      reviewedPassively: draw.chance(0.5),
      creditMillionths: 0,
      flavour,
    };
  }
  const { volume } = profile;
  const growth = creditGrowth(day);
  const credits = (share: number) =>
    1 + Math.floor(draw.fraction() * share * volume * growth * 1_000_000);
  if (draw.chance(0.1)) {
    // Work of yesterday's agent: nothing in the editor, credits all the same.
    return { ...QUIET, creditMillionths: credits(90), flavour };
  }
  const usedAgent = draw.chance(0.45);
  const usedChat = usedAgent || draw.chance(0.5);
  const usedCli = draw.chance(0.2);
  const interactions = usedChat
    ? 1 + Math.floor(draw.fraction() * 24 * volume)
    : 0;
  const generations = 1 + Math.floor(draw.fraction() * 70 * volume);
  const acceptances = Math.floor(generations * (0.15 + 0.25 * draw.fraction()));
  const linesSuggested = generations * draw.integer(1, 4);
  const agentLines = usedAgent ? draw.integer(10, 260) : 0;
  return {
    interactions,
    generations,
    acceptances,
    linesSuggested,
    linesAdded: acceptances * draw.integer(1, 3) + agentLines,
    linesDeleted: Math.floor(agentLines * 0.3),
    usedChat,
    usedAgent,
    usedCloudAgent: draw.chance(0.08),
    reviewedPassively: draw.chance(0.2),
    cli: usedCli ? cliUse(draw.integer(1, 4), draw.integer(1, 30)) : undefined,
    creditMillionths: usedChat || usedCli ? credits(usedAgent ? 220 : 60) : 0,
    flavour,
  };
}

/** True if any counter, flag but the passive one, or credits say so. */
export function isCopilotActive(day: CopilotDay): boolean {
  return (
    day.interactions > 0 ||
    day.generations > 0 ||
    day.acceptances > 0 ||
    day.linesAdded > 0 ||
    day.linesDeleted > 0 ||
    day.usedChat ||
    day.usedAgent ||
    day.usedCloudAgent ||
    day.cli !== undefined ||
    (day.creditMillionths ?? 0) > 0
  );
}

/** What the finished report says: credits only since they are reported. */
export function reportedCopilotDay(
  day: CopilotDay,
  dayNumber: number,
): CopilotDay {
  return dayNumber < CREDITS ? { ...day, creditMillionths: undefined } : day;
}

/** Counts and credits multiplied, rounded down; flags stay. */
export function scaleCopilotDay(day: CopilotDay, factor: number): CopilotDay {
  const scaled = (value: number) => Math.floor(value * factor);
  return {
    ...day,
    interactions: scaled(day.interactions),
    generations: scaled(day.generations),
    acceptances: scaled(day.acceptances),
    linesSuggested: scaled(day.linesSuggested),
    linesAdded: scaled(day.linesAdded),
    linesDeleted: scaled(day.linesDeleted),
    creditMillionths:
      day.creditMillionths === undefined
        ? undefined
        : scaled(day.creditMillionths),
  };
}
