import { retryAfterSeconds } from './retryAfter';

const now = new Date('2026-11-02T10:00:00Z');

describe('retryAfterSeconds', () => {
  it.each([
    [{ 'retry-after': '17' }, 17],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.2' }, 2],
    [{ 'retry-after': 'Mon, 02 Nov 2026 10:01:30 GMT' }, 90],
    [{ 'retry-after': 'Mon, 02 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': '9'.repeat(400) }, 86_400],
    [{ 'retry-after': 'Mon, 02 Nov 2999 09:00:00 GMT' }, 86_400],
    [
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1793613610000' },
      86_400,
    ],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1793613610' }, 10],
    [
      { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '1793613610' },
      undefined,
    ],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'never' }, undefined],
    [{}, undefined],
  ] as [Record<string, string>, number | undefined][])(
    'reads %p as %p',
    (headers, seconds) => {
      expect(retryAfterSeconds(new Headers(headers), now)).toBe(seconds);
    },
  );
});
