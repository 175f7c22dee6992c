import { startDeadline } from './deadline';

describe('startDeadline', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends at the total, whatever moved', () => {
    const deadline = startDeadline(new AbortController().signal, {
      totalMs: 100,
      stallMs: 40,
    });
    for (let elapsed = 0; elapsed < 90; elapsed += 30) {
      jest.advanceTimersByTime(30);
      deadline.progress();
    }
    expect(deadline.signal.aborted).toBe(false);
    jest.advanceTimersByTime(10);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.timedOut()).toBe(true);
    deadline.end();
  });

  it('ends when nothing moves', () => {
    const deadline = startDeadline(new AbortController().signal, {
      totalMs: 1000,
      stallMs: 40,
    });
    jest.advanceTimersByTime(40);
    expect(deadline.timedOut()).toBe(true);
    deadline.end();
  });

  it('does not count a pause as a stall', () => {
    const deadline = startDeadline(new AbortController().signal, {
      totalMs: 1000,
      stallMs: 40,
    });
    deadline.pause();
    jest.advanceTimersByTime(500);
    expect(deadline.signal.aborted).toBe(false);
    deadline.progress();
    jest.advanceTimersByTime(40);
    expect(deadline.timedOut()).toBe(true);
    deadline.end();
  });

  it('passes on the abort of its caller with its reason', () => {
    const outer = new AbortController();
    const deadline = startDeadline(outer.signal, { totalMs: 1000 });
    outer.abort(new Error('shutting down'));
    expect(deadline.signal.reason).toEqual(new Error('shutting down'));
    expect(deadline.timedOut()).toBe(false);
    deadline.end();
    expect(startDeadline(outer.signal, { totalMs: 1 }).signal.aborted).toBe(
      true,
    );
    jest.runAllTimers();
  });

  it('leaves no timer behind', () => {
    startDeadline(new AbortController().signal, {
      totalMs: 1000,
      stallMs: 10,
    }).end();
    expect(jest.getTimerCount()).toBe(0);
  });
});
