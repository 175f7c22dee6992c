import {
  decimal,
  decimalText,
  fraction,
  roundHalfEven,
  split,
  toMicros,
} from './money';

describe('money', () => {
  it.each([
    ['19.00', 19_000_000n],
    ['0.0000025', 2n],
    ['0.0000035', 4n],
    ['-0.0000025', -2n],
    ['0.00000251', 3n],
  ])('%s is %s micro-units', (text, micros) => {
    expect(toMicros(decimal(text))).toBe(micros);
  });

  it.each(['0', '-1.25', '0.00000001', '12'])('writes %s as it was', text => {
    expect(decimalText(decimal(text))).toBe(text);
  });

  it('rounds halves to the even neighbour on both sides of zero', () => {
    const halves = [-3n, -1n, 1n, 3n].map(top =>
      roundHalfEven(fraction(top, 2n)),
    );
    expect(halves).toEqual([-2n, 0n, 0n, 2n]);
  });

  it('gives what is left to the largest remainders, ties to smaller keys', () => {
    const equal = ['c', 'a', 'b'].map(key => ({ key, weight: 1n }));
    expect(split(8n, equal)).toEqual(
      new Map([
        ['a', 3n],
        ['b', 3n],
        ['c', 2n],
      ]),
    );
    expect(
      split(10n, [
        { key: 'a', weight: 1n },
        { key: 'b', weight: 2n },
      ]),
    ).toEqual(
      new Map([
        ['b', 7n],
        ['a', 3n],
      ]),
    );
    expect(split(-1n, equal).get('a')).toBe(-1n);
  });
});
