import { Account } from '../organisation/types';
import { hash } from '../random/hash';
import { toDayNumber } from '../time/days';
import { World } from './world';

/** Before this day premium requests are billed, from it on AI credits. */
export const CREDITS_BILLED_FROM = '2026-06-01';
/** Whole days until what a day cost is known in full. */
const BILLED_AFTER = 3;

/** A line of what GitHub bills for a day. */
export interface BillingLine {
  /** nobody's, where an agent worked on its own, and for seats */
  account: Account | undefined;
  organisation: string;
  sku: string;
  model: string;
  unitType: 'ai-credits' | 'requests' | 'user-months';
  /** hundred-millionths of a US dollar, whole numbers */
  unitPrice: number;
  gross: number;
  net: number;
}

const MODELS = ['Claude Sonnet 5', 'GPT-5.5', 'Auto: Claude Haiku 5'];
const DOLLAR = 100_000_000;

/**
 * What GitHub bills for a day: also for people whose editors report no use. The included pool is used up around the
 * 20th of a month, for some earlier.
 */
export function billingLines(world: World, day: string): BillingLine[] {
  const number = toDayNumber(day);
  const age = toDayNumber(world.today()) - number;
  const lines: BillingLine[] = [];
  if (age < 1) {
    return lines;
  }
  const byCredits = day >= CREDITS_BILLED_FROM;
  const dayOfMonth = Number(day.slice(8));
  const isRestated = world.revisionOf('github', day) % 2 === 1;
  for (const { account, actual } of world.copilot(day)) {
    const draw = hash(world.seed, account.index, number, 911);
    const said = byCredits
      ? actual.creditMillionths ?? 0
      : actual.interactions * 4_000_000;
    const used = isRestated && draw % 4 === 0 ? Math.floor(said * 1.1) : said;
    const whole = age < BILLED_AFTER ? Math.floor(used * 0.9) : used;
    const agents = byCredits && draw % 10 < 3 ? Math.floor(whole / 3) : 0;
    const paid = dayOfMonth >= 20 ? 0.4 : 0.25 * Number(draw % 7 === 0);
    const line = (kind: string, gross: number): BillingLine => ({
      account,
      organisation: draw % 20 === 0 ? 'acme-labs' : 'acme',
      sku: `${kind}_${byCredits ? 'ai_credit' : 'premium_request'}`,
      model: MODELS[draw % MODELS.length],
      unitType: byCredits ? 'ai-credits' : 'requests',
      unitPrice: byCredits ? DOLLAR / 100 : DOLLAR / 25,
      gross,
      net: Math.floor(gross * paid),
    });
    if (whole > agents) {
      lines.push(line('copilot', whole - agents));
    }
    if (agents > 0) {
      lines.push(line('coding_agent', agents));
    }
  }
  if (byCredits && lines.length > 0) {
    lines.push({
      account: undefined,
      organisation: 'acme',
      sku: 'coding_agent_ai_credit',
      model: 'Coding Agent model',
      unitType: 'ai-credits',
      unitPrice: DOLLAR / 100,
      gross: 5 * DOLLAR + (number % 97) * 1_234_567,
      net: 2 * DOLLAR + (number % 97) * 123_457,
    });
  }
  if (byCredits && dayOfMonth === 1) {
    lines.push({
      account: undefined,
      organisation: 'acme',
      sku: 'copilot_for_business',
      model: '',
      unitType: 'user-months',
      unitPrice: 19 * DOLLAR,
      gross: 5700 * DOLLAR,
      net: 5700 * DOLLAR,
    });
  }
  return lines;
}
