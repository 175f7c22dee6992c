import { MOST_ROWS, readRows } from './readRows';

const rules = { today: '2026-11-23', oldest: '2024-09-14', currency: 'USD' };
const good = {
  tool: 'windsurf',
  day: '2026-11-20',
  account: 'ada',
  sessions: 2,
};
const bad = { ...good, day: '2027-01-01' };

describe('readRows', () => {
  const csv = [
    '\uFEFFTool,day,account,sessions,features',
    'windsurf,2026-11-20,ada,2,',
    'windsurf,2027-01-01,ada,2,',
    'windsurf,2026-11-20,"bo, ann",,chat;agent',
    'windsurf,2026-11-20',
  ].join('\r\n');

  it('reads the same rows from every form', () => {
    const one = readRows(JSON.stringify([good, bad]), 'json', rules);
    expect(
      readRows(JSON.stringify({ rows: [good, bad] }), 'json', rules),
    ).toEqual(one);
    expect(
      readRows(
        `${JSON.stringify(good)}\n${JSON.stringify(bad)}\n`,
        'ndjson',
        rules,
      ),
    ).toEqual(one);
    expect(one.refused).toEqual([
      { row: 2, faults: [expect.stringContaining('in the future')] },
    ]);
    const [row] = readRows(csv, 'csv', rules).rows;
    expect(row.record).toEqual(one.rows[0].record);
  });

  it('keeps good lines of a CSV beside faulty ones, each with its place', () => {
    const { rows, refused } = readRows(csv, 'csv', rules);
    expect(
      rows.map(({ place, record }) => [place, record.account.key]),
    ).toEqual([
      [2, 'ada'],
      [4, 'bo, ann'],
    ]);
    expect(refused).toEqual([
      { row: 3, faults: [expect.stringContaining('in the future')] },
      { row: 5, faults: [expect.stringContaining('2 values')] },
    ]);
  });

  it('takes the tool of a file where the rows name none', () => {
    const { rows } = readRows('day,account\n2026-11-20,ada\n', 'csv', {
      ...rules,
      tool: 'resource:default/windsurf',
    });
    expect(rows[0].tool).toBe('resource:default/windsurf');
  });

  it.each([
    ['{', 'json', 'not JSON'],
    ['{"row": 1}', 'json', 'must be a list of rows'],
    ['[]', 'json', 'holds no rows'],
    ['\n\n', 'ndjson', 'holds no rows'],
    ['a,b\n1,2\n', 'csv', 'the header must be tool,day,account'],
  ] as const)('refuses %j as %s', (text, format, words) => {
    expect(() => readRows(text, format, rules)).toThrow(words);
  });

  it('takes a line that is no JSON for a faulty row', () => {
    expect(
      readRows(`${JSON.stringify(good)}\n{`, 'ndjson', rules).refused,
    ).toEqual([{ row: 2, faults: ['the line is not JSON'] }]);
  });

  it('takes so many rows and no more', () => {
    const line = `${JSON.stringify(good)}\n`;
    expect(() => readRows(line.repeat(MOST_ROWS + 1), 'ndjson', rules)).toThrow(
      'must not hold more than',
    );
  });
});
