import { useSignal } from '@backstage/plugin-signals-react';
import { EXCEPTIONS_CHANNEL } from 'backstage-plugin-ai-scorecards-common';
import { useEffect } from 'react';
import { useRepeat } from './useRepeat';

/** Without signals an open page looks again after so long. */
const LOOK_AGAIN_MS = 15_000;

/** Calls `reload` when a request or an exception changed, at once where the portal has signals. */
export function useExceptionChanges(reload: () => void): void {
  const { lastSignal, isSignalsAvailable } = useSignal(EXCEPTIONS_CHANNEL);
  useEffect(() => {
    if (lastSignal) reload();
  }, [lastSignal, reload]);
  useRepeat(!isSignalsAvailable, LOOK_AGAIN_MS, reload);
}
