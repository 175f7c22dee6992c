import { KEPT_CHARACTERS, UnreadableRows } from './unreadableRows';

describe('UnreadableRows', () => {
  const kept = (raw: string) => {
    const rows = new UnreadableRows();
    rows.add({ raw, reason: 'r' });
    return rows.kept[0].raw;
  };

  it.each([
    [
      'in the middle of an address',
      '{"email":"',
      'ada.lovelace@example.com"}',
      12,
    ],
    ['between two words', '{"name":"', 'Ada Lovelace"}', 3],
    ['at the end of a name', '{"name":"', 'Ada"}', 3],
  ])('cuts no name in two (%s)', (_, start, name, cut) => {
    const before = `${'"'.repeat(
      KEPT_CHARACTERS - start.length - cut,
    )}${start}`;
    const whole = name === 'Ada"}' ? 'Ada' : '';
    expect(kept(before + name + '"'.repeat(100))).toBe(before + whole);
  });

  it('keeps most of a text that is made of nothing else', () => {
    expect(kept('r'.repeat(9_000))).toHaveLength(KEPT_CHARACTERS - 255);
    expect(kept('r'.repeat(KEPT_CHARACTERS))).toHaveLength(KEPT_CHARACTERS);
  });
});
