import { CLAUDE_CODE_TOOL, COPILOT_TOOL, TOOLS } from '../organisation/tools';
import { dollarText } from '../server/amounts';
import { addDays } from '../time/days';
import { World } from '../world';
import { billingLines } from '../world/billing';
import { csvText } from './csvText';

const HEADER = [
  'ProviderName',
  'ServiceName',
  'ServiceCategory',
  'SkuId',
  'SubAccountId',
  'ChargeCategory',
  'ChargeFrequency',
  'ChargeDescription',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'BillingCurrency',
  'PricingQuantity',
  'PricingUnit',
  'x_Tool',
];

/** A charge; costs are hundred-millionths of a US dollar, whole numbers. */
interface Charge {
  tool: string;
  /** UTC days: the first one, and the one after the last. */
  from: string;
  to: string;
  isSeat: boolean;
  sku: string;
  subAccount: string;
  /** Before what is included or discounted, and what is left to pay. */
  list: number;
  billed: number;
  /** what is priced; Anthropic's bill does not say how much that was */
  pricing?: { quantity: number; unit: string };
}

/** What GitHub and Anthropic bill for some UTC days as it is known now, as a bill in FOCUS: by day, seats by month. */
export function focusBill(world: World, days: readonly string[]): string {
  const charges = days.flatMap(day => [
    ...copilotCharges(world, day),
    ...claudeCharges(world, day),
  ]);
  return csvText([HEADER, ...charges.map(rowOf)]);
}

function copilotCharges(world: World, day: string): Charge[] {
  return billingLines(world, day).map(line => {
    const isSeat = line.unitType === 'user-months';
    return {
      tool: COPILOT_TOOL,
      from: day,
      to: isSeat ? nextMonth(day) : addDays(day, 1),
      isSeat,
      sku: line.sku,
      subAccount: line.organisation,
      list: line.gross,
      billed: line.net,
      pricing: {
        quantity: line.gross / line.unitPrice,
        unit: isSeat ? 'Seats' : line.unitType,
      },
    };
  });
}

function claudeCharges(world: World, day: string): Charge[] {
  return world.revealedCosts(day).map(line => ({
    tool: CLAUDE_CODE_TOOL,
    from: day,
    to: addDays(day, 1),
    isSeat: false,
    sku: line.description,
    subAccount: line.workspace ?? '',
    list: line.amount,
    billed: line.amount,
  }));
}

function rowOf(charge: Charge): string[] {
  const tool = TOOLS.find(({ name }) => name === charge.tool);
  const billed = dollarText(charge.billed);
  const list = dollarText(charge.list);
  return [
    tool?.vendor ?? '',
    tool?.title ?? '',
    'AI and Machine Learning',
    charge.sku,
    charge.subAccount,
    charge.isSeat ? 'Purchase' : 'Usage',
    charge.isSeat ? 'Recurring' : 'Usage-Based',
    `${tool?.title}, ${charge.sku}`,
    startOf(charge.from),
    startOf(charge.to),
    startOf(`${charge.from.slice(0, 7)}-01`),
    startOf(nextMonth(charge.from)),
    billed,
    billed,
    list,
    list,
    'USD',
    charge.pricing ? String(charge.pricing.quantity) : '',
    charge.pricing?.unit ?? '',
    charge.tool,
  ];
}

function startOf(day: string): string {
  return `${day}T00:00:00Z`;
}

/** The first day of the month after a day's. */
function nextMonth(day: string): string {
  const later = addDays(`${day.slice(0, 7)}-01`, 31);
  return `${later.slice(0, 7)}-01`;
}
