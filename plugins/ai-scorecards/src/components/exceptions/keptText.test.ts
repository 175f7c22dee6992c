import { askSchema } from 'backstage-plugin-ai-scorecards-common';
import { textOf } from './askFields';
import { forget, forgetRequest, keep, placeOfText, readKept } from './keptText';

const text = textOf(askSchema.parse({ team: 'group:default/rho' }));
const DAY = 86_400_000;

describe('what was typed', () => {
  const place = placeOfText('user:default/ada', 'request-1');
  afterEach(() => forget(place));

  it('stands until it is forgotten, for one person and request', () => {
    const kept = { text, at: Date.now(), base: null, draft: 'd' };
    keep(place, kept);
    expect(readKept(place)).toEqual(kept);
    expect(readKept(placeOfText('user:default/cy', 'request-1'))).toBe(
      undefined,
    );
    forget(place);
    expect(readKept(place)).toBeUndefined();
  });

  it('is forgotten after a week', () => {
    keep(place, { text, at: Date.now() - 8 * DAY, base: null, draft: 'd' });
    expect(readKept(place)).toBeUndefined();
    expect(window.localStorage.getItem(place)).toBeNull();
  });

  it('is nothing where the browser holds something else, or keeps nothing', () => {
    window.localStorage.setItem(place, '{');
    expect(readKept(place)).toBeUndefined();
    const refuse = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(() => {
        throw new Error('full');
      });
    expect(() =>
      keep(place, { text, at: 0, base: null, draft: 'd' }),
    ).not.toThrow();
    refuse.mockRestore();
  });

  it('is forgotten with the request, whoever typed it', () => {
    const kept = { text, at: Date.now(), base: null, draft: 'd' };
    const other = placeOfText('user:default/ada', 'request-2');
    keep(place, kept);
    keep(other, kept);
    forgetRequest('request-1');
    expect(readKept(place)).toBeUndefined();
    expect(readKept(other)).toEqual(kept);
    forget(other);
  });
});
