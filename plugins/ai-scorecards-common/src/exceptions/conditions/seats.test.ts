import { checkCondition, isHeldBack } from '.';
import { facts, figure } from './__testUtils__/facts';

describe('seats', () => {
  it.each([
    [8, 'met', 'today 8 seats, limit 8 seats'],
    [9, 'breached', 'today 9 seats, limit 8 seats'],
  ])('%d of 8 is %s', (value, state, sentence) => {
    expect(
      checkCondition(
        { kind: 'seats', limit: 8 },
        facts({ seats: figure(value) }),
      ),
    ).toEqual({ state, sentence });
  });

  it('cannot be promised where the figure is held back', () => {
    const seats = figure(null, { state: 'suppressed' });
    expect(isHeldBack('seats', facts({ seats }))).toBe(true);
    expect(isHeldBack('seats', facts({ seats: figure(8) }))).toBe(false);
    expect(isHeldBack('security-review', facts())).toBe(false);
  });
});
