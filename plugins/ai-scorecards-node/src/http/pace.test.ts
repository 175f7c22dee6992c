import fc from 'fast-check';
import { Pace } from './pace';

const MINUTE = 60_000;
const { signal } = new AbortController();

/** A pace on a clock that only its waits and the test move. Returns when each of some requests began. */
async function begin(requestsPerMinute: number, pauses: readonly number[]) {
  let now = 1_000_000;
  const pace = new Pace({
    requestsPerMinute,
    now: () => now,
    wait: async milliseconds => {
      now += milliseconds;
    },
  });
  const begun: number[] = [];
  for (const pause of pauses) {
    now += pause;
    await pace.turn(signal);
    begun.push(now);
  }
  return begun;
}

describe('Pace', () => {
  it('lets nobody wait below the limit, and the next until a minute after the first', async () => {
    const begun = await begin(3, [0, 10, 10, 10, 0, MINUTE]);
    const [first] = begun;
    expect(begun.map(at => at - first)).toEqual([
      0,
      10,
      20,
      MINUTE,
      MINUTE + 10,
      2 * MINUTE + 10,
    ]);
  });

  it('begins no more within any minute than are allowed, and none later than it must', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 2 * MINUTE }), { maxLength: 40 }),
        async (limit, pauses) => {
          const begun = await begin(limit, pauses);
          for (let i = 0; i < begun.length; i++) {
            const asked = (begun[i - 1] ?? 1_000_000) + pauses[i];
            const open = (begun[i - limit] ?? -Infinity) + MINUTE;
            expect(begun[i]).toBe(Math.max(asked, open));
          }
        },
      ),
    );
  });

  it('gives each of those who ask at once a turn of their own', async () => {
    const waits: number[] = [];
    const pace = new Pace({
      requestsPerMinute: 1,
      now: () => 0,
      wait: async milliseconds => {
        waits.push(milliseconds);
      },
    });
    await Promise.all([1, 2, 3].map(() => pace.turn(signal)));
    expect(waits).toEqual([MINUTE, 2 * MINUTE]);
  });

  it('takes no turn once it is aborted', async () => {
    const aborted = AbortSignal.abort(new Error('stopped'));
    const pace = new Pace({ requestsPerMinute: 1 });
    await expect(pace.turn(aborted)).rejects.toThrow('stopped');
  });
});
