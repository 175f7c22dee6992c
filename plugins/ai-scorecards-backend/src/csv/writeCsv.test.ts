import fc from 'fast-check';
import { parseCsv } from './parseCsv';
import { decimalCell, writeCsv } from './writeCsv';

describe('writeCsv', () => {
  it('quotes what has to be quoted and leaves null empty', () => {
    expect(
      writeCsv(
        ['a', 'b', 'c'],
        [
          ['x,y', 'say "hi"', null],
          [-1, decimalCell('-0.5'), 'two\nlines'],
        ],
      ),
    ).toBe('a,b,c\r\n"x,y","say ""hi""",\r\n-1,-0.5,"two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1'])(
    'lets no spreadsheet run %p',
    text => {
      const [, line] = writeCsv(['a'], [[text]]).split('\r\n');
      expect(line.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it.each(['', '1e9', '=1', '1,5', '.5', '--1'])(
    'takes %p for no decimal number',
    text => {
      expect(() => decimalCell(text)).toThrow(TypeError);
    },
  );

  it('is read back as it was written', () => {
    const value = fc
      .string()
      .map(text => text.trim())
      .filter(text => !/^[=+\-@]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), pairs => {
        const rows = pairs.filter(([a, b]) => a !== '' || b !== '');
        const { lines, faults } = parseCsv(writeCsv(['a', 'b'], rows), [
          'a',
          'b',
        ]);
        expect(faults).toEqual([]);
        expect(lines.map(({ values }) => [values.a, values.b])).toEqual(rows);
      }),
    );
  });
});
