import { ZERO } from './money';
import { Held, believedOf } from './precedence';
import { Report } from './reports';
import { exampleSettings, Key, PushDoor } from './settings';

const CLAUDE = 'resource:default/claude-code';
const BOTH: Key[] = ['anthropic', 'anthropicEnterprise'];

function held(
  door: Key,
  holder: string,
  more: {
    micros?: bigint;
    active?: boolean;
    day?: string;
    isUnknown?: boolean;
  } = {},
): Held {
  const { micros, active = false, day = '2026-11-10' } = more;
  const { isUnknown = false } = more;
  const report: Report = {
    door,
    tool: CLAUDE,
    day,
    holder: {
      account: holder,
      accountKind: 'email',
      standing: 'user',
      person: holder,
    },
    isBill: micros !== undefined,
    active,
    amounts:
      micros === undefined ? [] : [{ kind: 'usage', micros, exact: ZERO }],
    credits: [],
  };
  return { report, holder, isUnknown };
}

function chosen(all: Held[], doors?: Key[]): string[] {
  const settings = exampleSettings({
    today: '2026-11-23',
    from: '2026-10-01',
    doors: [...BOTH, 'otlp'],
    pushed: [
      { door: 'otlp', tool: CLAUDE, from: '2026-11-10', to: '2026-11-11' },
    ],
    precedence: doors ? [{ tool: CLAUDE, doors }] : [],
  });
  const believed = believedOf(all, settings);
  return all
    .filter(({ report }) => believed.has(report))
    .map(({ report, holder }) => `${report.day} ${report.door} ${holder}`);
}

describe('believedOf', () => {
  it('takes all parts of the first door, by person and day', () => {
    const all = [
      held('anthropicEnterprise', 'a', { active: true }),
      held('anthropicEnterprise', 'a', { micros: 5n }),
      held('anthropic', 'a', { active: true }),
      held('anthropicEnterprise', 'a', { active: true, day: '2026-11-11' }),
      held('anthropicEnterprise', 'b', { micros: 5n }),
    ];
    expect(chosen(all)).toEqual([
      '2026-11-10 anthropic a',
      '2026-11-11 anthropicEnterprise a',
      '2026-11-10 anthropicEnterprise b',
    ]);
    expect(chosen(all, ['anthropicEnterprise'])).toEqual([
      '2026-11-10 anthropicEnterprise a',
      '2026-11-10 anthropicEnterprise a',
      '2026-11-11 anthropicEnterprise a',
      '2026-11-10 anthropicEnterprise b',
    ]);
  });

  it('passes over a door that counted nothing, unless none did', () => {
    const nothing = held('anthropic', 'a', { micros: 0n });
    const none = held('anthropicEnterprise', 'a');
    const some = held('anthropicEnterprise', 'a', { micros: 5n });
    expect(chosen([nothing, none])).toEqual(['2026-11-10 anthropic a']);
    expect(chosen([nothing, none, some])).toEqual([
      '2026-11-10 anthropicEnterprise a',
      '2026-11-10 anthropicEnterprise a',
    ]);
  });

  it('leaves what is pushed of somebody unknown to a vendor, whatever the order', () => {
    const isUnknown = true;
    const all = [
      held('anthropic', 'a', { active: true }),
      held('otlp', 'x', { active: true, isUnknown }),
      held('otlp', 'x', { active: true, isUnknown, day: '2026-11-11' }),
      held('otlp', 'key', { active: true }),
      held('otlp', 'y', { active: true, isUnknown }),
      held('anthropic', 'y', { isUnknown }),
    ];
    const others = [
      '2026-11-10 anthropic a',
      '2026-11-11 otlp x',
      '2026-11-10 otlp key',
      '2026-11-10 otlp y',
    ];
    expect(chosen(all)).toEqual(others);
    expect(chosen(all, ['otlp'])).not.toContain('2026-11-10 otlp x');
    // A bill is no report of a day.
    const bill = held('anthropicEnterprise', 'a', { micros: 5n });
    const use = held('otlp', 'x', { active: true, isUnknown });
    expect(chosen([bill, use])).toContain('2026-11-10 otlp x');
  });

  it('takes of somebody unknown what the first of two pushes has, and what costs', () => {
    const settings = (doors: PushDoor[]) =>
      exampleSettings({
        today: '2026-11-23',
        from: '2026-10-01',
        doors,
        pushed: doors.map(door => ({
          door,
          tool: CLAUDE,
          from: '2026-11-10',
          to: '2026-11-11',
        })),
        precedence: [{ tool: CLAUDE, doors }],
      });
    const isUnknown = true;
    const otlp = held('otlp', 'x', { active: true, isUnknown });
    const rows = held('push', 'y', { active: true, isUnknown });
    const cost = held('push', 'y', { micros: 5n, isUnknown });
    const taken = (all: Held[], doors: PushDoor[]) => [
      ...believedOf(all, settings(doors)),
    ];
    expect(taken([otlp, rows], ['otlp', 'push'])).toEqual([otlp.report]);
    expect(taken([otlp, rows], ['push', 'otlp'])).toEqual([rows.report]);
    expect(taken([otlp, cost], ['otlp', 'push'])).toEqual([
      otlp.report,
      cost.report,
    ]);
  });
});
