import fc from 'fast-check';
import { faultText, parseCsv } from './parseCsv';

describe('parseCsv with other columns', () => {
  it('passes over what it was not asked for', () => {
    const text = 'x_Team,day,Note\natlas,2026-11-20,"a, b"\natlas\n';
    expect(parseCsv(text, ['day'], [], 'passed-over')).toEqual({
      lines: [{ line: 2, values: { day: '2026-11-20' } }],
      faults: [{ line: 3, words: 'has 1 values where the header has 3' }],
    });
  });
});

describe('parseCsv', () => {
  it('gives each line with its number and values by name', () => {
    const text =
      '\uFEFFTeam, person\r\n"group:a/b" ,user:a/c\r\n\r\n"say ""hi"",\nok",x\nlast,';
    expect(parseCsv(text, ['person', 'team'])).toEqual({
      lines: [
        { line: 2, values: { team: 'group:a/b', person: 'user:a/c' } },
        { line: 4, values: { team: 'say "hi",\nok', person: 'x' } },
        { line: 6, values: { team: 'last', person: '' } },
      ],
      faults: [],
    });
  });

  it.each(['', 'a', 'a,b,d', 'a,b,a'])('refuses the header %p', text => {
    const { lines, faults } = parseCsv(text, ['a', 'b'], ['c']);
    expect(lines).toEqual([]);
    expect(faults.map(faultText)).toEqual([
      'line 1: the header must be a,b[,c]',
    ]);
  });

  it('names lines with too many or too few values and keeps the others', () => {
    const { lines, faults } = parseCsv('a,b\n1\n1,2\n1,2,3\n', ['a', 'b']);
    expect(lines).toEqual([{ line: 3, values: { a: '1', b: '2' } }]);
    expect(faults).toEqual([
      { line: 2, words: 'has 1 values where the header has 2' },
      { line: 4, words: 'has 3 values where the header has 2' },
    ]);
  });

  it.each(['a,b\n1,2\n"x,y', 'a,b\n1,2\n"x"y,z'])(
    'names an open quote in %p',
    text => {
      expect(parseCsv(text, ['a', 'b']).faults).toEqual([
        { line: 3, words: 'a quote is not closed' },
      ]);
    },
  );

  it('reads a value of megabytes, and says where one never ends', () => {
    const long = '"x'.repeat(4_000_000);
    const quoted = `"${long.replaceAll('"', '""')}"`;
    expect(parseCsv(`a,b\n${quoted},2\n`, ['a', 'b']).lines).toEqual([
      { line: 2, values: { a: long, b: '2' } },
    ]);
    expect(parseCsv(`a,b\n1,2\n${quoted}"`, ['a', 'b'])).toEqual({
      lines: [{ line: 2, values: { a: '1', b: '2' } }],
      faults: [{ line: 3, words: 'a quote is not closed' }],
    });
  });

  it('reads no further than a line with far too many values', () => {
    expect(parseCsv(`a,b\n${','.repeat(2_000)}\n1,2`, ['a', 'b'])).toEqual({
      lines: [],
      faults: [{ line: 2, words: 'has more than 1000 values' }],
    });
  });

  it('reads so many lines and no more, whatever is wrong with them', () => {
    const text = `a,b\n\n1,2\n${'1\n'.repeat(3_000_000)}`;
    const started = performance.now();
    expect(parseCsv(text, ['a', 'b'], [], 'refused', 3)).toEqual({
      lines: [{ line: 3, values: { a: '1', b: '2' } }],
      faults: [
        { line: 4, words: 'has 1 values where the header has 2' },
        { line: 5, words: 'has 1 values where the header has 2' },
      ],
      tooMany: true,
    });
    expect(performance.now() - started).toBeLessThan(500);
    expect(parseCsv('a\n1\n2\n', ['a'], [], 'refused', 2)).toEqual({
      lines: [
        { line: 2, values: { a: '1' } },
        { line: 3, values: { a: '2' } },
      ],
      faults: [],
    });
  });

  it('reads back whatever is written with quotes', () => {
    const value = fc.string().map(text => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), rows => {
        const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
        const text = ['a,b', ...rows.map(row => row.map(quote).join(','))];
        const { lines, faults } = parseCsv(text.join('\n'), ['a', 'b']);
        expect(faults).toEqual([]);
        expect(lines.map(({ values }) => [values.a, values.b])).toEqual(rows);
      }),
    );
  });
});
