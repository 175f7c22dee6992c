/** Waits for a number of milliseconds; rejects with the signal's reason when it is aborted. Tests put in their own. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const waitOnTheClock: Wait = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', onAbort, { once: true });
  });
