import { billedUse } from './bills';
import { Fraction, decimal, times } from './money';
import { costedUses } from './openai';
import { pushedReports } from './pushed';
import { Key, Settings } from './settings';
import { Told, told } from './told';
import { Holder, Truth, TruthRow } from './truth';

const HUNDREDTH: Fraction = { top: 1n, bottom: 100n };

/** What a door tells of an account's day with a tool; it may tell it in several parts. */
export interface Report {
  door: Key;
  tool: string;
  day: string;
  holder: Holder;
  /** a bill tells of money, not that anybody did anything */
  isBill: boolean;
  active: boolean;
  amounts: Told[];
  /** as sent */
  credits: Fraction[];
}

/** What all doors that are open tell of accounts. */
export function reportsOf(truth: Truth, settings: Settings): Report[] {
  return [
    ...billingReports(truth, settings),
    ...rowReports(truth, settings),
    ...enterpriseReports(truth, settings),
    ...openaiReports(truth, settings),
    ...pushedReports(truth, settings),
  ];
}

function billingReports(truth: Truth, settings: Settings): Report[] {
  const { copilot } = settings;
  return billedUse(truth, settings).flatMap(({ day, holder, net, gross }) =>
    holder
      ? [
          {
            door: 'github' as const,
            tool: copilot.tool,
            day,
            holder,
            isBill: true,
            active: false,
            amounts: [
              told('usage', decimal(net)),
              told('value', decimal(gross)),
            ],
            credits: [],
          },
        ]
      : [],
  );
}

function rowReports(truth: Truth, settings: Settings): Report[] {
  const { copilot, claude, cursor, doors } = settings;
  const ofTool: { door: Key; tool: string }[] = [
    { door: 'github', tool: copilot.tool },
    { door: 'anthropic', tool: claude.tool },
    { door: 'cursor', tool: cursor.tool },
  ];
  const billed = new Set(
    billedUse(truth, settings).flatMap(({ holder, day }) =>
      holder ? [day] : [],
    ),
  );
  return truth.rows.flatMap(({ day, tool, revealed, ...holder }) => {
    const door = ofTool.find(it => it.tool === tool)?.door;
    if (!revealed || !door || !doors.includes(door)) {
      return [];
    }
    const { active, amounts } = revealed;
    // What is billed by account takes the place of what credits are worth.
    const isBilled = door === 'github' && billed.has(day);
    return [
      {
        door,
        tool,
        day,
        holder,
        isBill: false,
        active,
        // One credit is worth a cent.
        amounts: isBilled
          ? []
          : amounts.map(({ kind, amount }) =>
              told(kind, times(decimal(amount), HUNDREDTH)),
            ),
        credits: creditsOf(amounts),
      },
    ];
  });
}

function creditsOf(
  amounts: NonNullable<TruthRow['revealed']>['amounts'],
): Fraction[] {
  return amounts.flatMap(({ unit, amount }) =>
    unit === 'credits' ? [decimal(amount)] : [],
  );
}

/** A key is a service here, under a name that says so: nobody can tell that it is the same. */
const enterpriseHolder = (row: Holder): Holder =>
  row.accountKind === 'api-key'
    ? {
        ...row,
        account: `service_actor:${row.account}`,
        accountKind: 'service',
      }
    : row;

function enterpriseReports(
  { enterprise = [] }: Truth,
  { claudeEnterprise }: Settings,
): Report[] {
  return enterprise.map(row => ({
    door: 'anthropicEnterprise',
    tool: claudeEnterprise.tool,
    day: row.day,
    holder: enterpriseHolder(row),
    isBill: row.what === 'cost',
    active: row.what === 'use' && row.active,
    amounts:
      row.what === 'cost'
        ? [
            told('usage', times(decimal(row.amount), HUNDREDTH)),
            told('value', times(decimal(row.listAmount), HUNDREDTH)),
          ]
        : [],
    credits: [],
  }));
}

function openaiReports({ openai }: Truth, settings: Settings): Report[] {
  const { uses = [], costs = [] } = openai ?? {};
  return costedUses(uses, costs).map(({ day, use, micros }) => ({
    door: 'openai',
    tool: settings.openai.tool,
    day,
    // Without an e-mail, an id is nobody's until somebody says so.
    holder:
      use.accountKind === 'id' && !use.isListed
        ? { ...use, standing: 'nobody' }
        : use,
    isBill: false,
    active: use.inputTokens + use.outputTokens > 0,
    amounts: micros === null ? [] : [{ kind: 'usage', micros, exact: null }],
    credits: [],
  }));
}
