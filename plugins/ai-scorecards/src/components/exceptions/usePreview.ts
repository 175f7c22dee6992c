import { useApi } from '@backstage/core-plugin-api';
import type { Ask } from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import type { Answered } from './missingNow';

/** After so long without a key it is asked again. */
const PAUSE_MS = 300;

/** What would come of what is asked, of a request that is there or of a new one, with what was asked then: a moment after the last key; the last answer stays until the next is there. */
export function usePreview(ask: Ask, request?: string): Answered | undefined {
  const api = useApi(aiScorecardsApiRef);
  const [answered, setAnswered] = useState<Answered>();
  const key = JSON.stringify(ask);
  useEffect(() => {
    let isCurrent = true;
    const pause = setTimeout(() => {
      const asked: Ask = JSON.parse(key);
      api.previewRequest(asked, request).then(
        preview => isCurrent && setAnswered({ ask: asked, preview }),
        // What cannot be previewed can still be saved; sending it says what is wrong.
        () => isCurrent && setAnswered(undefined),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(pause);
    };
  }, [api, key, request]);
  return answered;
}
