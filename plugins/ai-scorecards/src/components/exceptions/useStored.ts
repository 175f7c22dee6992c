import { useApi } from '@backstage/core-plugin-api';
import type {
  Ask,
  ExceptionRequest,
} from 'backstage-plugin-ai-scorecards-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { aiScorecardsApiRef } from '../../api';
import { useAction, usePagePath } from '../../hooks';
import { isSameAsk } from './askFields';

/** After so long without a key a draft is saved by itself. */
const PAUSE_MS = 2_000;

/**
 * Keeps what is typed: as a draft by itself, a moment after the last key, and on demand. What was sent already changes on
 * demand alone, since a change may void votes. `savedAt` is when it was saved last, in milliseconds; `hasFailed` that the
 * last try to keep it failed.
 */
export function useStored(
  request: ExceptionRequest | undefined,
  ask: Ask,
  {
    draftId,
    isBroughtBack,
    isPaused,
    onStored,
    onLeft,
  }: {
    /** The id of the draft that a new request becomes. */
    draftId: string;
    /** The form begins with text of before a reload, which is stored nowhere yet. */
    isBroughtBack: boolean;
    isPaused: boolean;
    /** After each write, with what is stored now. */
    onStored: (stored: ExceptionRequest) => void;
    /** Once all is stored, as the form is left. */
    onLeft: () => void;
  },
) {
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const base = useHref(root);
  const navigate = useNavigate();
  // A failed submission leaves the draft that it stored, which the next try goes on with.
  const stored = useRef(request);
  const key = JSON.stringify(ask);
  const keptAs = useRef(isBroughtBack ? null : key);
  const [savedAt, setSavedAt] = useState(
    request?.state === 'draft' ? Date.parse(request.updatedAt) : undefined,
  );
  const [hasFailed, setFailed] = useState(false);
  const told = useRef(onStored);
  useEffect(() => {
    told.current = onStored;
  });
  // One write after the other: a second draft of the same text helps nobody.
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  // Once another page is shown, its address is not the form's to change.
  const isGone = useRef(false);

  const store = useCallback(
    (text: string): Promise<ExceptionRequest> => {
      const write = async () => {
        const known = stored.current;
        if (known?.state === 'draft' && keptAs.current === text) return known;
        const wanted: Ask = JSON.parse(text);
        const before =
          known ?? (await api.draftRequest({ id: draftId, ask: wanted }));
        // What was stored just before a reload is answered as it stands.
        stored.current =
          !known && isSameAsk(before.ask, wanted)
            ? before
            : await api.editRequest(before.id, {
                revision: before.revision,
                updatedAt: before.updatedAt,
                ask: wanted,
              });
        keptAs.current = text;
        // A reload comes back to the draft, and not to an empty form. The router would draw the form anew.
        if (!known && !isGone.current) {
          window.history.replaceState(
            window.history.state,
            '',
            `${base}/${stored.current.id}/edit`,
          );
        }
        setSavedAt(Date.now());
        setFailed(false);
        told.current(stored.current);
        return stored.current;
      };
      const next = queue.current.then(write, write);
      queue.current = next;
      return next;
    },
    [api, base, draftId],
  );

  const isDraft = (stored.current?.state ?? 'draft') === 'draft';
  const isLeft = useRef(false);
  useEffect(() => {
    if (!isDraft || isPaused || key === keptAs.current) return undefined;
    const pause = setTimeout(() => {
      // Why it cannot be kept is said when it is saved or sent by hand.
      if (!isLeft.current) store(key).catch(() => setFailed(true));
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [isDraft, isPaused, key, store]);

  // Whoever goes on to another page waits for no pause. What is no draft yet stays in this browser alone until its writer
  // comes back.
  const pending = useRef<() => void>(() => undefined);
  useEffect(() => {
    pending.current = () => {
      const isKnown = stored.current?.state === 'draft';
      if (isPaused || isLeft.current || !isKnown || key === keptAs.current) {
        return;
      }
      store(key).catch(() => undefined);
    };
  });
  useEffect(() => {
    const flush = () => pending.current();
    isGone.current = false;
    window.addEventListener('pagehide', flush);
    return () => {
      isGone.current = true;
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  const save = useAction(async () => {
    isLeft.current = true;
    const { id } = await store(key).catch(kept(isLeft));
    onLeft();
    navigate(`${root}/${id}`);
  });
  const send = useAction(async () => {
    isLeft.current = true;
    const { id, state } = await store(key).catch(kept(isLeft));
    if (state === 'draft') {
      await api.actOnRequest(id, 'submit').catch(kept(isLeft));
    }
    onLeft();
    navigate(`${root}/${id}`);
  });
  return { save, send, savedAt, hasFailed };
}

/** After a failure the text is kept by itself again. */
function kept(isLeft: { current: boolean }) {
  return (cause: unknown): never => {
    isLeft.current = false;
    throw cause;
  };
}
