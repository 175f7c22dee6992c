import { AskText } from './askFields';

/** What was typed into the form and stands in this browser, so that a reload or a crash loses no key. */
export interface KeptText {
  text: AskText;
  /** When it was typed, in milliseconds. */
  at: number;
  /** `updatedAt` of the stored request that it goes on from; null before the first draft is stored. */
  base: string | null;
  /** The id that its draft is stored with, so that a reload before the answer stores no second one. */
  draft: string;
}

const PREFIX = 'ai-scorecards/ask';

/** Older texts are forgotten: who typed them has gone on to something else. */
const LONGEST_MS = 7 * 86_400_000;

/** The place of a text: one for each person and request, and for each team and tool of a request to be. */
export function placeOfText(user: string, about: string): string {
  return `${PREFIX}/${user}/${about}`;
}

/** What stands in a place; undefined for nothing, or where the browser keeps nothing. */
export function readKept(place: string): KeptText | undefined {
  try {
    const found = window.localStorage.getItem(place);
    if (found === null) return undefined;
    const kept: KeptText = JSON.parse(found);
    if (Date.now() - kept.at < LONGEST_MS) return kept;
  } catch {
    // Unreadable text is no text.
  }
  forget(place);
  return undefined;
}

export function keep(place: string, kept: KeptText): void {
  try {
    window.localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still saves the draft on the server.
  }
}

export function forget(place: string): void {
  try {
    window.localStorage.removeItem(place);
  } catch {
    // Then there is nothing to forget either.
  }
}

/** Forgets what anybody typed in this browser into a request that is there no more. */
export function forgetRequest(id: string): void {
  try {
    Object.keys(window.localStorage)
      .filter(key => key.startsWith(`${PREFIX}/`) && key.endsWith(`/${id}`))
      .forEach(forget);
  } catch {
    // Then there is nothing to forget either.
  }
}
