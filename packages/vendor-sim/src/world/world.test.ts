import fc from 'fast-check';
import { addDays } from '../time/days';
import { billingLines } from './billing';
import { CLAUDE_PRICE_CHANGE, COPILOT_OUTAGE, CREDITS_FROM } from './calendar';
import { priceOf } from './claude';
import { isCopilotActive } from './copilot';
import { World } from './world';

const TODAY = '2026-11-23';
const world = new World({ today: TODAY });

const activeOn = (day: string, it = world) =>
  [...it.copilot(day)].filter(({ actual }) => isCopilotActive(actual)).length;

const daysBefore = fc
  .integer({ min: 0, max: 399 })
  .map(n => addDays(TODAY, -n));

describe('World', () => {
  it('is the same for the same seed and another for another', () => {
    const twin = new World({ today: TODAY });
    const other = new World({ today: TODAY, seed: 8 });
    fc.assert(
      fc.property(daysBefore, day => {
        expect([...twin.copilot(day)]).toEqual([...world.copilot(day)]);
        expect([...twin.claude(day)]).toEqual([...world.claude(day)]);
        expect(twin.costs(day)).toEqual(world.costs(day));
      }),
      { numRuns: 20 },
    );
    expect([...other.copilot('2026-11-10')]).not.toEqual([
      ...world.copilot('2026-11-10'),
    ]);
  });

  it('tells of a past day the same, whatever day it is', () => {
    const later = new World({ today: addDays(TODAY, 30), days: 430 });
    fc.assert(
      fc.property(daysBefore, day => {
        const actual = (it: World) =>
          [...it.copilot(day)].map(({ account, actual: what }) => [
            account.name,
            what,
          ]);
        expect(actual(later)).toEqual(actual(world));
        expect(later.costs(day)).toEqual(world.costs(day));
      }),
      { numRuns: 20 },
    );
  });

  it('works on weekdays, rests at weekends, and was down for a day', () => {
    const wednesday = activeOn('2026-11-11');
    expect(wednesday).toBeGreaterThan(100);
    expect(activeOn('2026-11-14')).toBeLessThan(wednesday / 5);
    expect(activeOn('2025-12-26')).toBeLessThan(wednesday / 5);
    expect(activeOn(COPILOT_OUTAGE)).toBeLessThan(wednesday / 4);
    expect(activeOn(addDays(COPILOT_OUTAGE, 1))).toBeGreaterThan(wednesday / 2);
  });

  it('takes to Claude Code over the year', () => {
    const users = (day: string) => [...world.claude(day)].length;
    expect(users('2026-01-07')).toBe(0);
    expect(users('2026-11-11')).toBeGreaterThan(2 * users('2026-03-11'));
  });

  it('has power users and idle seats', () => {
    const days = new Map<string, number>();
    for (let n = 5; n < 33; n++) {
      for (const { account, actual } of world.copilot(addDays(TODAY, -n))) {
        if (isCopilotActive(actual)) {
          days.set(account.name, (days.get(account.name) ?? 0) + 1);
        }
      }
    }
    const seats = world.seats().map(s => days.get(s.profile.account.name) ?? 0);
    expect(seats.filter(n => n >= 14).length).toBeGreaterThan(30);
    expect(seats.filter(n => n <= 1).length).toBeGreaterThan(20);
  });

  it('changed the price of one model on a day', () => {
    expect(priceOf('claude-opus-5', 0).input).toBe(15);
    const before = addDays(CLAUDE_PRICE_CHANGE, -1);
    for (const [day, output] of [
      [before, 75],
      [CLAUDE_PRICE_CHANGE, 25],
    ] as const) {
      const number = Date.parse(day) / 86_400_000;
      expect(priceOf('claude-opus-5', number).output).toBe(output);
      expect(priceOf('claude-sonnet-5', number).output).toBe(15);
    }
  });

  it('reveals credits only since the vendor reports them', () => {
    const credits = (day: string) =>
      [...world.copilot(day)].map(it => it.revealed?.creditMillionths);
    const before = addDays(CREDITS_FROM, -1);
    expect(credits(before).every(it => it === undefined)).toBe(true);
    expect(credits(CREDITS_FROM).some(it => it && it > 0)).toBe(true);
    const really = [...world.copilot(before)].map(
      it => it.actual.creditMillionths ?? 0,
    );
    expect(really.some(it => it > 0)).toBe(true);
  });

  it.each([
    [0, 'not-ready', 'not-ready'],
    [1, 'not-ready', 'not-ready'],
    [2, 'ready', 'ready'],
    [340, 'ready', 'ready'],
    [347, 'ready', 'before-data'],
    [365, 'ready', 'before-data'],
    [366, 'too-old', 'too-old'],
  ])('answers for a day %i days ago', (age, enterprise, organization) => {
    const day = addDays(TODAY, -age);
    expect(world.copilotReport(day, 'enterprises')).toBe(enterprise);
    expect(world.copilotReport(day, 'orgs')).toBe(organization);
  });

  it('shows young days in part and old days in whole', () => {
    const it = new World({ today: TODAY });
    const day = '2026-11-20';
    const shown = () => {
      const rows = [...it.copilot(day)].flatMap(row => row.revealed ?? []);
      return {
        rows: rows.length,
        credits: rows.reduce(
          (sum, row) => sum + (row.creditMillionths ?? 0),
          0,
        ),
      };
    };
    const young = shown();
    it.setToday('2026-11-24');
    const old = shown();
    expect(young.rows).toBeLessThan(old.rows);
    expect(young.credits).toBeLessThan(old.credits);
    it.setToday('2026-12-24');
    expect(shown()).toEqual(old);
  });

  it('restates a day on demand, for some people', () => {
    const it = new World({ today: TODAY });
    const shown = () => [...it.claude('2026-11-10')].map(row => row.revealed);
    const before = shown();
    it.restate('anthropic', '2026-11-10');
    const after = shown();
    const changed = after.filter(
      (row, n) => JSON.stringify(row) !== JSON.stringify(before[n]),
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(before.length);
    it.clearRestatements();
    expect(shown()).toEqual(before);
  });

  it('restates what a day cost, on the bill too', () => {
    const it = new World({ today: TODAY });
    const billed = () => [
      it.revealedCosts('2026-11-10').map(({ amount }) => amount),
      billingLines(it, '2026-11-10').map(({ net }) => net),
    ];
    const before = billed();
    it.restate('anthropic', '2026-11-10');
    it.restate('github', '2026-11-10');
    const after = billed();
    expect(after[0]).not.toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
    it.clearRestatements();
    expect(billed()).toEqual(before);
  });

  it('keeps every cost a safe whole number', () => {
    fc.assert(
      fc.property(daysBefore, day => {
        for (const { actual } of world.claude(day)) {
          for (const { cost } of actual.flatMap(row => row.models)) {
            expect(Number.isSafeInteger(cost)).toBe(true);
          }
        }
        for (const { amount } of world.costs(day)) {
          expect(Number.isSafeInteger(amount)).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('bills something else than it estimates, whenever there is use', () => {
    for (const day of ['2026-05-06', '2026-09-02', '2026-11-18']) {
      const estimated = [...world.claude(day)]
        .flatMap(row => row.actual)
        .filter(row => row.customerType === 'api')
        .flatMap(row => row.models)
        .reduce((sum, { cost }) => sum + cost, 0);
      const billed = world.costs(day).reduce((sum, it) => sum + it.amount, 0);
      expect(billed).not.toBe(estimated);
      expect(Math.abs(billed / estimated - 1)).toBeLessThan(0.1);
      expect(world.costs(day).some(line => line.workspace === null)).toBe(true);
    }
  });

  it('ends seats that were cancelled and those of most who left', () => {
    const cancelled = world.allSeats.filter(seat => seat.cancellation);
    expect(cancelled.length).toBeGreaterThan(0);
    const left = world.allSeats.filter(
      seat => seat.profile.account.standing === 'left',
    );
    const kept = left.filter(seat => seat.to === undefined);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(left.length);
  });
});
