import { cursorOf, placeIn } from './cursor';

describe('a cursor', () => {
  it('names the place that it was made of', () => {
    const place = { due: '2026-12-01', id: 'request-1' };
    expect(placeIn(cursorOf(place)!)).toEqual(place);
  });

  it('is null after the end, and nothing names the beginning', () => {
    expect(cursorOf(null)).toBeNull();
    expect(placeIn(undefined)).toBeUndefined();
  });

  it.each(['', 'x', 'e30'])(
    'is refused where no list gave it: "%s"',
    cursor => {
      expect(() => placeIn(cursor)).toThrow('cursor must be one');
    },
  );
});
