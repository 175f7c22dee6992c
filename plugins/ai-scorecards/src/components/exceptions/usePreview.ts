import { useApi } from '@backstage/core-plugin-api';
import type {
  Ask,
  RequestPreview,
} from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useState } from 'react';
import { aiScorecardsApiRef } from '../../api';

/** After so long without a key it is asked again. */
const PAUSE_MS = 300;

/** What would come of what is asked, a moment after the last key; the last answer stays until the next is there. */
export function usePreview(ask: Ask): RequestPreview | undefined {
  const api = useApi(aiScorecardsApiRef);
  const [preview, setPreview] = useState<RequestPreview>();
  const key = JSON.stringify(ask);
  useEffect(() => {
    let isCurrent = true;
    const pause = setTimeout(() => {
      api.previewRequest(JSON.parse(key)).then(
        answer => isCurrent && setPreview(answer),
        // What cannot be previewed can still be saved; sending it says what is wrong.
        () => isCurrent && setPreview(undefined),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(pause);
    };
  }, [api, key]);
  return preview;
}
