import fc from 'fast-check';
import { plainDecimal } from './decimalText';
import { parseJson } from './parseJson';

describe('parseJson', () => {
  it('keeps the text of the named numbers, at any depth, and of no others', () => {
    expect(
      parseJson(
        '{"amount":0.12345678901234567890,"rows":[{"amount":1.50,"count":2.0},{"amount":null},{"amount":"7.10"}]}',
        ['amount'],
      ),
    ).toEqual({
      amount: '0.12345678901234567890',
      rows: [
        { amount: '1.50', count: 2 },
        { amount: null },
        { amount: '7.10' },
      ],
    });
  });

  it('parses like JSON.parse where no key is named', () => {
    expect(parseJson('{"amount":1.50}')).toEqual({ amount: 1.5 });
    expect(() => parseJson('{"amount":')).toThrow(SyntaxError);
    expect(() => parseJson('{"amount":', ['amount'])).toThrow(SyntaxError);
  });

  it('keeps every digit of every amount', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 25n }),
        fc.stringMatching(/^\d{1,25}$/),
        (whole, decimals) => {
          const text = `${whole}.${decimals}`;
          const parsed = parseJson(`{"amount":${text}}`, ['amount']);
          expect(parsed).toEqual({ amount: text });
          expect(plainDecimal(text)).toBe(
            text.replace(/0+$/, '').replace(/\.$/, ''),
          );
        },
      ),
    );
  });
});
