import { settings as world, tinyWorld, use } from './__testUtils__/tinyWorld';
import { decimalText } from './money';
import { pushedReports, pushedSeats, pushedUse } from './pushed';
import { PushDoor, Settings } from './settings';
import { Truth } from './truth';

const DAY = '2026-11-10';
const { claude, copilot } = world;

const happened = (it: ReturnType<typeof use>) => ({
  ...it,
  actual: it.revealed ?? undefined,
  revealed: null,
});
const truth: Truth = {
  ...tinyWorld([]),
  rows: [
    use({ name: 'a', day: DAY, tool: 'claude', cents: '150.00005' }),
    use({ name: 'ci', day: DAY, tool: 'claude', cents: '7', kind: 'api-key' }),
    use({ name: 'a', day: '2026-11-11', tool: 'claude', cents: '9' }),
    use({ name: 'a', day: DAY, credits: '4' }),
  ].map(happened),
  costs: [
    {
      day: DAY,
      revealed: [{ description: '', workspace: null, amount: '250' }],
    },
  ],
  billing: ['coding_agent_ai_credit', 'copilot_for_business'].map(sku => ({
    day: '2026-11-01',
    holder: null,
    sku,
    model: '',
    gross: '60',
    net: '30',
  })),
};

const pushed = (
  door: PushDoor,
  tool: string,
  from = '2026-11-01',
): Settings => ({
  ...world,
  doors: [door],
  pushed: [{ door, tool, from, to: DAY }],
});

describe('what is pushed', () => {
  const amountsOf = (door: PushDoor) =>
    pushedReports(truth, pushed(door, claude.tool)).map(
      ({ holder, amounts: [{ kind, micros, exact }] }) => [
        holder.account,
        kind,
        micros,
        exact && decimalText(exact),
      ],
    );

  it('is what happened, as rows to the last digit', () => {
    expect(amountsOf('push')).toEqual([
      ['a', 'usage', 1_500_000n, '1.5000005'],
      ['ci', 'usage', 70_000n, '0.07'],
    ]);
    expect(amountsOf('file')).toEqual(amountsOf('push'));
  });

  it('is what people used it for, as telemetry, rounded when it came', () => {
    expect(amountsOf('otlp')).toEqual([['a', 'value', 1_500_000n, '1.5']]);
  });

  it('is nothing through a door that is shut', () => {
    const shut = { ...pushed('push', claude.tool), doors: [] };
    expect(pushedReports(truth, shut)).toEqual([]);
  });

  it('is use on a bill, and of seats the days that have come', () => {
    const of = (tool: string, from?: string) =>
      pushedUse(truth, pushed('focus', tool, from)).map(({ day, amount }) => [
        day,
        decimalText(amount),
      ]);
    expect(of(claude.tool)).toEqual([[DAY, '2.5']]);
    expect(of(copilot.tool)).toEqual([['2026-11-01', '30']]);
    expect(of(copilot.tool, '2026-11-02')).toEqual([]);
    const settings = pushed('focus', copilot.tool);
    const seats = (month: string) =>
      pushedSeats(truth, settings, copilot.tool, month);
    expect(seats('2026-11').map(({ micros }) => micros)).toEqual([23_000_000n]);
    expect(seats('2026-10')).toEqual([]);
    expect(pushedSeats(truth, settings, claude.tool, '2026-11')).toEqual([]);
  });
});
