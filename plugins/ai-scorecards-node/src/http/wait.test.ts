import { waitOnTheClock } from './wait';

describe('waitOnTheClock', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('resolves when the time is over', async () => {
    const done = jest.fn();
    const waiting = waitOnTheClock(1000, new AbortController().signal).then(
      done,
    );
    await jest.advanceTimersByTimeAsync(999);
    expect(done).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('ends with the reason of an abort and leaves no timer', async () => {
    const controller = new AbortController();
    const waiting = waitOnTheClock(1000, controller.signal);
    controller.abort(new Error('shutting down'));
    await expect(waiting).rejects.toThrow('shutting down');
    expect(jest.getTimerCount()).toBe(0);
    await expect(waitOnTheClock(1, controller.signal)).rejects.toThrow(
      'shutting down',
    );
  });
});
