/** Waits for a number of milliseconds; rejects with the signal's reason when it is aborted. Tests put in their own. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const waitOnTheClock: Wait = async (milliseconds, signal) => {
  signal.throwIfAborted();
  await new Promise<void>(resolve => {
    const timer = setTimeout(wake, milliseconds);
    function wake() {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    }
    signal.addEventListener('abort', wake);
  });
  signal.throwIfAborted();
};
