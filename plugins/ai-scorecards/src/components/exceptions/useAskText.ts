import type {
  Ask,
  ExceptionRequest,
} from 'backstage-plugin-ai-scorecards-common';
import { useRef, useState } from 'react';
import { asksTheSame, AskText, textOf } from './askFields';
import { newId } from './newId';
import { forget, keep, KeptText, placeOfText, readKept } from './keptText';

/** What the form holds while it is filled in, kept in this browser with every key. */
export interface TypedAsk {
  typed: AskText;
  type: (change: (before: AskText) => AskText) => void;
  /** Whether something was typed, now or before a reload. */
  isTouched: boolean;
  /** When the text was typed that was brought back; null for none, or once it was sent away. */
  broughtBack: number | null;
  /** Fills the form as it is without the text of before. */
  dropIt: () => void;
  /** Text of this browser that no longer goes on from what is stored; null for none. */
  other: { at: number; bringBack: () => void; forget: () => void } | null;
  /** The id of the draft that a new request becomes, the same after a reload. */
  draftId: string;
  /** What was stored: the text goes on from there. */
  stored: (request: ExceptionRequest) => void;
  /** What was typed is where it should be: nothing is kept any more. */
  done: () => void;
}

/** Starts from the ask, or from what stood in this browser when the page was left. */
export function useAskText(
  ask: Ask,
  request: ExceptionRequest | undefined,
  user: string,
): TypedAsk {
  const place = useRef(
    placeOfText(user, request?.id ?? `new/${ask.team}/${ask.tool ?? ''}`),
  );
  const base = useRef(request?.updatedAt ?? null);
  const isDone = useRef(false);
  const [before] = useState(() => {
    const found = readKept(place.current);
    // What is stored by now is nothing to bring back.
    return found && asksTheSame(found.text, ask) ? undefined : found;
  });
  const goesOn = before?.base === base.current;
  const [draftId] = useState(() => before?.draft ?? newId());
  const [typed, setTyped] = useState(() =>
    before && goesOn ? before.text : textOf(ask),
  );
  const latest = useRef(typed);
  const [isTouched, setTouched] = useState(Boolean(before && goesOn));
  const [broughtBack, setBroughtBack] = useState(
    before && goesOn ? before.at : null,
  );
  const [other, setOther] = useState<KeptText | null>(
    before && !goesOn ? before : null,
  );

  const keepText = (text: AskText) => {
    if (isDone.current) return;
    keep(place.current, {
      text,
      at: Date.now(),
      base: base.current,
      draft: draftId,
    });
  };
  const type: TypedAsk['type'] = change => {
    setTouched(true);
    setBroughtBack(null);
    latest.current = change(latest.current);
    setTyped(latest.current);
    keepText(latest.current);
  };
  return {
    typed,
    type,
    isTouched,
    draftId,
    broughtBack,
    dropIt: () => {
      forget(place.current);
      setTouched(false);
      setBroughtBack(null);
      latest.current = textOf(ask);
      setTyped(latest.current);
    },
    other: other && {
      at: other.at,
      bringBack: () => {
        setOther(null);
        type(() => other.text);
      },
      forget: () => {
        setOther(null);
        forget(place.current);
      },
    },
    stored: ({ id, updatedAt }) => {
      forget(place.current);
      place.current = placeOfText(user, id);
      base.current = updatedAt;
      keepText(latest.current);
    },
    done: () => {
      isDone.current = true;
      forget(place.current);
    },
  };
}
